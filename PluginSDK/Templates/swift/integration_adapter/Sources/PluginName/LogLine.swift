// From a message to a line.

import VigiloPluginSDK

/// One line of the log: "ops: the backup is late".
struct LogLine: CustomStringConvertible {
    let description: String

    init(prefix: String, text: String) throws {
        guard !text.isEmpty else { throw PluginError.refused("a message without text cannot be sent") }
        // What stands on several lines in the message stands on one in the log.
        let text = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        description = prefix.isEmpty ? text : "\(prefix): \(text)"
    }
}
