// The rows of a chain as they are stored, hashes and all.

import VigiloAudit
import VigiloStore

extension AuditChain {
    /// Inserts a row.
    ///
    /// - Parameters:
    ///   - bytes: the row's bytes, as they were hashed.
    ///   - columns: what is bound to the statement, to be filled anew.
    func insert(
        _ row: LoggedRow, _ bytes: RowBytes, _ columns: inout PackedColumns, _ transaction: Transaction
    ) throws(StoreError) {
        columns.removeAll()
        columns.append(packed: bytes.packedTexts)
        columns.append(utf8: name.utf8)
        columns.append(utf8: row.previousHash.hexUTF8)
        columns.append(utf8: row.hash.hexUTF8)
        try transaction.execute(
            """
            INSERT INTO audit_log (seq, created_at, id, workspace, action, target_type, target_id, actor,
                                   old_value, new_value, metadata, chain, prev_hash, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """, numbers: [Int64(row.seq), row.createdAtMicroseconds], columns)
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
