// A page of the audit log: as fast in a log of ten million rows as in one of ten.

import VigiloStore

/// The order of a list of the audit log.
public enum AuditOrder: String, Sendable, CaseIterable {
    case newest, oldest
}

/// A question for one page of a chain.
///
/// A page costs the same wherever it begins, and however few rows fit. Rows are found by their number or, where the
/// target is named, by the target. Any other condition is looked for among ``AuditFilter/mostRowsLookedAt`` rows at most: a page may
/// then have fewer items than was asked for, or none, and still a cursor to go on from.
struct AuditPage {
    let chain: AuditChain
    let filter: PreparedAuditFilter
    let order: AuditOrder
    let since: Timestamp?

    /// How many rows are held against the patterns at a time.
    private static let batch: Int64 = 500

    /// - Parameter position: the number that the page before ended at; nil for the first page.
    func rows(
        after position: Int64?, limit: Int, _ transaction: Transaction
    ) throws -> (found: [AuditRecord], end: Int64?) {
        try rows(after: position, limit: limit, transaction, AuditRecord.init)
    }

    /// - Parameters:
    ///   - position: the number that the page before ended at; nil for the first page.
    ///   - make: What a row is made into.
    func rows<Made>(
        after position: Int64?, limit: Int, _ transaction: Transaction, _ make: (Row) throws -> Made
    ) throws -> (found: [Made], end: Int64?) {
        guard !filter.isHopeless, let ends = try ends(transaction) else { return ([], nil) }
        let isDown = order == .newest
        var position = position ?? (isDown ? ends.last + 1 : ends.first - 1)
        if !isDown { position = max(position, ends.first - 1) }
        let reach = filter.namesTarget ? Int64.max / 2 : AuditFilter.mostRowsLookedAt
        let edge = isDown ? max(ends.first - 1, position - 1 - reach) : min(ends.last + 1, position + 1 + reach)
        // One more than was asked for says whether there is a next page.
        let size = filter.globs.isEmpty ? Int64(limit + 1) : Self.batch
        var found: [Made] = []
        var lastWanted: Int64?
        var looked: Int64 = 0
        while looked < AuditFilter.mostRowsLookedAt {
            let rows = try batch(from: position, to: edge, limit: size, transaction)
            for row in rows {
                position = try row.integer("seq")
                looked += 1
                guard try filter.fits(row) else { continue }
                if found.count == limit { return (found, lastWanted) }
                found.append(try make(row))
                lastWanted = position
            }
            if rows.count < size {
                position = isDown ? edge + 1 : edge - 1
                break
            }
        }
        let isAtEnd = isDown ? position <= ends.first : position >= ends.last
        return (found, isAtEnd ? nil : position)
    }

    /// Rows that fit the words, between two numbers, neither of them included.
    private func batch(
        from start: Int64, to edge: Int64, limit: Int64, _ transaction: Transaction
    ) throws(StoreError) -> [Row] {
        let isDown = order == .newest
        // Said like this, the target leads to its rows, and not the chain to all of them.
        var conditions = [filter.namesTarget ? "a.chain || '' = $1" : "a.chain = $1", "a.seq > $2", "a.seq < $3"]
        var arguments: [SQLValue] = [
            .text(chain.name), .integer(isDown ? edge : start), .integer(isDown ? start : edge),
        ]
        for (column, value) in filter.words {
            guard value != .null else {
                conditions.append("a.\(column) IS NULL")
                continue
            }
            arguments.append(value)
            conditions.append("a.\(column) = $\(arguments.count)")
        }
        if let since {
            arguments.append(.integer(since.microseconds))
            conditions.append("a.created_at >= $\(arguments.count)")
        }
        arguments.append(.integer(limit))
        return try transaction.rows(
            """
            \(AuditRecord.select) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY a.seq \(isDown ? "DESC" : "ASC") LIMIT $\(arguments.count)
            """, arguments: arguments)
    }
}

extension AuditPage {
    /// The first and the last number that may be wanted; nil: none.
    private func ends(_ transaction: Transaction) throws(StoreError) -> (first: Int64, last: Int64)? {
        // What was archived is gone, whether or not it has been removed yet.
        let start = try AuditStart.seq(chain, transaction) + 1
        guard let last = try number("ORDER BY seq DESC", from: start, transaction)?.seq,
            var first = try number("ORDER BY seq", from: start, transaction)?.seq
        else { return nil }
        guard let since else { return (first, last) }
        // Numbers rise with the time, but for clocks that are set back: those rows the condition on the time finds out.
        var end = last + 1
        while first < end {
            let middle = first + (end - first) / 2
            guard let row = try number("ORDER BY seq", from: middle, transaction), row.seq < end else {
                end = middle
                continue
            }
            if row.time < since { first = row.seq + 1 } else { end = middle }
        }
        return first > last ? nil : (first, last)
    }

    private func number(
        _ order: String, from seq: Int64, _ transaction: Transaction
    ) throws(StoreError) -> (seq: Int64, time: Timestamp)? {
        let row = try transaction.first(
            "SELECT seq, created_at FROM audit_log WHERE chain = $1 AND seq >= $2 \(order) LIMIT 1",
            .text(chain.name), .integer(seq))
        guard let row else { return nil }
        return (try row.integer("seq"), try row.timestamp("created_at"))
    }
}
