// What every sentence about a rejected input must be: there, on one line, and harmless on a terminal.

/// Sentences for people that speak of bytes from strangers.
enum Sentence {
    private static let longest = 8192

    static func check(_ sentence: String) throws {
        try require(!sentence.isEmpty, "the sentence is empty")
        try require(sentence.utf8.count <= longest, "the sentence is \(sentence.utf8.count) bytes long")
        if let control = sentence.unicodeScalars.first(where: isControl) {
            throw Fault("the sentence holds U+\(String(control.value, radix: 16)): \(sentence.debugDescription)")
        }
    }

    /// Whether it moves the cursor, the line or the reading direction. From the Unicode tables, not from a list of ours.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl && scalar.value != 0x061C
        }
    }
}
