// Text from a file or a plugin, made fit to be printed.

/// Shows text that somebody else wrote inside a sentence: without control characters, and not at any length.
struct Quoted: CustomStringConvertible {
    let description: String

    /// `limit` is in Unicode scalars; what is longer is cut, with an ellipsis.
    init(_ text: some StringProtocol, upTo limit: Int = 80) {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            if scalar.isControl {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        description = text.unicodeScalars.dropFirst(limit).isEmpty ? shown : shown + "…"
    }
}

extension Unicode.Scalar {
    /// Whether it moves the cursor, the reading direction or the line instead of showing something.
    var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0: true
        // Line and paragraph separators, and the marks that turn the reading direction.
        case 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// As in the Unicode tables: U+000A.
    var codePoint: String {
        let hex = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }
}
