// The next rows for an outlet, and the checkpoints that it has not had.

import VigiloStore

extension AuditDelivery {
    /// The rows behind a position, as many as go into one batch, and checkpoints if the outlet wants them.
    public func batch(
        after position: Int64, checkpointsFor outlet: String? = nil
    ) async throws -> DeliveryBatch {
        try await records.read { transaction in
            var batch = DeliveryBatch(end: position)
            try Self.fill(&batch, transaction)
            if let outlet { batch.checkpoints = try Self.checkpoints(for: outlet, transaction) }
            return batch
        }
    }

    private static func fill(_ batch: inout DeliveryBatch, _ transaction: Transaction) throws {
        let entries = try transaction.rows(
            """
            SELECT position, chain, first_seq, last_seq FROM audit_order WHERE position > $1 ORDER BY position LIMIT $2
            """, .integer(batch.end), .integer(Int64(DeliveryBatch.mostRows)))
        var (looked, bytes) = (0, 0)
        for row in entries {
            let entry = try OrderEntry(row)
            while batch.end < entry.position {
                guard looked < DeliveryBatch.mostRows, bytes < DeliveryBatch.mostBytes else { return }
                // A few at a time: nobody knows beforehand how large they are.
                let first = entry.firstSeq(after: batch.end)
                let last = min(entry.last, first + min(31, Int64(DeliveryBatch.mostRows - looked - 1)))
                for record in try records(first...last, of: entry.chain, transaction) {
                    let position = entry.position(of: record.row.seq)
                    batch.rows.append(DeliveredRow(position: position, chain: entry.chain, record: record.row))
                    bytes += record.bytes
                }
                looked += Int(last - first + 1)
                batch.end = entry.position(of: last)
            }
        }
    }

    private static func records(
        _ range: ClosedRange<Int64>, of chain: String, _ transaction: Transaction
    ) throws -> [(row: AuditRecord, bytes: Int)] {
        // Archived or not: what the receiver has not had is still there for it.
        try transaction.rows(
            "\(AuditRecord.select) WHERE a.chain = $1 AND a.seq >= $2 AND a.seq <= $3 ORDER BY a.seq",
            .text(chain), .integer(range.lowerBound), .integer(range.upperBound)
        ).map { row in
            let values = try ["old_value", "new_value", "metadata"].map { try row.optionalText($0)?.utf8.count ?? 0 }
            return (try AuditRecord(row), values.reduce(500, +))
        }
    }

    private static func checkpoints(
        for outlet: String, _ transaction: Transaction
    ) throws -> [DeliveredCheckpoint] {
        let chains = try transaction.rows(
            """
            SELECT h.chain, COALESCE(o.size, 0) AS size
            FROM audit_head h LEFT JOIN audit_outlet_checkpoint o ON o.outlet = $1 AND o.chain = h.chain
            WHERE (SELECT MAX(c.size) FROM audit_checkpoint c WHERE c.chain = h.chain) > COALESCE(o.size, 0)
            ORDER BY h.chain
            """, .text(outlet))
        var found: [DeliveredCheckpoint] = []
        for row in chains where found.count < DeliveryBatch.mostCheckpoints {
            let (chain, size) = (try row.text("chain"), try row.integer("size"))
            found += try transaction.rows(
                "SELECT size, note FROM audit_checkpoint WHERE chain = $1 AND size > $2 ORDER BY size LIMIT $3",
                .text(chain), .integer(size), .integer(Int64(DeliveryBatch.mostCheckpoints - found.count))
            ).map { DeliveredCheckpoint(chain: chain, size: try $0.integer("size"), note: try $0.text("note")) }
        }
        return found
    }
}

/// Rows that one transaction appended to one chain.
struct OrderEntry {
    /// Of the last row.
    let position: Int64
    let chain: String
    let first: Int64
    let last: Int64

    init(_ row: Row) throws(StoreError) {
        position = try row.integer("position")
        chain = try row.text("chain")
        first = try row.integer("first_seq")
        last = try row.integer("last_seq")
    }

    func position(of seq: Int64) -> Int64 { position - (last - seq) }

    /// The first of its rows that stands behind a position.
    func firstSeq(after position: Int64) -> Int64 {
        max(first, last - (self.position - position) + 1)
    }

    /// The first row of a chain that some outlet has not had; nil: all have had all.
    static func firstUndelivered(of chain: String, _ transaction: Transaction) throws(StoreError) -> Int64? {
        let least = try transaction.first(
            "SELECT MIN(position) AS position FROM audit_outlet WHERE is_configured = 1")?.optionalInteger("position")
        guard let least else { return nil }
        let row = try transaction.first(
            """
            SELECT position, chain, first_seq, last_seq FROM audit_order WHERE position > $1 AND chain = $2
            ORDER BY position LIMIT 1
            """, .integer(least), .text(chain))
        guard let row else { return nil }
        return try OrderEntry(row).firstSeq(after: least)
    }
}
