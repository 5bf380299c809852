// A path as it is typed into a shell.

/// A text as one word of a shell command, quoted only where it has to be.
struct ShellWord: CustomStringConvertible {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var description: String {
        let isPlain = !text.isEmpty && text.unicodeScalars.allSatisfy { $0.isASCII && Self.isPlain($0) }
        if isPlain { return text }
        return "'\(Quoted(text.replacing("'", with: "'\\''"), upTo: 4096))'"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._-+:@,%".unicodeScalars.contains(scalar)
    }
}
