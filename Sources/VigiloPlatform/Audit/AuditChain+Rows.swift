// The rows of a chain as they are stored, hashes and all.

import VigiloAudit
import VigiloStore

extension AuditChain {
    func insert(_ row: LoggedRow, _ transaction: Transaction) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO audit_log (chain, seq, id, workspace, action, target_type, target_id, actor,
                                   old_value, new_value, metadata, created_at, prev_hash, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            .text(name), .integer(Int64(row.seq)), .text(row.id), SQLValue(row.workspace), .text(row.action),
            .text(row.targetType), .text(row.targetID), SQLValue(row.actor), SQLValue(row.oldValue),
            SQLValue(row.newValue), SQLValue(row.metadata), .integer(row.createdAtMicroseconds),
            .text(row.previousHash.hex), .text(row.hash.hex))
    }

    /// The rows after one and up to another, in their order.
    func rows(after seq: Int64, to last: Int64, _ transaction: Transaction) throws(StoreError) -> [LoggedRow] {
        try transaction.rows(
            """
            SELECT seq, id, workspace, action, target_type, target_id, actor, old_value, new_value, metadata, created_at,
                   prev_hash, hash
            FROM audit_log WHERE chain = $1 AND seq > $2 AND seq <= $3 ORDER BY seq
            """, .text(name), .integer(seq), .integer(last)
        ).map { row throws(StoreError) in try LoggedRow(row, of: self) }
    }
}

extension LoggedRow {
    init(_ row: Row, of chain: AuditChain) throws(StoreError) {
        let seq = try row.integer("seq")
        guard let number = UInt64(exactly: seq), let previous = Hash(hex: try row.text("prev_hash")),
            let hash = Hash(hex: try row.text("hash"))
        else {
            throw StoreError(
                .corrupt, "Row \(seq) of the audit chain '\(chain.name)' is damaged; look with: vigilo audit verify")
        }
        self.init(
            seq: number, createdAtMicroseconds: try row.integer("created_at"), id: try row.text("id"),
            workspace: try row.optionalText("workspace"), action: try row.text("action"),
            targetType: try row.text("target_type"), targetID: try row.text("target_id"),
            actor: try row.optionalText("actor"), oldValue: try row.optionalText("old_value"),
            newValue: try row.optionalText("new_value"), metadata: try row.optionalText("metadata"),
            previousHash: previous, hash: hash)
    }
}
