// Which rows of a chain can be archived.

import VigiloStore

/// The rows from a chain's start up to the last one before the first that is not old enough.
struct ArchiveRange: Sendable, Equatable {
    var first: Int64
    var last: Int64

    /// How many rows are looked at in one transaction.
    private static let round: Int64 = 20_000

    /// nil: no row is old enough.
    static func find(
        in chain: AuditChain, before: Timestamp, _ records: Records
    ) async throws -> ArchiveRange? {
        let (start, end) = try await records.read { transaction in
            (try AuditStart.seq(chain, transaction), try AuditHead.find(chain, transaction)?.seq ?? 0)
        }
        var position = start
        while position < end {
            let (after, to) = (position, min(position + round, end))
            // Not by halves: where a clock was set back, an old row may stand behind a young one.
            let young = try await records.read { transaction in
                try transaction.first(
                    """
                    SELECT seq FROM audit_log WHERE chain = $1 AND seq > $2 AND seq <= $3 AND created_at >= $4
                    ORDER BY seq LIMIT 1
                    """, .text(chain.name), .integer(after), .integer(to), .integer(before.microseconds)
                )?.integer("seq")
            }
            if let young {
                position = young - 1
                break
            }
            position = to
        }
        return position > start ? ArchiveRange(first: start + 1, last: position) : nil
    }
}
