// An invitation into a workspace, as it is read: everything but its code.

import VigiloStore

/// An invitation into a workspace.
public struct Invitation: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        case pending, accepted, expired, revoked
    }

    public var id: String
    public var email: String
    public var standing: Standing
    /// As of when it was read: time alone makes a pending invitation an expired one.
    public var status: Status
    /// The e-mail address of who invited.
    public var invitedBy: String
    public var createdAt: Timestamp
    public var expiresAt: Timestamp

    /// A week.
    static let lifeSeconds: Int64 = 7 * 86_400

    /// Of `invitation i`, `"user" u` and `custom_role c`.
    static let select = """
        SELECT i.id, i.email, i.role, i.status, i.created_at, i.expires_at, u.email AS invited_by,
               \(CustomRole.joinedColumns)
        FROM invitation i JOIN "user" u ON u.id = i.invited_by LEFT JOIN custom_role c ON c.id = i.custom_role_id
        """

    init(_ row: Row, at now: Timestamp) throws {
        id = try row.text("id")
        email = try row.text("email")
        standing = try Standing(row)
        let stored = Status(rawValue: try row.text("status")) ?? .revoked
        invitedBy = try row.text("invited_by")
        createdAt = try row.timestamp("created_at")
        expiresAt = try row.timestamp("expires_at")
        status = stored == .pending && expiresAt <= now ? .expired : stored
    }

    init(
        id: String, email: String, standing: Standing, status: Status, invitedBy: String, createdAt: Timestamp,
        expiresAt: Timestamp
    ) {
        self.id = id
        self.email = email
        self.standing = standing
        self.status = status
        self.invitedBy = invitedBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

/// An invitation that has just been made. The code is here and nowhere else.
public struct IssuedInvitation: Sendable {
    public var invitation: Invitation
    public var code: String
}

/// What is given when somebody is invited.
public struct NewInvitation: Sendable, Equatable {
    public var email: String
    /// A built-in role; may be nil if `customRole` is given.
    public var role: String?
    /// The name of one of the workspace's own roles.
    public var customRole: String?

    public init(email: String, role: String?, customRole: String? = nil) {
        self.email = email
        self.role = role
        self.customRole = customRole
    }
}
