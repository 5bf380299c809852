// The wire format of SSH: numbers and strings, one after the other.

/// Reads SSH's wire format out of bytes that nobody has vouched for, never outside of them.
struct SSHReader {
    private let view: ByteView
    private var offset = 0

    /// The bytes ended where something was still to come, or went on where nothing was.
    struct Malformed: Error {}

    init(_ bytes: [UInt8]) {
        view = ByteView(bytes)
    }

    var isAtEnd: Bool { offset == view.count }

    mutating func bytes(_ count: Int) throws(Malformed) -> [UInt8] {
        guard view.holds(count, at: offset) else { throw Malformed() }
        defer { offset += count }
        return Array(view.bytes[offset..<offset + count])
    }

    /// Most significant byte first.
    mutating func number() throws(Malformed) -> UInt32 {
        try bytes(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A length and as many bytes.
    mutating func string() throws(Malformed) -> [UInt8] {
        try bytes(Int(number()))
    }

    /// A string that is text; names of algorithms are.
    mutating func text() throws(Malformed) -> String {
        guard let text = String(validating: try string(), as: UTF8.self) else { throw Malformed() }
        return text
    }

    /// A whole number that is not negative, without the zeros in front.
    mutating func magnitude() throws(Malformed) -> [UInt8] {
        let bytes = try string()
        guard bytes.first.map({ $0 < 0x80 }) ?? true else { throw Malformed() }
        return Array(bytes.drop { $0 == 0 })
    }

    func end() throws(Malformed) {
        guard isAtEnd else { throw Malformed() }
    }

    /// A length and the bytes, as ``string()`` reads them.
    static func written(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(truncatingIfNeeded: bytes.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + bytes
    }
}
