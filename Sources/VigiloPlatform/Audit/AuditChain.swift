// One chain of the audit log: every row carries the hash of the one before.

import VigiloJSON
import VigiloStore

/// A chain of the audit log: one for each workspace, and one for the platform.
struct AuditChain: Sendable, Equatable {
    /// nil: the platform's chain.
    let workspaceID: String?

    static let platform = AuditChain(workspaceID: nil)

    static func workspace(_ id: String) -> AuditChain {
        AuditChain(workspaceID: id)
    }

    /// The chain's key in the database, and the end of the text that its first hash is taken of.
    var name: String { workspaceID ?? "platform" }

    /// What stands for the previous hash in the first row.
    var genesis: [UInt8] { Digest.sha256("vigilo.audit.genesis\n\(name)".utf8) }

    /// Appends a row. It is written with the transaction that it tells of, or not at all.
    func append(_ entry: AuditEntry, at now: Timestamp, _ transaction: Transaction) throws(StoreError) {
        try append([entry], at: now, transaction)
    }

    /// Appends rows, in their order.
    func append(_ entries: [AuditEntry], at now: Timestamp, _ transaction: Transaction) throws(StoreError) {
        if entries.isEmpty { return }
        var (seq, previous) = try claimNext(transaction)
        seq -= 1
        for entry in entries {
            seq += 1
            let row = AuditRow(
                seq: seq, createdAt: now, id: UUIDv7.make(at: now), workspaceID: workspaceID, action: entry.action,
                targetType: entry.targetType, targetID: entry.targetID, actor: entry.actorID,
                oldValue: entry.oldValue?.canonicalText, newValue: entry.newValue?.canonicalText,
                metadata: entry.fullMetadata.canonicalText)
            let hash = row.hash(after: previous)
            try insert(row, previous: Digest.text(previous), hash: Digest.text(hash), transaction)
            previous = hash
        }
        try transaction.execute(
            "UPDATE audit_head SET seq = $1, hash = $2 WHERE chain = $3",
            .integer(Int64(seq)), .text(Digest.text(previous)), .text(name))
    }

    /// The next number and the hash before it. Counting first and asking for the hash in the same statement holds the
    /// head until the transaction ends, so that two writers never get one number, on an engine with many writers too.
    private func claimNext(_ transaction: Transaction) throws(StoreError) -> (seq: UInt64, previous: [UInt8]) {
        let head = try transaction.first(
            """
            INSERT INTO audit_head (chain, seq, hash) VALUES ($1, 1, $2)
            ON CONFLICT (chain) DO UPDATE SET seq = audit_head.seq + 1 RETURNING seq, hash
            """, .text(name), .text(Digest.text(genesis)))
        guard let head, let previous = Digest.bytes(try head.text("hash")) else {
            throw StoreError(
                .corrupt, "The head of the audit chain '\(name)' is damaged; restore the database from a backup.")
        }
        return (UInt64(try head.integer("seq")), previous)
    }

    private func insert(
        _ row: AuditRow, previous: String, hash: String, _ transaction: Transaction
    ) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO audit_log (chain, seq, id, workspace, action, target_type, target_id, actor,
                                   old_value, new_value, metadata, created_at, prev_hash, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            .text(name), .integer(Int64(row.seq)), .text(row.id), SQLValue(row.workspaceID), .text(row.action),
            .text(row.targetType), .text(row.targetID), SQLValue(row.actor), SQLValue(row.oldValue),
            SQLValue(row.newValue), SQLValue(row.metadata), .integer(row.createdAt.microseconds), .text(previous),
            .text(hash))
    }
}
