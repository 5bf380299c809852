// The ids of requests whose senders gave none.

/// The ids of requests whose senders gave none: UUIDs of version 4 (RFC 9562), in lower case.
enum RequestID {
    /// Not Foundation's: it opens a file of random numbers each time, and where the process has no descriptor left it
    /// gives every request the same id.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let version: UInt64 = 4 << 12
        let variant: UInt64 = 0b10 << 62
        let high = generator.next() & ~0xF000 | version
        let low = generator.next() >> 2 | variant
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for index in 0..<16 {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            let byte = UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64(56 - index % 8 * 8))
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
