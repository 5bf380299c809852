// An e-mail address, checked.

/// An e-mail address that could exist.
///
/// The check is for typing mistakes, not for RFC 5321 in full: one `@`, something sensible on both sides, ASCII only,
/// since addresses are compared without case and only ASCII has one rule for that. A domain without a dot is allowed:
/// many operations networks have such.
struct EmailAddress: Sendable, Equatable {
    /// As it was typed.
    let text: String

    /// The part before the `@`.
    var localPart: String { String(text.prefix { $0 != "@" }) }

    /// - Parameter subject: what the address belongs to, for the error.
    init(_ text: String, in subject: String = "the user") throws(PlatformError) {
        if let problem = Self.problem(with: text) { throw .invalid("email", problem, in: subject) }
        self.text = text
    }

    /// In bytes, which are characters here.
    static let longest = 254

    /// Byte by byte: a file of a hundred thousand addresses is checked so.
    private static func problem(with text: String) -> String? {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return "is empty" }
        guard bytes.count <= longest else { return "is longer than \(longest) characters" }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return "contains a space or a character outside ASCII"
        }
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), bytes.lastIndex(of: UInt8(ascii: "@")) == at else {
            return "must contain exactly one @"
        }
        guard isLocalPart(bytes[..<at]) else { return "has no valid name before the @" }
        return isDomain(bytes[(at + 1)...]) ? nil : "has no valid domain behind the @"
    }

    private static let dot = UInt8(ascii: ".")
    private static let hyphen = UInt8(ascii: "-")
    private static let reserved = Set("\"(),:;<>[\\]".utf8)

    private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (1...64).contains(bytes.count), bytes.first != dot, bytes.last != dot else { return false }
        return !zip(bytes, bytes.dropFirst()).contains { $0 == dot && $1 == dot }
            && !bytes.contains(where: reserved.contains)
    }

    private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split(separator: dot, omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                && label.allSatisfy(isDomainByte)
        }
    }

    private static func isDomainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen:
            true
        default: false
        }
    }
}
