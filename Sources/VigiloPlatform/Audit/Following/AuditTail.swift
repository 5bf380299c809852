// The last rows of the audit log and those that come, without a gap and without a repeat.

import VigiloStore

/// Rows from a place on: those that are there, and then, if it follows, those that come.
///
/// Rows that are there are read from the database in steps, each in a transaction of its own. Once there are no more, rows come
/// from the ``AuditFeed``, which has told since before the last step of every row that was committed.
public struct AuditTail: Sendable {
    private let records: Records
    private let view: AuditView
    private let filter: AuditFilter
    private let live: LiveAuditFilter
    private let feed: AuditFeed
    private let follower: AuditFollower?
    private var isAdded = false
    private var isAdmitted = false
    private var isCaughtUp = false
    /// The number, or of all chains the position, up to which everything was looked at.
    private var last: Int64
    /// The place that it began behind: who asks for the rows after it gets the same.
    public let start: Int64

    /// How many rows are read in one transaction.
    private static let step = 200

    init(_ view: AuditView, _ filter: AuditFilter, after start: Int64, follows: Bool, _ audit: Audit) {
        records = audit.records
        feed = audit.feed
        self.view = view
        self.filter = filter
        live = LiveAuditFilter(filter)
        follower = follows ? AuditFollower(view) : nil
        self.start = start
        last = start
    }

    /// Whether it is about all chains, and its rows have positions.
    public var isOfAll: Bool { view == .all }

    /// The next rows; none where nothing has come for a while, nil at the end.
    public mutating func next() async throws -> FollowedRows? {
        if let follower, !isAdded {
            // Not before somebody reads: who never does has nothing to wait for.
            feed.add(follower)
            isAdded = true
        }
        while let follower, !isAdmitted {
            switch await follower.next() {
            case .admitted: isAdmitted = true
            case .over: return nil
            case .nudged: return FollowedRows([])
            case .rows, .behind: continue
            }
        }
        while true {
            if !isCaughtUp { return FollowedRows(try await catchUp()) }
            guard let follower else { return nil }
            switch await follower.next() {
            case .rows(let part): if let part = fitting(part) { return part }
            case .behind: isCaughtUp = false
            case .nudged: return FollowedRows([])
            case .over: return nil
            case .admitted: continue
            }
        }
    }

    /// Ends the waiting for rows once, with none.
    public var nudge: @Sendable () -> Void {
        { [follower] in follower?.nudge() }
    }

    /// Ends the following.
    public var end: @Sendable () -> Void {
        { [follower] in follower?.end() }
    }

    /// Those of the rows that are new and wanted; the part itself, and not a copy, where that is all of it.
    private mutating func fitting(_ part: FollowedRows) -> FollowedRows? {
        let places = part.rows.map { view == .all ? $0.position ?? 0 : $0.record.seq }
        let isNew = places.first.map { $0 > last } ?? false
        defer { last = max(last, places.last ?? last) }
        if isNew, live.isEmpty { return part }
        let rows = zip(part.rows, places).filter { $1 > last && live.fits($0.record) }.map(\.0)
        return rows.isEmpty ? nil : FollowedRows(rows)
    }

    private mutating func catchUp() async throws -> [FollowedRow] {
        let (view, filter, live, last) = (view, filter, live, last)
        let step = try await records.read { transaction in
            switch view {
            case .all:
                var step = try CommitOrder.rows(after: last, atMost: Self.step, transaction)
                step.rows.removeAll { !live.fits($0.record) }
                return step
            case .chain(let chain): return try Self.step(in: chain, filter, after: last, transaction)
            }
        }
        self.last = max(last, step.end)
        isCaughtUp = step.isAtEnd
        return step.rows
    }

    private static func step(
        in chain: AuditChain, _ filter: AuditFilter, after last: Int64, _ transaction: Transaction
    ) throws -> CommitOrder.Step {
        let page = AuditPage(
            chain: chain, filter: try PreparedAuditFilter(filter, transaction), order: .oldest, since: filter.since)
        let (found, end) = try page.rows(after: last, limit: step, transaction)
        // Read in the same snapshot: there is no row in between.
        let head = try AuditHead.find(chain, transaction)?.seq ?? 0
        return CommitOrder.Step(
            rows: found.map { FollowedRow($0, of: chain) }, end: end ?? head, isAtEnd: end == nil)
    }
}
