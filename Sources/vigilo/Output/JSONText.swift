// JSON as the command line prints it: keys sorted, on one line or indented, and harmless on a terminal.

import VigiloJSON

enum JSONText {
    /// The value as JSON text without a closing line feed.
    static func text(of value: JSONValue, isIndented: Bool) -> String {
        escaped(isIndented ? indented(value, by: "") : value.canonicalText)
    }

    private static func indented(_ value: JSONValue, by indent: String) -> String {
        let deeper = indent + "  "
        switch value {
        case .array(let values) where !values.isEmpty:
            let lines = values.map { deeper + indented($0, by: deeper) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members) where !members.isEmpty:
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            let lines = sorted.map { key, value in
                "\(deeper)\(JSONValue.string(key).canonicalText): \(indented(value, by: deeper))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        default:
            return value.canonicalText
        }
    }

    /// JSON itself escapes only U+0000 to U+001F; what else drives a terminal can stand in strings alone, so `\uXXXX` is right.
    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: mustBeEscaped) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if mustBeEscaped(scalar) {
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\n" && SafeText.isUnsafe(scalar)
    }
}
