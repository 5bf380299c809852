// Somebody who belongs to a workspace.

import VigiloStore

/// A member of a workspace.
public struct Member: Sendable, Equatable {
    public var userID: String
    public var email: String
    public var displayName: String
    public var standing: Standing
    /// When they became a member.
    public var createdAt: Timestamp

    /// Of `membership m`, `"user" u` and `custom_role c`.
    static let select = """
        SELECT u.id AS user_id, u.email, u.display_name, m.role, m.created_at, \(CustomRole.joinedColumns)
        FROM membership m JOIN "user" u ON u.id = m.user_id LEFT JOIN custom_role c ON c.id = m.custom_role_id
        """

    init(_ row: Row) throws {
        userID = try row.text("user_id")
        email = try row.text("email")
        displayName = try row.text("display_name")
        standing = try Standing(row)
        createdAt = try row.timestamp("created_at")
    }
}
