// A token, as it is read: everything but its secret.

import VigiloStore

/// An API token, without its secret.
public struct Token: Sendable, Equatable {
    public enum Status: String, Sendable {
        case active, expired, revoked
    }

    public var id: String
    public var name: String
    /// The first characters of the secret.
    public var prefix: String
    /// The e-mail address of who it belongs to, and whose permissions it carries.
    public var createdBy: String
    public var createdAt: Timestamp
    /// nil: never.
    public var expiresAt: Timestamp?
    /// To the minute; nil: never.
    public var lastUsedAt: Timestamp?
    public var revokedAt: Timestamp?

    /// Of `api_token t` and `"user" u`.
    static let select = """
        SELECT t.id, t.name, t.prefix, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, u.email
        FROM api_token t JOIN "user" u ON u.id = t.created_by
        """

    init(_ row: Row) throws {
        id = try row.text("id")
        name = try row.text("name")
        prefix = try row.text("prefix")
        createdBy = try row.text("email")
        createdAt = try row.timestamp("created_at")
        expiresAt = try row.optionalTimestamp("expires_at")
        lastUsedAt = try row.optionalTimestamp("last_used_at")
        revokedAt = try row.optionalTimestamp("revoked_at")
    }

    public func status(at now: Timestamp) -> Status {
        if revokedAt != nil { return .revoked }
        return expiresAt.map { $0 <= now } == true ? .expired : .active
    }
}

/// A token that has just been made. The secret is here and nowhere else.
public struct IssuedToken: Sendable {
    public var token: Token
    public var secret: String
}
