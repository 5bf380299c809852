// The statements that read and write memberships.

import VigiloJSON
import VigiloStore

extension Members {
    /// Makes the user a member and tells it on the workspace's chain.
    static func add(
        _ userID: String, as standing: Standing, to workspaceID: String, by actor: Actor, at now: Timestamp,
        _ transaction: Transaction
    ) throws {
        let added = try transaction.execute(
            """
            INSERT INTO membership (user_id, workspace_id, role, custom_role_id, created_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (user_id, workspace_id) DO NOTHING
            """,
            .text(userID), .text(workspaceID), .text(standing.role.rawValue), SQLValue(standing.customRole?.id),
            .integer(now.microseconds))
        guard added == 1 else {
            throw PlatformError(.conflict, code: "already_member", "The user is already a member of the workspace.")
        }
        let entry = AuditEntry(
            action: "member.add", targetType: "user", targetID: userID, actor: actor,
            newValue: standing.image(since: now),
            metadata: try Users.find(userID, transaction).map { ["email": .string($0.email)] } ?? [:])
        try AuditChain.workspace(workspaceID).append(entry, at: now, transaction)
    }

    static func update(
        _ member: Member, to standing: Standing, in workspace: Workspace, by caller: Caller, _ transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE membership SET role = $1, custom_role_id = $2 WHERE workspace_id = $3 AND user_id = $4",
            .text(standing.role.rawValue), SQLValue(standing.customRole?.id), .text(workspace.id), .text(member.userID))
        let entry = AuditEntry(
            action: "member.role", targetType: "user", targetID: member.userID, actor: .caller(caller),
            oldValue: member.standing.json, newValue: standing.json, metadata: ["email": .string(member.email)])
        try AuditChain.workspace(workspace.id).append(entry, at: .now(), transaction)
    }

    static func delete(
        _ member: Member, in workspace: Workspace, by caller: Caller, _ transaction: Transaction
    ) throws {
        try transaction.execute(
            "DELETE FROM membership WHERE workspace_id = $1 AND user_id = $2",
            .text(workspace.id), .text(member.userID))
        let entry = AuditEntry(
            action: "member.remove", targetType: "user", targetID: member.userID, actor: .caller(caller),
            oldValue: member.standing.image(since: member.createdAt), metadata: ["email": .string(member.email)])
        try AuditChain.workspace(workspace.id).append(entry, at: .now(), transaction)
    }

    /// A member by e-mail address, compared without case, or by id.
    static func find(_ name: String, in workspace: Workspace, _ transaction: Transaction) throws -> Member {
        if let user = try Users.find(name, transaction) {
            let row = try transaction.first(
                "\(Member.select) WHERE m.workspace_id = $1 AND m.user_id = $2", .text(workspace.id), .text(user.id))
            if let row { return try Member(row) }
        }
        throw PlatformError(
            .notFound, code: "member_not_found", "There is no member '\(name)' in workspace '\(workspace.slug)'.",
            hint: "List them with: vigilo member list")
    }

    /// nil: the user is no member.
    static func standing(
        of userID: String, in workspaceID: String, _ transaction: Transaction
    ) throws -> Standing? {
        try transaction.first(
            """
            SELECT m.role, \(CustomRole.joinedColumns)
            FROM membership m LEFT JOIN custom_role c ON c.id = m.custom_role_id
            WHERE m.user_id = $1 AND m.workspace_id = $2
            """, .text(userID), .text(workspaceID)
        ).map { try Standing($0) }
    }

    /// What the user is in every workspace that they belong to; each once.
    static func standings(of userID: String, _ transaction: Transaction) throws -> [Standing] {
        try transaction.rows(
            """
            SELECT DISTINCT m.role, \(CustomRole.joinedColumns)
            FROM membership m LEFT JOIN custom_role c ON c.id = m.custom_role_id WHERE m.user_id = $1
            """, .text(userID)
        ).map { try Standing($0) }
    }
}

extension Standing {
    /// As the audit log tells of it. The custom role's id says which it was, should another one get its name.
    var json: JSONValue {
        var members: [String: JSONValue] = ["role": .string(role.rawValue)]
        if let customRole {
            members["custom_role"] = .string(customRole.name)
            members["custom_role_id"] = .string(customRole.id)
        }
        return .object(members)
    }

    /// All that is kept of a membership.
    func image(since start: Timestamp) -> JSONValue {
        json.merging(["created_at": .string(start.rfc3339)])
    }
}
