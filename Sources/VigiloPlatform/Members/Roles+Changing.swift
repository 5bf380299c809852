// Roles of a workspace's own: changed and deleted.

import VigiloJSON
import VigiloStore

extension Roles {
    /// Changes a custom role, and with it what everybody who has it may do, from their next call on. Needs `role.write`;
    /// neither what the role was nor what it becomes may be above the caller's own. A change that changes nothing leaves
    /// no trace in the audit log.
    public func change(_ name: String, _ change: RoleChange, in slug: String, by caller: Caller) async throws
        -> Standing
    {
        try await records.write { transaction in
            let workspace = try Permissions.check(.roleWrite, in: slug, by: caller, transaction)
            let role = try Self.ownRole(name, in: workspace, transaction)
            let changed = try role.with(change)
            let standing = Standing(changed.inheritsFrom, changed)
            guard changed != role else { return standing }
            try Members.refuse(Standing(role.inheritsFrom, role), unlessCoveredBy: caller, in: workspace, transaction)
            try Members.refuse(standing, unlessCoveredBy: caller, in: workspace, transaction)
            try Self.update(role, to: changed, transaction)
            let entry = AuditEntry(
                action: "role.edit", targetType: "custom_role", targetID: role.id, actor: .caller(caller),
                oldValue: role.image, newValue: changed.image)
            try AuditChain.workspace(workspace.id).append(entry, at: .now(), transaction)
            return standing
        }
    }

    /// Deletes a custom role that nobody has and nobody is invited into. Needs `role.write`, and a role that is not below
    /// it.
    public func delete(_ name: String, in slug: String, by caller: Caller) async throws -> Standing {
        try await records.write { transaction in
            let workspace = try Permissions.check(.roleWrite, in: slug, by: caller, transaction)
            let role = try Self.ownRole(name, in: workspace, transaction)
            let standing = Standing(role.inheritsFrom, role)
            try Members.refuse(standing, unlessCoveredBy: caller, in: workspace, transaction)
            let now = Timestamp.now()
            try Self.refuseIfInUse(role, in: workspace, at: now, transaction)
            let image = try Self.erase(role, transaction)
            let entry = AuditEntry(
                action: "role.delete", targetType: "custom_role", targetID: role.id, actor: .caller(caller),
                oldValue: image)
            try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
            return standing
        }
    }

    /// Deletes a role that nobody has. Invitations that are settled keep the built-in role; which they were is in the
    /// image, and so in the audit log.
    static func erase(_ role: CustomRole, _ transaction: Transaction) throws(StoreError) -> JSONValue {
        let settled = try transaction.rows(
            "SELECT id FROM invitation WHERE custom_role_id = $1 ORDER BY id", .text(role.id)
        ).map { row throws(StoreError) in JSONValue.string(try row.text("id")) }
        try transaction.execute(
            "UPDATE invitation SET custom_role_id = NULL WHERE custom_role_id = $1", .text(role.id))
        try transaction.execute("DELETE FROM custom_role WHERE id = $1", .text(role.id))
        return settled.isEmpty ? role.image : role.image.merging(["settled_invitations": .array(settled)])
    }

    private static func ownRole(
        _ name: String, in workspace: Workspace, _ transaction: Transaction
    ) throws -> CustomRole {
        guard Role(rawValue: name) == nil else {
            throw PlatformError(
                .conflict, code: "role_built_in", "The role '\(name)' is built in, and never changes.",
                hint: "Make one that starts from it: vigilo role create NAME --inherits-from \(name)")
        }
        return try find(name, in: workspace, transaction)
    }

    /// Members and invitations have the built-in role beside the custom one.
    static func update(_ role: CustomRole, to changed: CustomRole, _ transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE custom_role SET inherits_from = $1, allow = $2, deny = $3 WHERE id = $4",
            .text(changed.inheritsFrom.rawValue), .text(changed.allow.json.canonicalText),
            .text(changed.deny.json.canonicalText), .text(role.id))
        guard changed.inheritsFrom != role.inheritsFrom else { return }
        for table in ["membership", "invitation"] {
            try transaction.execute(
                "UPDATE \(table) SET role = $1 WHERE custom_role_id = $2",
                .text(changed.inheritsFrom.rawValue), .text(role.id))
        }
    }

    static func refuseIfInUse(
        _ role: CustomRole, in workspace: Workspace, at now: Timestamp, _ transaction: Transaction
    ) throws {
        let members =
            try transaction.first("SELECT COUNT(*) AS n FROM membership WHERE custom_role_id = $1", .text(role.id))?
            .integer("n") ?? 0
        let invitations =
            try transaction.first(
                """
                SELECT COUNT(*) AS n FROM invitation
                WHERE custom_role_id = $1 AND status = 'pending' AND expires_at > $2
                """, .text(role.id), .integer(now.microseconds))?.integer("n") ?? 0
        guard members + invitations > 0 else { return }
        let users = [(members, "member"), (invitations, "pending invitation")].filter { $0.0 > 0 }
            .map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: " and ")
        throw PlatformError(
            .conflict, code: "role_in_use", "The role '\(role.name)' is that of \(users).",
            hint: "Give members another role (vigilo member role) and take invitations back (vigilo member uninvite).")
    }
}

extension CustomRole {
    /// The role as it would be, with every rule kept.
    fileprivate func with(_ change: RoleChange) throws(PlatformError) -> CustomRole {
        let new = NewRole(
            name: name, inheritsFrom: change.inheritsFrom ?? inheritsFrom.rawValue, allow: change.allow ?? allow.names,
            deny: change.deny ?? deny.names)
        var changed = try CustomRole(new, at: createdAt)
        changed.id = id
        return changed
    }
}
