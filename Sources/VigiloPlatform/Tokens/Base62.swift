// Numbers as letters and digits, for tokens.

/// Base 62: the digits, then the capital letters, then the small ones, most significant first, in a fixed width.
enum Base62 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// The bytes as one big-endian number, in `width` characters; `width` must be enough for it.
    static func text(of bytes: some Sequence<UInt8>, width: Int) -> String {
        var number = Array(bytes)
        var digits: [UInt8] = []
        for _ in 0..<width {
            // Long division of the number by 62; the remainder is the next digit from the right.
            var remainder = 0
            for index in number.indices {
                let part = remainder << 8 | Int(number[index])
                number[index] = UInt8(part / 62)
                remainder = part % 62
            }
            digits.append(alphabet[remainder])
        }
        return String(decoding: digits.reversed(), as: UTF8.self)
    }

    static func contains(_ byte: UInt8) -> Bool {
        alphabet.contains(byte)
    }
}
