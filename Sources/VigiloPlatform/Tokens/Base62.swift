// Numbers as letters and digits, for tokens.

/// Base 62: the digits, then the capital letters, then the small ones, most significant first, in a fixed width.
enum Base62 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// As many digits as fit into 32 bits with room for a carry: five.
    private static let digitsAtOnce = 5
    private static let divisor: UInt64 = 62 * 62 * 62 * 62 * 62

    /// The bytes as one big-endian number, in `width` characters; `width` must be enough for it.
    static func text(of bytes: some Sequence<UInt8>, width: Int) -> String {
        var number = words(of: Array(bytes))
        var digits: [UInt8] = []
        digits.reserveCapacity(width + digitsAtOnce)
        while digits.count < width {
            // Long division of the number; the remainder is the next five digits from the right.
            var remainder: UInt64 = 0
            for index in number.indices {
                let part = remainder << 32 | number[index]
                number[index] = part / divisor
                remainder = part % divisor
            }
            for _ in 0..<digitsAtOnce {
                digits.append(alphabet[Int(remainder % 62)])
                remainder /= 62
            }
        }
        return String(decoding: digits.prefix(width).reversed(), as: UTF8.self)
    }

    /// Groups of 32 bits, the most significant first.
    private static func words(of bytes: [UInt8]) -> [UInt64] {
        let padding = (4 - bytes.count % 4) % 4
        let padded = Array(repeating: UInt8(0), count: padding) + bytes
        return stride(from: 0, to: padded.count, by: 4).map { start in
            padded[start..<start + 4].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    static func contains(_ byte: UInt8) -> Bool {
        alphabet.contains(byte)
    }
}
