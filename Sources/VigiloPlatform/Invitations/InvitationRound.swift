// Invitations that are made in one transaction.

import VigiloJSON
import VigiloStore

/// Invitations that are made in one transaction, each checked and told of in the audit log.
///
/// What concerns all of them is asked of the database once: who may give which role, and which of the addresses are members
/// or have been invited already.
struct InvitationRound {
    private let workspace: Workspace
    private let caller: Caller
    private let now: Timestamp
    private let transaction: Transaction
    private let expiry: (at: Timestamp, text: String)
    /// The members among the addresses, in lower case.
    private let members: Set<String>
    /// The pending invitations of the addresses, by these in lower case.
    private var pending: [String: Invitation]
    private var standings: [Role.Name: Result<Standing, PlatformError>] = [:]
    private var entries: [AuditEntry] = []

    init(
        _ all: [NewInvitation], in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws {
        (self.workspace, self.caller, self.now, self.transaction) = (workspace, caller, now, transaction)
        let end = now.adding(seconds: Invitation.lifeSeconds)
        expiry = (end, end.rfc3339)
        // Whatever is no address is found out row by row.
        let addresses = all.map(\.email).filter { $0.utf8.count <= EmailAddress.longest && !$0.utf8.contains(0) }
        let keys = addresses.map { $0.lowercased() }
        members = try Self.members(among: keys, of: workspace, transaction)
        pending = try Self.pending(among: keys, in: workspace, at: now, transaction)
    }

    /// Checks everything first: when it throws a ``PlatformError``, nothing has been written.
    mutating func invite(_ new: NewInvitation) throws -> IssuedInvitation {
        let email = try EmailAddress(new.email, in: "the invitation")
        let standing = try standing(Role.Name(builtIn: new.role, custom: new.customRole))
        let key = email.text.lowercased()
        if members.contains(key) { throw alreadyMember(email) }
        try makeRoom(for: key)
        let code = InvitationCode.random()
        let invitation = Invitation(
            id: UUIDv7.make(at: now), email: email.text, standing: standing, status: .pending, invitedBy: caller.email,
            createdAt: now, expiresAt: expiry.at)
        try insert(invitation, code)
        pending[key] = invitation
        return IssuedInvitation(invitation: invitation, code: code.text)
    }

    /// Tells the audit log; to be called at the end of the transaction.
    func finish() throws {
        try AuditChain.workspace(workspace.id).append(entries, at: now, transaction)
    }

    private mutating func insert(_ invitation: Invitation, _ code: InvitationCode) throws {
        let standing = invitation.standing
        try transaction.execute(
            """
            INSERT INTO invitation (id, workspace_id, email, role, custom_role_id, code_sha256, status, invited_by,
                                    created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9)
            """,
            .text(invitation.id), .text(workspace.id), .text(invitation.email), .text(standing.role.rawValue),
            SQLValue(standing.customRole?.id), .text(code.sha256), .text(caller.userID), .integer(now.microseconds),
            .integer(invitation.expiresAt.microseconds))
        var image = standing.json.objectValue ?? [:]
        image["email"] = .string(invitation.email)
        image["expires_at"] = .string(expiry.text)
        entries.append(
            AuditEntry(
                action: "member.invite", targetType: "invitation", targetID: invitation.id, actor: .caller(caller),
                newValue: .object(image)))
    }

    /// Nobody invites above their own role.
    private mutating func standing(_ name: Role.Name) throws -> Standing {
        if let known = standings[name] { return try known.get() }
        let result: Result<Standing, PlatformError>
        do {
            let standing = try Members.standing(
                role: name.builtIn, customRole: name.custom, in: workspace, transaction)
            try Members.refuse(standing, unlessCoveredBy: caller, in: workspace, transaction)
            result = .success(standing)
        } catch let error as PlatformError {
            result = .failure(error)
        }
        standings[name] = result
        return try result.get()
    }

    /// A pending invitation keeps the address from being invited again; one whose time is over gives way.
    private mutating func makeRoom(for key: String) throws {
        guard let old = pending[key] else { return }
        guard old.status == .expired else {
            throw PlatformError(
                .conflict, code: "already_invited",
                "\(old.email) has been invited already, as \(old.standing.text); the invitation holds until "
                    + "\(old.expiresAt.rfc3339).",
                hint: "For a new code, take it back first: vigilo member uninvite \(old.email)")
        }
        try Invitations.settle(old, as: .expired, at: now, transaction)
    }

    private func alreadyMember(_ email: EmailAddress) -> PlatformError {
        PlatformError(
            .conflict, code: "already_member",
            "\(email.text) is already a member of workspace '\(workspace.slug)'.",
            hint: "To change the role: vigilo member role \(email.text) ROLE")
    }
}

extension Role {
    /// A role as it is asked for: a built-in one, one of the workspace's own, or both.
    fileprivate struct Name: Hashable {
        let builtIn: String?
        let custom: String?
    }
}

// What the database knows of many addresses.
extension InvitationRound {
    private static let addressesAtOnce = 256

    private static func members(
        among keys: [String], of workspace: Workspace, _ transaction: Transaction
    ) throws -> Set<String> {
        let rows = try rows(keys, workspace, transaction) { placeholders in
            """
            SELECT lower(u.email) AS email FROM "user" u JOIN membership m ON m.user_id = u.id AND m.workspace_id = $1
            WHERE lower(u.email) IN (\(placeholders))
            """
        }
        return Set(try rows.map { try $0.text("email") })
    }

    private static func pending(
        among keys: [String], in workspace: Workspace, at now: Timestamp, _ transaction: Transaction
    ) throws -> [String: Invitation] {
        let rows = try rows(keys, workspace, transaction) { placeholders in
            """
            \(Invitation.select)
            WHERE i.workspace_id = $1 AND i.status = 'pending' AND lower(i.email) IN (\(placeholders))
            """
        }
        let invitations = try rows.map { try Invitation($0, at: now) }
        return Dictionary(invitations.map { ($0.email.lowercased(), $0) }) { _, new in new }
    }

    /// All statements but that for a single address have the same number of places, so that they are prepared once.
    private static func rows(
        _ keys: [String], _ workspace: Workspace, _ transaction: Transaction, _ sql: (String) -> String
    ) throws -> [Row] {
        let width = keys.count == 1 ? 1 : addressesAtOnce
        let statement = sql((0..<width).map { "$\($0 + 2)" }.joined(separator: ", "))
        var rows: [Row] = []
        for start in stride(from: 0, to: keys.count, by: width) {
            let some = keys[start..<min(start + width, keys.count)]
            let arguments = some.map(SQLValue.text) + Array(repeating: .null, count: width - some.count)
            rows += try transaction.rows(statement, arguments: [.text(workspace.id)] + arguments)
        }
        return rows
    }
}
