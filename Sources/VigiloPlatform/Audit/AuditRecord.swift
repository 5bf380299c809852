// A row of the audit log, as it is read.

public import VigiloJSON
import VigiloStore

/// A row of the audit log, as it is read.
public struct AuditRecord: Sendable, Equatable {
    /// 1, 2, 3 ... in its chain.
    public var seq: Int64
    public var id: String
    /// nil on the platform's chain.
    public var workspaceID: String?
    /// In base form: `change.approve`.
    public var action: String
    public var targetType: String
    public var targetID: String
    /// The user's id; nil for the system.
    public var actor: String?
    /// The user's e-mail address; nil for the system.
    public var actorEmail: String?
    /// What the row's change found; nil where there was nothing.
    public var oldValue: JSONValue?
    /// What the row's change left; nil where nothing was left.
    public var newValue: JSONValue?
    public var metadata: JSONValue?
    public var createdAt: Timestamp
    public var previousHash: String
    public var hash: String

    /// Without conditions; the log is `a`, the actor `u`.
    static let select = """
        SELECT a.seq, a.id, a.workspace, a.action, a.target_type, a.target_id, a.actor, u.email AS actor_email,
               a.old_value, a.new_value, a.metadata, a.created_at, a.prev_hash, a.hash
        FROM audit_log a LEFT JOIN "user" u ON u.id = a.actor
        """

    init(_ row: Row) throws {
        seq = try row.integer("seq")
        id = try row.text("id")
        workspaceID = try row.optionalText("workspace")
        action = try row.text("action")
        targetType = try row.text("target_type")
        targetID = try row.text("target_id")
        actor = try row.optionalText("actor")
        actorEmail = try row.optionalText("actor_email")
        oldValue = try row.optionalText("old_value").map { try JSONValue(parsing: $0) }
        newValue = try row.optionalText("new_value").map { try JSONValue(parsing: $0) }
        metadata = try row.optionalText("metadata").map { try JSONValue(parsing: $0) }
        createdAt = try row.timestamp("created_at")
        previousHash = try row.text("prev_hash")
        hash = try row.text("hash")
    }
}

extension AuditRecord {
    /// The action of the rows that tell that another row was undone.
    static let undoAction = "audit.undo"

    /// What was first done: where the row undoes another one, that one's action.
    public var rootAction: String {
        action == Self.undoAction ? metadata?["undone_action"]?.stringValue ?? action : action
    }

    /// Which row this one undoes; nil: it undoes none.
    public var undoneSeq: Int64? {
        action == Self.undoAction ? metadata?["undone_seq"]?.integerValue : nil
    }

    static func find(_ seq: Int64, in chain: AuditChain, _ transaction: Transaction) throws -> AuditRecord? {
        // What was archived is gone, whether or not it has been removed yet.
        guard seq > (try AuditStart.seq(chain, transaction)) else { return nil }
        return try transaction.first(
            "\(select) WHERE a.chain = $1 AND a.seq = $2", .text(chain.name), .integer(seq)
        ).map(AuditRecord.init)
    }
}
