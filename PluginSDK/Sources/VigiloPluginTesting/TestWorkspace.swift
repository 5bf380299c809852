// The workspace that a test's calls are about.

public import VigiloPluginSDK

/// A workspace, as a plugin sees it through its services.
///
///     TestWorkspace("acme", settings: ["holidays": ["2026-12-25"]], counts: [.task: ["todo": 2, "done": 5]])
public struct TestWorkspace: Sendable, Hashable {
    /// What `call.workspaceSlug()` gives.
    public var slug: String
    /// What `call.settings()` gives: an object.
    public var settings: JSON
    /// What `call.counts(of:)` gives. Statuses that are not named are zero; a type that is not named is counted by the
    /// `status` of its ``records``.
    public var counts: [EntityType: [String: Int]]
    /// What `call.records(of:)` pages through, oldest first.
    public var records: [EntityType: [JSON]]

    public init(
        _ slug: String = "acme", settings: JSON = [:], counts: [EntityType: [String: Int]] = [:],
        records: [EntityType: [JSON]] = [:]
    ) {
        self.slug = slug
        self.settings = settings
        self.counts = counts
        self.records = records
    }
}

extension TestWorkspace {
    /// The statuses that Vigilo has, which the counts service names every one of.
    private static let statuses: [EntityType: [String]] = [
        .change: [
            "draft", "review", "approved", "scheduled", "in_progress", "completed", "failed", "rolled_back",
            "cancelled",
        ],
        .incident: ["open", "investigating", "mitigated", "resolved", "post_mortem"],
        .task: ["todo", "in_progress", "blocked", "done", "cancelled"],
        .certificate: ["healthy", "expiring", "expired", "error"],
    ]

    func allCounts(of type: EntityType) -> [String: Int] {
        var all = Dictionary(uniqueKeysWithValues: (Self.statuses[type] ?? []).map { ($0, 0) })
        if let counts = counts[type] {
            all.merge(counts) { _, given in given }
        } else {
            for record in records[type] ?? [] {
                if let status = record["status"]?.stringValue { all[status, default: 0] += 1 }
            }
        }
        return all
    }

    /// One page; nil if the cursor is none of ours.
    func page(of type: EntityType, after cursor: String?, limit: Int) -> JSON? {
        let all = records[type] ?? []
        let start = cursor.map { $0.hasPrefix("after-") ? Int($0.dropFirst(6)) : nil } ?? 0
        guard let start, (0...all.count).contains(start) else { return nil }
        let end = min(all.count, start + limit)
        return ["items": JSON(all[start..<end]), "next_cursor": end < all.count ? "after-\(end)" : nil]
    }
}
