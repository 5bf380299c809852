// One row of the audit log, and the bytes that its hash is taken of.

/// One row of the audit log.
struct AuditRow: Sendable, Equatable {
    /// 1, 2, 3 ... in its chain.
    var seq: UInt64
    var createdAt: Timestamp
    var id: String
    /// nil on the platform chain.
    var workspaceID: String?
    var action: String
    var targetType: String
    var targetID: String
    /// nil: the system.
    var actor: String?
    // JSON as it is stored: canonical text, hashed as its bytes, so that verifying parses nothing.
    var oldValue: String?
    var newValue: String?
    var metadata: String?

    /// The row's hash, given the hash of the row before it.
    func hash(after previous: [UInt8]) -> [UInt8] {
        Digest.sha256(hashedBytes(after: previous))
    }

    /// The ASCII bytes `vigilo.audit.v1\n`, the previous hash, `seq` and `created_at` as 64 bits big endian, then every
    /// text as its length in 32 bits big endian and its UTF-8; length 0xFFFFFFFF and no bytes for one that is absent.
    func hashedBytes(after previous: [UInt8]) -> [UInt8] {
        var bytes = Array("vigilo.audit.v1\n".utf8)
        bytes += previous
        Self.append(seq, to: &bytes)
        Self.append(createdAt.microseconds, to: &bytes)
        for text in [id, workspaceID, action, targetType, targetID, actor, oldValue, newValue, metadata] {
            guard let text else {
                Self.append(UInt32.max, to: &bytes)
                continue
            }
            Self.append(UInt32(text.utf8.count), to: &bytes)
            bytes += text.utf8
        }
        return bytes
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
