// The names and titles that people give to things.

/// A line of text for people: trimmed, not empty, not too long, without control characters.
enum Title {
    /// The text as it is kept, or nil and what is wrong with it.
    static func checked(
        _ text: String, _ field: String, atMost limit: Int, _ problems: inout InputProblems
    ) -> String? {
        var trimmed = Substring(text)
        while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        if trimmed.isEmpty {
            problems.add(field, "is empty")
        } else if trimmed.count > limit || trimmed.utf8.count > 4 * limit {
            problems.add(field, "is longer than \(limit) characters")
        } else if trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            problems.add(field, "contains a line break or another control character")
        } else {
            return String(trimmed)
        }
        return nil
    }
}
