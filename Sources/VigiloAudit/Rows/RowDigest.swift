// What checking a chain has to know of a row.

import Crypto

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
    /// Whether every column held what it must; a row of which one does not is no row, whatever its hash.
    public let isWellFormed: Bool
    /// What the row tells of an archive.
    public let archive: ArchiveMark?
    /// Whether the stored tree has another leaf in the row's place.
    public var isUnlikeStoredLeaf = false

    /// Hashes a row's bytes.
    public init(_ bytes: RowBytes, seq: UInt64, previousHash: Hash, storedHash: Hash) {
        self.seq = seq
        self.previousHash = previousHash
        self.storedHash = storedHash
        hash = bytes.hash
        leafHash = bytes.leafHash
        isWellFormed = true
        archive = bytes.archive
    }
}

/// Rows as a database packs them: ``prefix``, then the columns in the order of ``columns``.
public enum PackedRow {
    /// What every packed row begins with: the leaf's first byte, and the row's first bytes.
    public static var prefix: [UInt8] { RowBytes.start }

    /// The columns, as a statement selects them. The texts are packed as lengths and bytes, numbers as 64 bits, big endian,
    /// the hashes as their 32 bytes; all that is hashed then stands together.
    public static let columns =
        "prev_hash, seq, created_at, id, workspace, action, target_type, target_id, actor, old_value, new_value, metadata, hash"

    /// Where the texts begin.
    static let headBytes = RowBytes.start.count + 32 + 16
    static let hashBytes = 32
}

extension RowDigest {
    /// Hashes a row where it stands in a buffer, as ``PackedRow`` says.
    ///
    /// - Parameter isWellFormed: Whether every column held what it must.
    public init(packed buffer: [UInt8], _ place: Range<Int>, isWellFormed: Bool) {
        precondition(place.count >= PackedRow.headBytes + PackedRow.hashBytes, "a packed row has its head and its hash")
        let start = place.lowerBound
        let end = place.upperBound - PackedRow.hashBytes
        let head = start + RowBytes.start.count
        previousHash = Hash(buffer, at: head)
        seq = buffer[(head + 32)..<(head + 40)].reduce(0) { $0 << 8 | UInt64($1) }
        storedHash = Hash(buffer, at: end)
        (hash, leafHash) = buffer.withUnsafeBytes { bytes in
            var hasher = SHA256()
            hasher.update(bufferPointer: .init(rebasing: bytes[(start + 1)..<end]))
            var leafHasher = SHA256()
            leafHasher.update(bufferPointer: .init(rebasing: bytes[start..<end]))
            return (Hash(hasher.finalize()), Hash(leafHasher.finalize()))
        }
        self.isWellFormed = isWellFormed
        archive = ArchiveMark(texts: buffer[(start + PackedRow.headBytes)..<end], of: buffer[(start + 1)..<end])
    }
}
