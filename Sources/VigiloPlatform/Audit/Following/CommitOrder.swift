// The rows of all chains in the order in which they were committed.

import VigiloStore

/// The rows of all chains, each with a position: 1, 2, 3 and so on in the order of commits.
///
/// Rows of before there were positions have none and do not appear, nor do those that were archived.
enum CommitOrder {
    struct Step: Sendable {
        var rows: [FollowedRow] = []
        /// The position up to which was looked.
        var end: Int64
        var isAtEnd = false
    }

    /// Rows that one transaction appended to one chain; the position is that of the last.
    private struct Entry {
        let position: Int64
        let chain: AuditChain
        let first: Int64
        let last: Int64

        init(_ row: Row) throws(StoreError) {
            position = try row.integer("position")
            chain = AuditChain(name: try row.text("chain"))
            first = try row.integer("first_seq")
            last = try row.integer("last_seq")
        }
    }

    private static let mostEntries: Int64 = 256

    /// The position of the last row; 0: there is none.
    static func last(_ transaction: Transaction) throws(StoreError) -> Int64 {
        try transaction.first("SELECT MAX(position) AS position FROM audit_order")?.optionalInteger("position") ?? 0
    }

    /// The rows after a position, at most `limit`.
    ///
    /// - Parameter chains: Others are passed over; nil: none is.
    static func rows(
        after position: Int64, atMost limit: Int, of chains: [AuditChain]? = nil, _ transaction: Transaction
    ) throws -> Step {
        let entries = try transaction.rows(
            """
            SELECT position, chain, first_seq, last_seq FROM audit_order WHERE position > $1 ORDER BY position LIMIT $2
            """, .integer(position), .integer(mostEntries)
        ).map(Entry.init)
        var step = Step(end: position)
        var starts: [AuditChain: Int64] = [:]
        for entry in entries {
            if let chains, !chains.contains(entry.chain) {
                step.end = entry.position
                continue
            }
            let room = Int64(limit - step.rows.count)
            guard room > 0 else { return step }
            let first = max(entry.first, entry.last - (entry.position - step.end) + 1)
            let last = min(entry.last, first + room - 1)
            step.rows += try rows(first...last, of: entry, &starts, transaction)
            step.end = entry.position - (entry.last - last)
            if last < entry.last { return step }
        }
        step.isAtEnd = entries.count < mostEntries
        return step
    }

    /// Looks back from a position for the last rows that fit, a part of the way: the position before the first of them, or
    /// the one to go on from.
    ///
    /// - Parameter left: How many rows are wanted; less those that were found.
    static func position(
        beforeLast left: inout Int, from end: Int64, where fits: (FollowedRow) -> Bool, _ transaction: Transaction
    ) throws -> (position: Int64, isFound: Bool) {
        let entries = try transaction.rows(
            """
            SELECT position, chain, first_seq, last_seq FROM audit_order WHERE position <= $1
            ORDER BY position DESC LIMIT $2
            """, .integer(end), .integer(mostEntries)
        ).map(Entry.init)
        var starts: [AuditChain: Int64] = [:]
        var end = end
        for entry in entries {
            for row in try rows(entry.first...entry.last, of: entry, &starts, transaction).reversed() where fits(row) {
                left -= 1
                if left == 0 { return ((row.position ?? 1) - 1, true) }
            }
            end = entry.position - (entry.last - entry.first) - 1
        }
        return (end, entries.count < mostEntries)
    }

    /// A position before all rows of a time and later; few rows of before it come after that position.
    static func position(before time: Timestamp, _ transaction: Transaction) throws -> Int64 {
        var (low, high) = (Int64(0), try last(transaction))
        while low < high {
            let middle = low + (high - low) / 2
            let row = try transaction.first(
                """
                SELECT o.position, a.created_at FROM audit_order o
                LEFT JOIN audit_log a ON a.chain = o.chain AND a.seq = o.last_seq
                WHERE o.position > $1 ORDER BY o.position LIMIT 1
                """, .integer(middle))
            guard let row, let end = try row.optionalInteger("position") else { return low }
            // A row that is gone was archived, and is older than any that is not.
            let isEarlier = try row.optionalInteger("created_at").map { Timestamp(microseconds: $0) < time } ?? true
            if isEarlier { low = end } else { high = middle }
        }
        return low
    }

    private static func rows(
        _ range: ClosedRange<Int64>, of entry: Entry, _ starts: inout [AuditChain: Int64], _ transaction: Transaction
    ) throws -> [FollowedRow] {
        if starts[entry.chain] == nil { starts[entry.chain] = try AuditStart.seq(entry.chain, transaction) }
        let before = max(range.lowerBound - 1, starts[entry.chain] ?? 0)
        guard before < range.upperBound else { return [] }
        return try transaction.rows(
            "\(AuditRecord.select) WHERE a.chain = $1 AND a.seq > $2 AND a.seq <= $3 ORDER BY a.seq",
            .text(entry.chain.name), .integer(before), .integer(range.upperBound)
        ).map { row in
            let record = try AuditRecord(row)
            return FollowedRow(record, of: entry.chain, position: entry.position - (entry.last - record.seq))
        }
    }
}
