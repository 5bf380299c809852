// Sizes and indexes as decimal digits.

/// Decimal numbers as C2SP writes them: ASCII digits, no sign, no leading zero.
enum Decimal {
    /// The number; nil if the text is anything else, or beyond a tree's greatest size.
    static func number(_ text: some StringProtocol) -> UInt64? {
        let digits = text.utf8
        guard digits.count <= 19, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits.count == 1 || digits.first != UInt8(ascii: "0"), let number = UInt64(String(text)),
            number <= MerkleTree.greatestSize
        else { return nil }
        return number
    }
}
