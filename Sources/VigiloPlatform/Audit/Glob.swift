// Patterns in which * stands for any characters.

/// A pattern in which `*` stands for any characters, or none; every other character stands for itself.
struct Glob: Sendable, Equatable {
    private let pattern: [UInt8]

    init(_ pattern: String) {
        self.pattern = Array(pattern.utf8)
    }

    static func isOne(_ text: String) -> Bool {
        text.utf8.contains(star)
    }

    private static let star = UInt8(ascii: "*")

    /// Goes back to the last star alone, never to those before: what they took is as good as any other choice.
    func matches(_ text: String) -> Bool {
        let text = Array(text.utf8)
        var (place, next) = (0, 0)
        var retry: (pattern: Int, text: Int)?
        while next < text.count {
            if place < pattern.count, pattern[place] == Self.star {
                retry = (place + 1, next)
                place += 1
            } else if place < pattern.count, pattern[place] == text[next] {
                place += 1
                next += 1
            } else if let last = retry {
                retry = (last.pattern, last.text + 1)
                (place, next) = (last.pattern, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == Self.star }
    }
}
