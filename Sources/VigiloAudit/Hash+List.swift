// Hashes one after the other, as the database keeps them.

extension Hash {
    /// The bytes of hashes, nothing between them.
    public static func bytes(of hashes: some Sequence<Hash>) -> [UInt8] {
        var bytes: [UInt8] = []
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// Reads ``bytes(of:)``; nil if a part of a hash is left over.
    public static func list(of bytes: [UInt8]) -> [Hash]? {
        guard bytes.count.isMultiple(of: 32) else { return nil }
        return stride(from: 0, to: bytes.count, by: 32).map { Hash(bytes, at: $0) }
    }
}

extension CompactRange {
    /// The range's hashes as bytes.
    public var bytes: [UInt8] { Hash.bytes(of: hashes) }

    /// Reads ``bytes``; nil if they do not fit the size.
    public init?(size: UInt64, bytes: [UInt8]) {
        guard let hashes = Hash.list(of: bytes) else { return nil }
        self.init(size: size, hashes: hashes)
    }
}
