// A log line for programs.

import Logging
import VigiloJSON
import VigiloPlatform

extension LogLine {
    /// A JSON object on one line: `time`, `level`, `message`, then the facts beside them.
    var json: String {
        // JSONValue writes the texts, so that they are escaped by the same rules as everywhere; the order is ours,
        // because people read these lines too.
        var line = #"{"time":"\#(time.rfc3339)","level":"\#(level.rawValue)","message":"#
        line += JSONValue.string(message).canonicalText
        for (key, value) in facts {
            let name = ["time", "level", "message"].contains(key) ? "\(key)_" : key
            line += ",\(JSONValue.string(name).canonicalText):\(value.canonicalText)"
        }
        return line + "}"
    }
}
