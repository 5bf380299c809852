// Who belongs to which workspace, and in which role: what may be done with them.

import VigiloStore

/// The memberships of the installation.
public struct Members: Sendable {
    let records: Records

    private static let list = "members"

    /// A page of members, in the order in which they became users. Needs `member.read`.
    public func list(_ page: PageRequest, in slug: String, by caller: Caller) async throws -> Slice<Member> {
        let limit = try page.checkedLimit()
        let start = try page.cursor.map { text throws(PlatformError) in try Cursor(parsing: text, list: Self.list).key }
        return try await records.read { transaction in
            let workspace = try Permissions.check(.memberRead, in: slug, by: caller, transaction)
            let rows = try transaction.rows(
                "\(Member.select) WHERE m.workspace_id = $1 AND m.user_id > $2 ORDER BY m.user_id LIMIT $3",
                .text(workspace.id), .text(start ?? ""), .integer(Int64(limit + 1)))
            return Slice(try rows.map(Member.init), limit: limit) { Cursor(list: Self.list, key: $0.userID) }
        }
    }

    /// A member by e-mail address or id. Needs `member.read`.
    public func show(_ name: String, in slug: String, by caller: Caller) async throws -> Member {
        try await records.read { transaction in
            let workspace = try Permissions.check(.memberRead, in: slug, by: caller, transaction)
            return try Self.find(name, in: workspace, transaction)
        }
    }

    /// Gives a member another role. Needs `member.write`; neither the member's old role nor the new one may be above the
    /// caller's own. A change that changes nothing leaves no trace in the audit log.
    ///
    /// - Parameters:
    ///   - role: a built-in role; nil if `customRole` is given.
    ///   - customRole: the name of one of the workspace's own roles.
    public func changeRole(
        of name: String, to role: String?, customRole: String? = nil, in slug: String, by caller: Caller
    ) async throws -> Member {
        try await records.write { transaction in
            let workspace = try Permissions.check(.memberWrite, in: slug, by: caller, transaction)
            let standing = try Self.standing(role: role, customRole: customRole, in: workspace, transaction)
            var member = try Self.find(name, in: workspace, transaction)
            guard member.standing != standing else { return member }
            try Self.refuse(member.standing, unlessCoveredBy: caller, in: workspace, transaction)
            try Self.refuse(standing, unlessCoveredBy: caller, in: workspace, transaction)
            if standing != Standing(.owner) { try Self.refuseIfLastOwner(member, in: workspace, transaction) }
            try Self.update(member, to: standing, in: workspace, by: caller, transaction)
            member.standing = standing
            return member
        }
    }

    /// Ends a membership. Needs `member.remove`, and a role that is not below the member's; anybody may leave.
    ///
    /// What the member made stays, and so do their tokens: they open nothing here any more.
    public func remove(_ name: String, in slug: String, by caller: Caller) async throws -> Member {
        try await records.write { transaction in
            let workspace = try Permissions.check(.workspaceRead, in: slug, by: caller, transaction)
            let member = try Self.find(name, in: workspace, transaction)
            if member.userID != caller.userID {
                _ = try Permissions.check(.memberRemove, in: slug, by: caller, transaction)
                try Self.refuse(member.standing, unlessCoveredBy: caller, in: workspace, transaction)
            }
            try Self.refuseIfLastOwner(member, in: workspace, transaction)
            try Self.delete(member, in: workspace, by: caller, transaction)
            return member
        }
    }
}
