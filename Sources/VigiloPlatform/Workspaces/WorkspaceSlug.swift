// A workspace's name in URLs.

/// The rule for slugs: 3 to 30 lower-case letters, digits and single hyphens between them, a letter first. A slug never
/// changes.
enum WorkspaceSlug {
    static func check(_ text: String, _ problems: inout InputProblems) {
        if let problem = problem(with: text) { problems.add("slug", problem) }
    }

    static func isWellFormed(_ text: String) -> Bool {
        problem(with: text) == nil
    }

    private static func problem(with text: String) -> String? {
        guard (3...30).contains(text.utf8.count) else {
            return "must have 3 to 30 characters, and has \(text.count)"
        }
        guard let first = text.utf8.first, isLetter(first) else { return "must begin with a letter from a to z" }
        guard text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == hyphen }) else {
            return "may contain only the letters a to z, digits and hyphens"
        }
        guard !text.contains("--"), !text.hasSuffix("-") else {
            return "may contain hyphens only one at a time, between letters and digits"
        }
        return nil
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
