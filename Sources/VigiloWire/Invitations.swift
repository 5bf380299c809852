// Bodies about invitations.

/// An invitation into a workspace. Only the answer to its making has the code.
public struct InvitationBody: Codable, Sendable, Equatable {
    public var id: String
    public var email: String
    public var role: String
    public var customRole: String?
    /// `pending`, `accepted`, `expired` or `revoked`.
    public var status: String
    /// The e-mail address of who invited.
    public var invitedBy: String
    public var createdAt: String
    public var expiresAt: String
    /// What the invited person accepts with; nil but in the answer to its making.
    public var invitation: String?

    enum CodingKeys: String, CodingKey {
        case id, email, role, status, invitation
        case customRole = "custom_role"
        case invitedBy = "invited_by"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }

    public init(
        id: String, email: String, role: String, customRole: String?, status: String, invitedBy: String,
        createdAt: String, expiresAt: String, invitation: String? = nil
    ) {
        self.id = id
        self.email = email
        self.role = role
        self.customRole = customRole
        self.status = status
        self.invitedBy = invitedBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.invitation = invitation
    }
}

/// Invites an address, into a built-in role or one of the workspace's own.
public struct NewInvitationBody: Codable, Sendable {
    public var email: String
    public var role: String?
    public var customRole: String?

    enum CodingKeys: String, CodingKey {
        case email, role
        case customRole = "custom_role"
    }

    public init(email: String, role: String? = nil, customRole: String? = nil) {
        self.email = email
        self.role = role
        self.customRole = customRole
    }
}

/// Accepts an invitation; `display_name` is for people who are new to the installation.
public struct AcceptanceBody: Codable, Sendable {
    /// The code.
    public var invitation: String
    public var displayName: String?

    enum CodingKeys: String, CodingKey {
        case invitation
        case displayName = "display_name"
    }

    public init(invitation: String, displayName: String? = nil) {
        self.invitation = invitation
        self.displayName = displayName
    }
}

/// What came of accepting an invitation.
public struct AcceptedBody: Codable, Sendable, Equatable {
    public var workspace: String
    public var email: String
    public var displayName: String
    public var role: String
    public var customRole: String?
    /// The new user's first token; nil for who accepted with a token.
    public var token: String?

    enum CodingKeys: String, CodingKey {
        case workspace, email, role, token
        case displayName = "display_name"
        case customRole = "custom_role"
    }

    public init(
        workspace: String, email: String, displayName: String, role: String, customRole: String?, token: String?
    ) {
        self.workspace = workspace
        self.email = email
        self.displayName = displayName
        self.role = role
        self.customRole = customRole
        self.token = token
    }
}

/// One line of the answer to a bulk invitation: what became of a row, or, with the status `finished`, of all of them.
public struct BulkInvitationBody: Codable, Sendable, Equatable {
    /// `invited`, `failed` or `finished`.
    public var status: String
    /// Where the row begins in the file; 1 is the header.
    public var line: Int?
    public var email: String?
    public var role: String?
    public var customRole: String?
    /// The code of an invitation that was made.
    public var invitation: String?
    /// Why the row failed, for programs: `already_invited`, `already_member`, ...
    public var reason: String?
    /// Why the row failed, for people.
    public var message: String?
    /// How many rows there were; with `finished` only, as are the next two.
    public var rows: Int?
    public var invited: Int?
    public var failed: Int?

    enum CodingKeys: String, CodingKey {
        case status, line, email, role, invitation, reason, message, rows, invited, failed
        case customRole = "custom_role"
    }

    public init(status: String, line: Int? = nil, email: String? = nil, role: String? = nil, customRole: String? = nil)
    {
        self.status = status
        self.line = line
        self.email = email
        self.role = role
        self.customRole = customRole
    }
}
