// Whether a row that has come fits the conditions.

/// A filter for rows that are at hand, which asks no database.
struct LiveAuditFilter: Sendable {
    private let globs: [(key: AuditFilter.Key, glob: Glob)]
    private let since: Timestamp?

    init(_ filter: AuditFilter) {
        globs = filter.patterns.flatMap { key, patterns in
            patterns.map { (key, Glob(key == .actor ? $0.lowercased() : $0)) }
        }
        since = filter.since
    }

    var isEmpty: Bool { globs.isEmpty && since == nil }

    func fits(_ record: AuditRecord) -> Bool {
        if let since, record.createdAt < since { return false }
        return globs.allSatisfy { condition in
            Self.texts(of: condition.key, in: record).contains(where: condition.glob.matches)
        }
    }

    private static func texts(of key: AuditFilter.Key, in record: AuditRecord) -> [String] {
        switch key {
        case .action: return [record.action]
        case .targetType: return [record.targetType]
        case .targetID: return [record.targetID]
        case .actor:
            guard let id = record.actor else { return [AuditFilter.system] }
            return [id, record.actorEmail?.lowercased() ?? id]
        }
    }
}
