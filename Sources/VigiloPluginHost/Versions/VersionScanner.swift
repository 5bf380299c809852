// Reads the pieces of which versions and version ranges are made.

/// Walks over text, one ASCII piece after the other. Everything outside ASCII is a character that nothing expects.
struct VersionScanner {
    // Scalars, not characters: a digit with an accent on it is no digit.
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var isAtEnd: Bool { position == scalars.count }
    private var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

    func error(expected: String) -> VersionSyntaxError {
        VersionSyntaxError(column: position + 1, expected: expected)
    }

    /// Steps over `text` if it stands here.
    mutating func skip(_ text: String) -> Bool {
        guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
        position += text.unicodeScalars.count
        return true
    }

    /// Steps over everything of a kind, and gives it as text.
    private mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = next, belongs(scalar) {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    mutating func skipSpaces() {
        while next == " " { position += 1 }
    }

    /// A number without needless zeros in front.
    mutating func number(_ what: String) throws(VersionSyntaxError) -> NumericIdentifier {
        let start = position
        let digits = take(while: \.isVersionDigit)
        guard !digits.isEmpty else { throw error(expected: what) }
        if digits.count > 1, digits.hasPrefix("0") {
            throw VersionSyntaxError(column: start + 1, expected: "\(what) without zeros in front")
        }
        return NumericIdentifier(digits: digits)
    }

    /// Identifiers with dots between them, as they stand behind `-` and `+`; never empty.
    mutating func identifiers(_ what: String, refusingZerosInFront: Bool) throws(VersionSyntaxError) -> [String] {
        var identifiers: [String] = []
        repeat {
            let start = position
            let text = take(while: \.isVersionIdentifier)
            guard !text.isEmpty else { throw error(expected: what) }
            if refusingZerosInFront, text.count > 1, text.hasPrefix("0"),
                text.unicodeScalars.allSatisfy(\.isVersionDigit)
            {
                throw VersionSyntaxError(column: start + 1, expected: "a number without zeros in front")
            }
            identifiers.append(text)
        } while skip(".")
        return identifiers
    }
}

extension Unicode.Scalar {
    var isVersionDigit: Bool { ("0"..."9").contains(self) }

    var isVersionIdentifier: Bool {
        isVersionDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "-"
    }
}
