// Pattern lists against a matcher that tries everything.

@testable import VigiloPluginHost

/// OpenSSH's patterns, in which signers' namespaces are written.
struct PatternCampaign: Campaign {
    static let name = "pattern"

    private static let separator: UInt8 = 0xFF
    private static let pieces = ["*", "?", ",", "!", "a", "b", "ab", "vigilo", "-", "**", "*a", "\u{301}"].map {
        Array($0.utf8)
    }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        let pattern = (0..<dice.below(12)).flatMap { _ in dice.pick(Self.pieces) }
        let text = (0..<dice.below(8)).flatMap { _ in dice.pick(Self.pieces.suffix(8).map { $0 }) }
        return pattern + [Self.separator] + text
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let parts = input.split(separator: Self.separator, omittingEmptySubsequences: false)
        let pattern = String(decoding: parts[0], as: UTF8.self)
        let text = String(decoding: parts.last ?? [], as: UTF8.self)
        let isMatch = PatternList(pattern).matches(text)
        try require(isMatch == Self.naive(Array(pattern.utf8), Array(text.utf8)), "\(pattern) and \(text): \(isMatch)")
        return isMatch
    }

    private static func naive(_ list: [UInt8], _ text: [UInt8]) -> Bool {
        let patterns = list.split(separator: UInt8(ascii: ","))
        let negated = patterns.filter { $0.first == UInt8(ascii: "!") }.map { $0.dropFirst() }
        let plain = patterns.filter { $0.first != UInt8(ascii: "!") }
        return plain.contains { matches(Array($0), text) } && !negated.contains { matches(Array($0), text) }
    }

    /// Row for row: which beginnings of the text does this much of the pattern match?
    private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var row = [true] + Array(repeating: false, count: text.count)
        for sign in pattern {
            var next = Array(repeating: false, count: row.count)
            next[0] = row[0] && sign == UInt8(ascii: "*")
            for place in text.indices {
                next[place + 1] =
                    sign == UInt8(ascii: "*")
                    ? row[place + 1] || next[place] : row[place] && (sign == UInt8(ascii: "?") || sign == text[place])
            }
            row = next
        }
        return row[text.count]
    }
}
