// Who belongs to which workspace, and in which role.

import VigiloJSON
import VigiloStore

/// The memberships of the installation. Whoever calls these has checked the permission.
enum Members {
    /// Makes the user a member and tells it on the workspace's chain.
    static func add(
        _ userID: String, as role: Role, to workspaceID: String, by actor: Actor, at now: Timestamp,
        _ transaction: Transaction
    ) throws {
        let added = try transaction.execute(
            """
            INSERT INTO membership (user_id, workspace_id, role, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id, workspace_id) DO NOTHING
            """, .text(userID), .text(workspaceID), .text(role.rawValue), .integer(now.microseconds))
        guard added == 1 else {
            throw PlatformError(.conflict, code: "already_member", "The user is already a member of the workspace.")
        }
        let entry = AuditEntry(
            action: "member.add", targetType: "user", targetID: userID, actor: actor,
            newValue: ["role": .string(role.rawValue)])
        try AuditChain.workspace(workspaceID).append(entry, at: now, transaction)
    }

    /// nil: the user is no member.
    static func role(of userID: String, in workspaceID: String, _ transaction: Transaction) throws(StoreError) -> Role?
    {
        let row = try transaction.first(
            "SELECT role FROM membership WHERE user_id = $1 AND workspace_id = $2", .text(userID), .text(workspaceID))
        guard let row else { return nil }
        return Role(rawValue: try row.text("role"))
    }

    /// The roles that the user has in any workspace.
    static func roles(of userID: String, _ transaction: Transaction) throws(StoreError) -> Set<Role> {
        let rows = try transaction.rows("SELECT DISTINCT role FROM membership WHERE user_id = $1", .text(userID))
        var roles: Set<Role> = []
        for row in rows {
            if let role = Role(rawValue: try row.text("role")) { roles.insert(role) }
        }
        return roles
    }
}
