// Bodies about members and roles.

public struct MemberBody: Codable, Sendable, Equatable {
    public var userID: String
    public var email: String
    public var displayName: String
    /// A built-in role; a custom role's is the one that it inherits from.
    public var role: String
    public var customRole: String?
    /// When they became a member.
    public var createdAt: String

    enum CodingKeys: String, CodingKey {
        case email, role
        case userID = "user_id"
        case displayName = "display_name"
        case customRole = "custom_role"
        case createdAt = "created_at"
    }

    public init(
        userID: String, email: String, displayName: String, role: String, customRole: String?, createdAt: String
    ) {
        self.userID = userID
        self.email = email
        self.displayName = displayName
        self.role = role
        self.customRole = customRole
        self.createdAt = createdAt
    }
}

/// Gives a member another role: a built-in one, or one of the workspace's own.
public struct MemberPatchBody: Codable, Sendable {
    public var role: String?
    public var customRole: String?

    enum CodingKeys: String, CodingKey {
        case role
        case customRole = "custom_role"
    }

    public init(role: String? = nil, customRole: String? = nil) {
        self.role = role
        self.customRole = customRole
    }
}

/// A role, built-in or a workspace's own.
public struct RoleBody: Codable, Sendable, Equatable {
    public var name: String
    public var isBuiltIn: Bool
    /// nil for a built-in role.
    public var inheritsFrom: String?
    public var allow: [String]
    public var deny: [String]
    /// What it may do in the end.
    public var permissions: [String]
    public var createdAt: String?

    enum CodingKeys: String, CodingKey {
        case name, allow, deny, permissions
        case isBuiltIn = "is_built_in"
        case inheritsFrom = "inherits_from"
        case createdAt = "created_at"
    }

    public init(
        name: String, isBuiltIn: Bool, inheritsFrom: String?, allow: [String], deny: [String], permissions: [String],
        createdAt: String?
    ) {
        self.name = name
        self.isBuiltIn = isBuiltIn
        self.inheritsFrom = inheritsFrom
        self.allow = allow
        self.deny = deny
        self.permissions = permissions
        self.createdAt = createdAt
    }
}

/// A new custom role. What is denied is denied, even if it is allowed as well.
public struct NewRoleBody: Codable, Sendable {
    public var name: String
    public var inheritsFrom: String
    public var allow: [String]?
    public var deny: [String]?

    enum CodingKeys: String, CodingKey {
        case name, allow, deny
        case inheritsFrom = "inherits_from"
    }

    public init(name: String, inheritsFrom: String, allow: [String]? = nil, deny: [String]? = nil) {
        self.name = name
        self.inheritsFrom = inheritsFrom
        self.allow = allow
        self.deny = deny
    }
}

/// A change of a custom role; what is nil stays, what is a list takes the place of the list before.
public struct RolePatchBody: Codable, Sendable {
    public var inheritsFrom: String?
    public var allow: [String]?
    public var deny: [String]?

    enum CodingKeys: String, CodingKey {
        case allow, deny
        case inheritsFrom = "inherits_from"
    }

    public init(inheritsFrom: String? = nil, allow: [String]? = nil, deny: [String]? = nil) {
        self.inheritsFrom = inheritsFrom
        self.allow = allow
        self.deny = deny
    }
}
