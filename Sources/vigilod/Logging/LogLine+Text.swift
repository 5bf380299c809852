// A log line for people.

import Logging
import VigiloJSON
import VigiloPlatform

extension LogLine {
    /// `2026-12-25 09:30:00.123 INFO  Plugin loaded  plugin.name=risk_math`
    func text(inColour: Bool) -> String {
        let clock = String(time.rfc3339.prefix(23)).replacing("T", with: " ", maxReplacements: 1)
        let name = level == .warning ? "WARN" : level.rawValue.uppercased()
        let padded = name + String(repeating: " ", count: max(0, 8 - name.count))
        var line = Self.painted(clock, "2", inColour)
        line += " " + Self.painted(padded, level.colour, inColour) + " " + Self.escaped(message)
        for (key, fact) in facts {
            let value = fact.stringValue ?? fact.canonicalText
            let quoted = value.isEmpty || value.contains { $0 == " " || $0 == "\"" || $0 == "=" }
            let shown = quoted ? "\"\(Self.escaped(value, quoting: true))\"" : Self.escaped(value)
            line += "  " + Self.painted("\(Self.escaped(key))=", "2", inColour) + shown
        }
        return line
    }

    /// Plugins put words into the log; what would move the cursor or end the line is shown, not done.
    private static func escaped(_ text: String, quoting: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\"" where quoting: result += "\\\""
            case "\\" where quoting: result += "\\\\"
            case _ where scalar.movesTheCursor: result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func painted(_ text: String, _ colour: String, _ inColour: Bool) -> String {
        inColour ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
    }
}

extension Unicode.Scalar {
    /// Control characters, line separators, and those that change the direction of writing.
    fileprivate var movesTheCursor: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format: true
        default: false
        }
    }
}

extension Logger.Level {
    /// The colour in SGR's numbers.
    fileprivate var colour: String {
        switch self {
        case .trace, .debug: "2"
        case .info: "32"
        case .notice: "36"
        case .warning: "33"
        case .error: "31"
        case .critical: "1;31"
        }
    }
}
