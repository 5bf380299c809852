// Bodies about the audit log.

public import VigiloJSON

/// A row of the audit log.
public struct AuditRowBody: Codable, Sendable, Equatable {
    /// 1, 2, 3 ... in its chain.
    public var seq: Int64
    public var id: String
    /// The workspace's id; absent on the platform's chain.
    public var workspace: String?
    /// In base form: `change.approve`.
    public var action: String
    public var targetType: String
    public var targetID: String
    /// The user's id; absent for the system.
    public var actor: String?
    public var actorEmail: String?
    /// What was there before; absent: nothing was.
    public var oldValue: JSONValue?
    /// What is there afterwards; absent: nothing is.
    public var newValue: JSONValue?
    public var metadata: JSONValue?
    public var createdAt: String
    public var prevHash: String
    public var hash: String
    /// Where one row is shown, and not in lists.
    public var undo: UndoOutlookBody?
    /// Where all chains are followed: the row's place in the order of commits.
    public var position: Int64?

    enum CodingKeys: String, CodingKey {
        case seq, id, workspace, action, actor, metadata, hash, undo, position
        case targetType = "target_type"
        case targetID = "target_id"
        case actorEmail = "actor_email"
        case oldValue = "old_value"
        case newValue = "new_value"
        case createdAt = "created_at"
        case prevHash = "prev_hash"
    }

    public init(
        seq: Int64, id: String, workspace: String?, action: String, targetType: String, targetID: String,
        actor: String?, actorEmail: String?, oldValue: JSONValue?, newValue: JSONValue?, metadata: JSONValue?,
        createdAt: String, prevHash: String, hash: String, undo: UndoOutlookBody? = nil, position: Int64? = nil
    ) {
        self.seq = seq
        self.id = id
        self.workspace = workspace
        self.action = action
        self.targetType = targetType
        self.targetID = targetID
        self.actor = actor
        self.actorEmail = actorEmail
        self.oldValue = oldValue
        self.newValue = newValue
        self.metadata = metadata
        self.createdAt = createdAt
        self.prevHash = prevHash
        self.hash = hash
        self.undo = undo
        self.position = position
    }
}

/// A line of an export of the audit log: its header, a row as it is hashed, or a signed checkpoint.
public enum AuditExportLineBody: Sendable {}

/// What is known beforehand of undoing a row.
public struct UndoOutlookBody: Codable, Sendable, Equatable {
    /// Whether rows of its action can be undone and this one is not; whether the state still allows it is found by trying.
    public var isPossible: Bool
    /// Why it can never be.
    public var reason: String?
    /// The number of the row that undid it.
    public var undoneBy: Int64?

    enum CodingKeys: String, CodingKey {
        case reason
        case isPossible = "is_possible"
        case undoneBy = "undone_by"
    }

    public init(isPossible: Bool, reason: String? = nil, undoneBy: Int64? = nil) {
        self.isPossible = isPossible
        self.reason = reason
        self.undoneBy = undoneBy
    }
}

/// Undoes a row.
public struct UndoBody: Codable, Sendable {
    /// Whether it is only to be tried: everything is checked and nothing kept.
    public var dryRun: Bool?

    enum CodingKeys: String, CodingKey { case dryRun = "dry_run" }

    public init(dryRun: Bool? = nil) {
        self.dryRun = dryRun
    }
}

/// What came of undoing a row.
public struct UndoneBody: Codable, Sendable, Equatable {
    /// The rows that were undone: the one that was named, and one more where two tell of one change.
    public var undone: [AuditRowBody]
    /// The rows that tell of it, in the same order; empty where it was only tried.
    public var rows: [AuditRowBody]

    public init(undone: [AuditRowBody], rows: [AuditRowBody]) {
        self.undone = undone
        self.rows = rows
    }
}
