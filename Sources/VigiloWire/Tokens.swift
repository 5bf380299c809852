// Bodies about API tokens.

/// An API token. Only the answer to its making has the token itself.
public struct TokenBody: Codable, Sendable, Equatable {
    public var id: String
    public var name: String
    /// The first characters of the token, by which people recognise it.
    public var prefix: String
    /// `active`, `expired` or `revoked`.
    public var status: String
    /// The e-mail address of who it belongs to.
    public var createdBy: String
    public var createdAt: String
    public var expiresAt: String?
    public var lastUsedAt: String?
    public var revokedAt: String?
    /// Whether it is the one that the request bore.
    public var isCurrent: Bool
    /// The token in full; nil but in the answer to its making.
    public var token: String?

    enum CodingKeys: String, CodingKey {
        case id, name, prefix, status, token
        case createdBy = "created_by"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case lastUsedAt = "last_used_at"
        case revokedAt = "revoked_at"
        case isCurrent = "is_current"
    }

    public init(
        id: String, name: String, prefix: String, status: String, createdBy: String, createdAt: String,
        expiresAt: String?, lastUsedAt: String?, revokedAt: String?, isCurrent: Bool, token: String? = nil
    ) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.status = status
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
        self.isCurrent = isCurrent
        self.token = token
    }
}

/// A new token for the caller; without `expires_in_seconds` it never expires.
public struct NewTokenBody: Codable, Sendable {
    public var name: String
    public var expiresInSeconds: Int64?

    enum CodingKeys: String, CodingKey {
        case name
        case expiresInSeconds = "expires_in_seconds"
    }

    public init(name: String, expiresInSeconds: Int64? = nil) {
        self.name = name
        self.expiresInSeconds = expiresInSeconds
    }
}
