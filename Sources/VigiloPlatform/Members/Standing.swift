// What somebody is in a workspace: a built-in role, or a custom one that inherits from it.

import VigiloStore

/// A role in one workspace, with the permissions that come of it.
public struct Standing: Sendable, Equatable {
    /// The built-in role; a custom role's is the one that it inherits from.
    public var role: Role
    public var customRole: CustomRole?

    public init(_ role: Role, _ customRole: CustomRole? = nil) {
        self.role = role
        self.customRole = customRole
    }

    public var permissions: Set<Permission> { customRole?.permissions ?? role.permissions }

    /// The role as people say it: "engineer", or "'release manager' (engineer)".
    var text: String { customRole.map { "'\($0.name)' (\(role.rawValue))" } ?? role.rawValue }

    /// What may give this standing may not be weaker in anything: neither a lower role, nor without one of its
    /// permissions. Otherwise an invitation to oneself would be a way up.
    func covers(_ other: Standing) -> Bool {
        role.rank >= other.role.rank && permissions.isSuperset(of: other.permissions)
    }
}

extension Standing {
    /// Of a row that has `role` and, joined from the custom role, ``CustomRole/joinedColumns``.
    init(_ row: Row) throws {
        let text = try row.text("role")
        guard let role = Role(rawValue: text) else {
            throw StoreError(.corrupt, "The database has a member with the unknown role '\(text)'.")
        }
        self.init(role, try CustomRole(joined: row))
    }
}
