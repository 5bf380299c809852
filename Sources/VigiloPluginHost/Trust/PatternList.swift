// OpenSSH's pattern lists: `vigilo-*,!vigilo-test`.

/// A list of patterns as OpenSSH writes them: `*` and `?` stand for anything, and a `!` takes out what follows it.
struct PatternList: Sendable, Equatable {
    private let patterns: [(isNegated: Bool, pattern: [UInt8])]
    let text: String

    init(_ text: String) {
        self.text = text
        patterns = text.utf8.split(separator: UInt8(ascii: ",")).map { part in
            let isNegated = part.first == UInt8(ascii: "!")
            return (isNegated, Array(part.dropFirst(isNegated ? 1 : 0)))
        }
    }

    static func == (one: PatternList, other: PatternList) -> Bool { one.text == other.text }

    /// Whether some pattern matches and no negated one does.
    func matches(_ text: String) -> Bool {
        let text = Array(text.utf8)
        var isMatched = false
        for (isNegated, pattern) in patterns where Self.matches(pattern, text) {
            if isNegated { return false }
            isMatched = true
        }
        return isMatched
    }

    /// In time that grows with the product of both lengths, never faster: only the last `*` is ever tried again.
    private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var (position, place) = (0, 0)
        var retry: (position: Int, place: Int)?
        while place < text.count {
            if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
                retry = (position, place)
                position += 1
            } else if position < pattern.count,
                pattern[position] == UInt8(ascii: "?") || pattern[position] == text[place]
            {
                position += 1
                place += 1
            } else if let last = retry {
                retry = (last.position, last.place + 1)
                (position, place) = (last.position + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
