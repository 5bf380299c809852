// Reads and writes the fixed-width numbers that dates and times are made of.

/// A cursor over text of fixed-width numbers and separators.
struct Digits {
    private var rest: Substring.UTF8View

    init(_ text: some StringProtocol) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Exactly so many digits, as a number.
    mutating func take(_ count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var number = 0
        for byte in rest.prefix(count) {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest = rest.dropFirst(count)
        return number
    }

    /// Whether the next character was one of these; it is skipped.
    mutating func skip(_ characters: String) -> Bool {
        takeOne(of: characters) != nil
    }

    /// The next character, if it is one of these.
    mutating func takeOne(of characters: String) -> Character? {
        guard let byte = rest.first, characters.utf8.contains(byte) else { return nil }
        rest = rest.dropFirst()
        return Character(Unicode.Scalar(byte))
    }

    /// The digits of a decimal fraction as millionths; digits beyond the sixth are dropped.
    mutating func takeMillionths() -> Int? {
        var number = 0
        var count = 0
        while let digit = take(1) {
            if count < 6 { number = number * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 6)..<6 { number *= 10 }
        return number
    }

    static func padded(_ number: some BinaryInteger, to width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
