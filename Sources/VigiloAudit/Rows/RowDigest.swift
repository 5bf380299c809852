// What checking a chain has to know of a row.

/// A row that has been hashed: all that depends on the row alone.
public struct RowDigest: Sendable {
    public let seq: UInt64
    public let previousHash: Hash
    /// The hash that is stored with the row.
    public let storedHash: Hash
    /// The hash that its bytes give.
    public let hash: Hash
    /// The hash of its leaf in the tree.
    public let leafHash: Hash

    /// Hashes a row's bytes.
    public init(_ bytes: RowBytes, seq: UInt64, previousHash: Hash, storedHash: Hash) {
        self.seq = seq
        self.previousHash = previousHash
        self.storedHash = storedHash
        hash = bytes.hash
        leafHash = bytes.leafHash
    }
}
