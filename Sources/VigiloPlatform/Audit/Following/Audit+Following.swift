// Following the audit log: who may, and where it begins.

import VigiloStore

/// What of the log is to be followed.
public struct AuditTailRequest: Sendable {
    public var filter: AuditFilter
    /// Rows up to this number, or of all chains up to this position, are known already.
    public var after: Int64?
    /// How many of the last rows come first; nil: all after ``after``, or since the filter's time.
    public var lines: Int?
    /// Whether it goes on with the rows that come.
    public var follows: Bool
    /// Whether it is about all chains.
    public var isOfAll: Bool

    /// Where nothing says what comes first.
    public static let usualLines = 10
    public static let mostLines = 100_000

    public init(
        _ filter: AuditFilter = .init(), after: Int64? = nil, lines: Int? = nil, follows: Bool = true,
        isOfAll: Bool = false
    ) {
        self.filter = filter
        self.after = after
        self.lines = lines
        self.follows = follows
        self.isOfAll = isOfAll
    }

    fileprivate var wantedLines: Int? {
        lines ?? (after == nil && filter.since == nil ? Self.usualLines : nil)
    }
}

extension Audit {
    /// The last rows of a chain and those that come. A workspace's chain needs `audit.read`, the platform's and all chains
    /// together `audit.read_all`.
    ///
    /// - Parameter slug: nil for the platform's chain, and for all of them.
    public func tail(
        _ request: AuditTailRequest, in slug: String?, by caller: Caller
    ) async throws -> (tail: AuditTail, access: AuditAccess) {
        try request.filter.check()
        let access = AuditAccess(records: records, slug: slug, caller: caller)
        let chain = try await access.chain()
        let view: AuditView = request.isOfAll ? .all : .chain(chain)
        let start =
            switch view {
            case .all: try await allStart(request)
            case .chain(let chain): try await start(request, in: chain)
            }
        return (AuditTail(view, request.filter, after: start, follows: request.follows, self), access)
    }

    /// The number after which rows are wanted.
    private func start(_ request: AuditTailRequest, in chain: AuditChain) async throws -> Int64 {
        let least = max(request.after ?? 0, 0)
        guard let lines = request.wantedLines else { return least }
        let filter = request.filter
        let head = try await records.read { try AuditHead.find(chain, $0)?.seq ?? 0 }
        guard lines > 0 else { return max(least, head) }
        var (position, left): (Int64?, Int) = (nil, lines)
        repeat {
            let (from, limit) = (position, min(left, 500))
            let (found, end) = try await records.read { transaction in
                let page = AuditPage(
                    chain: chain, filter: try PreparedAuditFilter(filter, transaction), order: .newest,
                    since: filter.since)
                let (found, end) = try page.rows(after: from, limit: limit, transaction)
                return (found.map(\.seq), end)
            }
            left -= found.count
            if let oldest = found.last, left == 0 || oldest <= least { return max(least, oldest - 1) }
            position = end
        } while position.map { $0 > least } ?? false
        return least
    }

    /// The position after which rows of all chains are wanted.
    private func allStart(_ request: AuditTailRequest) async throws -> Int64 {
        let least = max(request.after ?? 0, 0)
        let live = LiveAuditFilter(request.filter)
        var end = try await records.read { try CommitOrder.last($0) }
        guard let lines = request.wantedLines else {
            guard let since = request.filter.since else { return least }
            return max(least, try await records.read { try CommitOrder.position(before: since, $0) })
        }
        guard lines > 0 else { return max(least, end) }
        var left = lines
        while end > least {
            let (from, count) = (end, left)
            let step = try await records.read { transaction in
                var left = count
                let (position, isFound) = try CommitOrder.position(
                    beforeLast: &left, from: from, where: { live.fits($0.record) }, transaction)
                return (position: position, isFound: isFound, left: left)
            }
            if step.isFound { return max(least, step.position) }
            (end, left) = (step.position, step.left)
        }
        return least
    }
}
