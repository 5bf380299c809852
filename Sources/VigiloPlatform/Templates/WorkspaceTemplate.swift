// A template for workspaces, as it is read.

public import VigiloJSON
import VigiloStore

/// A snapshot that is kept under a name, for workspaces to be made of.
public struct WorkspaceTemplate: Sendable, Equatable {
    public var id: String
    public var name: String
    public var description: String
    /// A ``WorkspaceSnapshot``'s document; nil in lists, where it is not read.
    public var snapshot: JSONValue?
    /// Whether everybody of the installation may see and use it; otherwise its maker and platform admins may.
    public var isPublic: Bool
    /// The slug of the workspace that it was taken of; nil: it was brought in as a document.
    public var workspace: String?
    /// The maker's e-mail address.
    public var createdBy: String
    public var createdAt: Timestamp
    let creatorID: String

    static let select = columns("t.snapshot")
    static let selectWithoutSnapshot = columns("NULL AS snapshot")

    private static func columns(_ snapshot: String) -> String {
        """
        SELECT t.id, t.name, t.description, \(snapshot), t.is_public, w.slug AS workspace, u.email AS created_by,
               t.created_by AS creator_id, t.created_at
        FROM workspace_template t JOIN "user" u ON u.id = t.created_by LEFT JOIN workspace w ON w.id = t.workspace_id
        """
    }

    init(_ row: Row) throws {
        id = try row.text("id")
        name = try row.text("name")
        description = try row.text("description")
        snapshot = try row.optionalText("snapshot").map { try JSONValue(parsing: $0) }
        isPublic = try row.bool("is_public")
        workspace = try row.optionalText("workspace")
        createdBy = try row.text("created_by")
        createdAt = try row.timestamp("created_at")
        creatorID = try row.text("creator_id")
    }

    /// All that is kept of it but its id and times, as the audit log tells it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "description": .string(description), "is_public": .bool(isPublic),
        ]
        members["snapshot"] = snapshot
        members["workspace"] = workspace.map(JSONValue.string)
        return .object(members)
    }
}
