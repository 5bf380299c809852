// Little-endian numbers out of untrusted bytes, never outside of them.

/// Bytes that nobody has vouched for. Every read is checked against their end, and no position can overflow.
struct ByteView: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func byte(at offset: Int) -> UInt8? {
        offset >= 0 && offset < bytes.count ? bytes[offset] : nil
    }

    func u16(at offset: Int) -> UInt16? {
        guard holds(2, at: offset) else { return nil }
        return UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
    }

    func u32(at offset: Int) -> UInt32? {
        guard holds(4, at: offset) else { return nil }
        return UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
            | UInt32(bytes[offset + 3]) << 24
    }

    func u64(at offset: Int) -> UInt64? {
        guard holds(8, at: offset), let low = u32(at: offset), let high = u32(at: offset + 4) else { return nil }
        return UInt64(low) | UInt64(high) << 32
    }

    /// Whether `length` bytes stand at `offset`. Both may be anything.
    func holds(_ length: Int, at offset: Int) -> Bool {
        offset >= 0 && length >= 0 && offset <= bytes.count && length <= bytes.count - offset
    }

    func hasPrefix(_ text: StaticString, at offset: Int = 0) -> Bool {
        let expected = text.description.utf8
        return holds(expected.count, at: offset) && bytes[offset..<offset + expected.count].elementsEqual(expected)
    }
}
