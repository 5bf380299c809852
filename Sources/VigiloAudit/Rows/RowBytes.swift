// The bytes of a row that are hashed, made in a buffer that is used again for the next row.

import Crypto

/// One row's bytes: the ASCII bytes `vigilo.audit.v1` and a newline, the hash of the row before, `seq` and `created_at`
/// as 64 bits big endian, then every text as its length in 32 bits big endian and its UTF-8; length 0xFFFFFFFF and no
/// bytes for a text that is absent.
///
/// Begin, append the nine texts in their order, take the hashes; then begin the next row. Nothing is allocated once the
/// buffer has grown to the largest row.
public struct RowBytes: Sendable {
    /// How many texts a row has.
    public static let textCount = 9

    // The first byte is the tree's prefix of leaves; the row begins after it. So one buffer serves both hashes.
    private var buffer: [UInt8]

    static let start = [0] + Array("vigilo.audit.v1\n".utf8)

    public init() {
        buffer = Self.start
    }

    /// Begins a row.
    public mutating func begin(after previous: Hash, seq: UInt64, createdAtMicroseconds: Int64) {
        buffer.removeLast(buffer.count - Self.start.count)
        previous.append(to: &buffer)
        BigEndian.append(seq, to: &buffer)
        BigEndian.append(createdAtMicroseconds, to: &buffer)
    }

    /// Appends the next text: id, workspace, action, target_type, target_id, actor, old_value, new_value, metadata.
    public mutating func append(_ text: String?) {
        guard let text else {
            BigEndian.append(UInt32.max, to: &buffer)
            return
        }
        append(utf8: text.utf8)
    }

    /// Appends the next text, as the bytes that are stored.
    public mutating func append(utf8 bytes: some Collection<UInt8>) {
        BigEndian.append(UInt32(truncatingIfNeeded: bytes.count), to: &buffer)
        buffer.append(contentsOf: bytes)
    }

    /// The row's texts as they stand in the bytes: each with its length in 32 bits before it.
    public var packedTexts: ArraySlice<UInt8> { buffer.dropFirst(Self.start.count + 48) }

    /// The row's hash: what the next row carries.
    public var hash: Hash {
        buffer.withUnsafeBytes { bytes in
            var hasher = SHA256()
            hasher.update(bufferPointer: .init(rebasing: bytes.dropFirst()))
            return Hash(hasher.finalize())
        }
    }

    /// The hash of the tree's leaf over the same bytes.
    public var leafHash: Hash {
        buffer.withUnsafeBytes { bytes in
            var hasher = SHA256()
            hasher.update(bufferPointer: bytes)
            return Hash(hasher.finalize())
        }
    }

    /// What the row tells of an archive.
    var archive: ArchiveMark? {
        buffer.count >= PackedRow.headBytes
            ? ArchiveMark(texts: buffer[PackedRow.headBytes...], of: buffer.dropFirst()) : nil
    }

    /// The bytes themselves.
    public var bytes: [UInt8] { Array(buffer.dropFirst()) }
}
