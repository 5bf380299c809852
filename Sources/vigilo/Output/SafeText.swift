// Text from plugins and daemons, made unable to drive the terminal.

enum SafeText {
    /// The text on one line: every character that a terminal would obey, the line feed too, becomes a visible escape.
    static func line(_ text: String) -> String {
        escaped(text, keeping: [])
    }

    /// The same for text of several lines: line feeds and tabs stay.
    static func block(_ text: String) -> String {
        escaped(text, keeping: ["\n", "\t"])
    }

    /// Whether a terminal would do something else with the character than show it: control characters (C0, DEL, C1),
    /// line separators, and the marks that turn the direction of writing and so can make text look like other text.
    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x061C, 0xFEFF: true
        default: false
        }
    }

    private static func escaped(_ text: String, keeping kept: Set<Unicode.Scalar>) -> String {
        guard text.unicodeScalars.contains(where: { isUnsafe($0) && !kept.contains($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) && !kept.contains(scalar) {
                result += escape(of: scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func escape(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let hex = String(scalar.value, radix: 16)
            return scalar.value <= 0xFF
                ? "\\x" + padded(hex, to: 2)
                : "\\u{" + hex + "}"
        }
    }

    private static func padded(_ hex: String, to count: Int) -> String {
        String(repeating: "0", count: max(0, count - hex.count)) + hex
    }
}
