// A UUID's text, from its two halves.

/// The text of UUIDs (RFC 9562): 32 hexadecimal digits in lower case, in five groups.
public enum UUIDText {
    private static let digits = Array("0123456789abcdef".utf8)

    /// - Parameters:
    ///   - high: The first eight bytes, most significant first.
    ///   - low: The last eight.
    public static func of(_ high: UInt64, _ low: UInt64) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for index in 0..<16 {
            if index >= 4, index <= 10, index & 1 == 0 { text.append(UInt8(ascii: "-")) }
            let byte = Int(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64(56 - index % 8 * 8)) & 0xFF
            text.append(digits[byte >> 4])
            text.append(digits[byte & 15])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
