// The statements that read and write invitations, and the rules that they keep.

import VigiloJSON
import VigiloStore

extension Invitations {
    /// Checks everything first: when it throws, nothing has been written.
    static func insert(
        _ new: NewInvitation, in workspace: Workspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws -> IssuedInvitation {
        let email = try EmailAddress(new.email, in: "the invitation")
        let standing = try Members.standing(
            role: new.role, customRole: new.customRole, in: workspace, transaction)
        try Members.refuse(standing, unlessCoveredBy: caller, in: workspace, transaction)
        try refuseMember(email, in: workspace, transaction)
        try makeRoom(for: email, in: workspace, at: now, transaction)
        let code = InvitationCode.random()
        let invitation = Invitation(
            id: UUIDv7.make(at: now), email: email.text, standing: standing, status: .pending, invitedBy: caller.email,
            createdAt: now, expiresAt: now.adding(seconds: Invitation.lifeSeconds))
        try transaction.execute(
            """
            INSERT INTO invitation (id, workspace_id, email, role, custom_role_id, code_sha256, status, invited_by,
                                    created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9)
            """,
            .text(invitation.id), .text(workspace.id), .text(email.text), .text(standing.role.rawValue),
            SQLValue(standing.customRole?.id), .text(code.sha256), .text(caller.userID), .integer(now.microseconds),
            .integer(invitation.expiresAt.microseconds))
        let entry = AuditEntry(
            action: "member.invite", targetType: "invitation", targetID: invitation.id, actor: .caller(caller),
            newValue: .object(
                (standing.json.objectValue ?? [:]).merging([
                    "email": .string(email.text), "expires_at": .string(invitation.expiresAt.rfc3339),
                ]) { _, new in new }))
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
        return IssuedInvitation(invitation: invitation, code: code.text)
    }

    /// An invitation by its id, or the pending one of an e-mail address.
    static func find(
        _ name: String, in workspace: Workspace, at now: Timestamp, _ transaction: Transaction
    ) throws -> Invitation {
        if name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            let condition = name.contains("@") ? "lower(i.email) = lower($2) AND i.status = 'pending'" : "i.id = $2"
            let row = try transaction.first(
                "\(Invitation.select) WHERE i.workspace_id = $1 AND \(condition)", .text(workspace.id), .text(name))
            if let row { return try Invitation(row, at: now) }
        }
        throw PlatformError(
            .notFound, code: "invitation_not_found",
            "There is no invitation of '\(name)' into workspace '\(workspace.slug)'.",
            hint: "List them with: vigilo member list --invitations")
    }

    static func settle(
        _ invitation: Invitation, as status: Invitation.Status, at now: Timestamp, _ transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE invitation SET status = $1, settled_at = $2 WHERE id = $3",
            .text(status.rawValue), .integer(now.microseconds), .text(invitation.id))
    }

    static func notPending(_ invitation: Invitation) -> PlatformError {
        let state = invitation.status == .expired ? "expired at \(invitation.expiresAt.rfc3339)" : "is used up"
        return PlatformError(
            .conflict, code: "invitation_\(invitation.status.rawValue)",
            "The invitation of \(invitation.email) \(invitation.status == .revoked ? "was revoked" : state).",
            hint: "Only a pending invitation can be accepted or revoked; an admin can invite again.")
    }

    private static func refuseMember(
        _ email: EmailAddress, in workspace: Workspace, _ transaction: Transaction
    ) throws {
        let row = try transaction.first(
            """
            SELECT u.email FROM "user" u JOIN membership m ON m.user_id = u.id
            WHERE lower(u.email) = lower($1) AND m.workspace_id = $2
            """, .text(email.text), .text(workspace.id))
        guard row == nil else {
            throw PlatformError(
                .conflict, code: "already_member",
                "\(email.text) is already a member of workspace '\(workspace.slug)'.",
                hint: "To change the role: vigilo member role \(email.text) ROLE")
        }
    }

    /// A pending invitation keeps the address from being invited again; one whose time is over gives way.
    private static func makeRoom(
        for email: EmailAddress, in workspace: Workspace, at now: Timestamp, _ transaction: Transaction
    ) throws {
        let row = try transaction.first(
            """
            \(Invitation.select) WHERE i.workspace_id = $1 AND lower(i.email) = lower($2) AND i.status = 'pending'
            """, .text(workspace.id), .text(email.text))
        guard let row else { return }
        let old = try Invitation(row, at: now)
        guard old.status == .expired else {
            throw PlatformError(
                .conflict, code: "already_invited",
                "\(old.email) has been invited already, as \(old.standing.text); the invitation holds until "
                    + "\(old.expiresAt.rfc3339).",
                hint: "For a new code, take it back first: vigilo member uninvite \(old.email)")
        }
        try settle(old, as: .expired, at: now, transaction)
    }
}
