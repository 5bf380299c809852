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

    private static func problem(with text: String) -> String? {
        guard !text.isEmpty else { return "is empty" }
        guard text.utf8.count <= 254 else { return "is longer than 254 characters" }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return "contains a space or a character outside ASCII"
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return "must contain exactly one @" }
        guard isLocalPart(parts[0]) else { return "has no valid name before the @" }
        return isDomain(parts[1]) ? nil : "has no valid domain behind the @"
    }

    private static func isLocalPart(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count) && !text.hasPrefix(".") && !text.hasSuffix(".") && !text.contains("..")
            && !text.contains(where: { "\"(),:;<>[\\]".contains($0) })
    }

    private static func isDomain(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }
}
