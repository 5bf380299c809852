// Which rows of the audit log are wanted.

import VigiloStore

/// Which rows of the audit log are wanted: those that fit every condition.
public struct AuditFilter: Sendable, Equatable {
    /// What a condition is about.
    public enum Key: String, Sendable, CaseIterable {
        case action
        /// A user's e-mail address or id, or `system`.
        case actor
        case targetType = "target_type"
        case targetID = "target_id"
    }

    /// Words, or patterns in which `*` stands for any characters; a row must fit all of them.
    public var patterns: [Key: [String]]
    /// nil: from the beginning on.
    public var since: Timestamp?

    /// In characters.
    public static let longestPattern = 300
    /// For one key.
    public static let mostPatterns = 10
    /// How many rows a page looks at for what fits.
    public static let mostRowsLookedAt: Int64 = 20_000
    /// What stands for the actor where no person acted.
    public static let system = "system"

    public init(_ patterns: [Key: String] = [:], since: Timestamp? = nil) {
        self.init(all: patterns.mapValues { [$0] }, since: since)
    }

    public init(all patterns: [Key: [String]], since: Timestamp? = nil) {
        self.patterns = patterns
        self.since = since
    }

    /// Whether every row fits.
    public var isEmpty: Bool { patterns.values.allSatisfy(\.isEmpty) && since == nil }

    func check() throws(PlatformError) {
        var problems = InputProblems()
        for (key, patterns) in patterns {
            if !patterns.allSatisfy({ (1...Self.longestPattern).contains($0.count) }) {
                problems.add(key.rawValue, "must have 1 to \(Self.longestPattern) characters")
            } else if patterns.count > Self.mostPatterns {
                problems.add(key.rawValue, "is given more than \(Self.mostPatterns) times")
            }
        }
        try problems.throwIfAny(in: "a page of the list")
    }
}

/// A filter as it is put to the database: words as conditions, patterns for what the rows are held against afterwards.
struct PreparedAuditFilter: Sendable {
    /// Columns and their values; a value that is null is the system.
    private(set) var words: [(column: String, value: SQLValue)] = []
    private(set) var globs: [(key: AuditFilter.Key, glob: Glob)] = []
    /// Nothing can fit: it asks for a user that there is not.
    private(set) var isHopeless = false

    init(_ filter: AuditFilter, _ transaction: Transaction) throws {
        for key in AuditFilter.Key.allCases {
            for pattern in filter.patterns[key] ?? [] { try add(pattern, key, transaction) }
        }
    }

    private mutating func add(_ pattern: String, _ key: AuditFilter.Key, _ transaction: Transaction) throws {
        // No column holds a NUL, and the database takes none in a question.
        if pattern.utf8.contains(0) {
            isHopeless = true
        } else if Glob.isOne(pattern) {
            globs.append((key, Glob(key == .actor ? pattern.lowercased() : pattern)))
        } else if key != .actor {
            words.append((key.rawValue, .text(pattern)))
        } else if pattern == AuditFilter.system {
            words.append((key.rawValue, .null))
        } else if let user = try Users.find(pattern, transaction) {
            words.append((key.rawValue, .text(user.id)))
        } else {
            isHopeless = true
        }
    }

    /// Whether an index leads to the rows, however many others there are.
    var namesTarget: Bool { words.contains { $0.column == AuditFilter.Key.targetID.rawValue } }

    /// Whether the row fits the patterns; the words it fits already.
    func fits(_ row: Row) throws -> Bool {
        for (key, glob) in globs where try !Self.texts(of: key, in: row).contains(where: glob.matches) { return false }
        return true
    }

    private static func texts(of key: AuditFilter.Key, in row: Row) throws -> [String] {
        guard key == .actor else { return [try row.text(key.rawValue)] }
        guard let id = try row.optionalText("actor") else { return [AuditFilter.system] }
        return [id, try row.optionalText("actor_email")?.lowercased() ?? id]
    }
}
