// The checkpoints of a chain, as the database keeps them.

import VigiloAudit
import VigiloStore

extension AuditChain {
    /// The last checkpoint that is stored.
    func lastCheckpoint(_ transaction: Transaction) throws -> SignedCheckpoint? {
        let row = try transaction.first(
            "SELECT note FROM audit_checkpoint WHERE chain = $1 ORDER BY size DESC LIMIT 1", .text(name))
        return try row.map { row in
            do {
                return try SignedCheckpoint(parsing: try row.text("note"))
            } catch let error as AuditFormatError {
                throw StoreError(.corrupt, "A checkpoint \(words) is damaged in the database: \(error)")
            }
        }
    }

    /// Stores a checkpoint, or the signatures that one has been given since.
    func store(_ checkpoint: SignedCheckpoint, at now: Timestamp, _ transaction: Transaction) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO audit_checkpoint (chain, size, note, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (chain, size) DO UPDATE SET note = excluded.note
            """, .text(name), .integer(Int64(checkpoint.checkpoint.size)), .text(checkpoint.note.fullText),
            .integer(now.microseconds))
    }

    /// The number of its last row; 0: it has none.
    func size(_ transaction: Transaction) throws(StoreError) -> Int64 {
        try transaction.first("SELECT seq FROM audit_head WHERE chain = $1", .text(name))?.integer("seq") ?? 0
    }

    /// All chains that have rows.
    static func all(_ transaction: Transaction) throws(StoreError) -> [AuditChain] {
        try transaction.rows("SELECT chain FROM audit_head WHERE seq > 0 ORDER BY chain").map {
            row throws(StoreError) in AuditChain(name: try row.text("chain"))
        }
    }
}
