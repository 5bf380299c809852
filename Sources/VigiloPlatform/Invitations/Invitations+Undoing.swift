// Invitations, undone: what was sent out is called back, what was called back holds again.

import VigiloJSON
import VigiloStore

extension Invitations {
    static let undoings: [String: Undoability] = [
        "member.invite": .possible(reverseInvitation),
        "invitation.revoke": .possible(reverseRevocation),
        "invitation.accept": .impossible("its code is used up; remove the member, and invite them again if need be"),
    ]

    /// Deletes the invitation. That cannot be undone again: its code was kept nowhere.
    private static func reverseInvitation(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        try step.require(.memberInvite, transaction)
        guard step.before == nil else {
            throw step.blocked(
                "the invitation's code was kept nowhere", hint: "Invite again: vigilo member invite --email EMAIL")
        }
        guard let invitation = try invitation(step, transaction) else { throw Superseded() }
        try Members.refuse(invitation.standing, unlessCoveredBy: step.caller, in: step.workspace, transaction)
        guard invitation.status == .pending else {
            guard invitation.status == .expired else { throw Superseded() }
            throw step.blocked("it expired at \(invitation.expiresAt.rfc3339), and opens nothing any more")
        }
        let image = invitation.standing.json.merging([
            "email": .string(invitation.email), "expires_at": .string(invitation.expiresAt.rfc3339),
        ])
        try step.demand(image)
        try transaction.execute("DELETE FROM invitation WHERE id = $1", .text(invitation.id))
        return image
    }

    /// The code holds again, or ends again.
    private static func reverseRevocation(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        try step.require(.memberInvite, transaction)
        guard let invitation = try invitation(step, transaction) else { throw Superseded() }
        try Members.refuse(invitation.standing, unlessCoveredBy: step.caller, in: step.workspace, transaction)
        let current: JSONValue = ["status": .string(invitation.status.rawValue)]
        try step.demand(current)
        guard try step.text("status") == Invitation.Status.pending.rawValue else {
            try settle(invitation, as: .revoked, at: step.now, transaction)
            return current
        }
        try refuseUnlessUsable(invitation, step, transaction)
        try transaction.execute(
            "UPDATE invitation SET status = 'pending', settled_at = NULL WHERE id = $1", .text(invitation.id))
        return current
    }

    private static func invitation(_ step: UndoStep, _ transaction: Transaction) throws -> Invitation? {
        try transaction.first(
            "\(Invitation.select) WHERE i.workspace_id = $1 AND i.id = $2", .text(step.workspace.id),
            .text(step.record.targetID)
        ).map { try Invitation($0, at: step.now) }
    }

    /// What was called back may hold again only if it could be sent out today, into the role of then.
    private static func refuseUnlessUsable(
        _ invitation: Invitation, _ step: UndoStep, _ transaction: Transaction
    ) throws {
        let email = invitation.email
        guard invitation.expiresAt > step.now else {
            throw step.blocked("it expired at \(invitation.expiresAt.rfc3339)", hint: "Invite \(email) again.")
        }
        if let user = try Users.find(email, transaction),
            try Members.standing(of: user.id, in: step.workspace.id, transaction) != nil
        {
            throw step.blocked("\(email) has become a member since")
        }
        let other = try transaction.first(
            """
            SELECT id, expires_at FROM invitation
            WHERE workspace_id = $1 AND lower(email) = lower($2) AND status = 'pending'
            """, .text(step.workspace.id), .text(email))
        guard other == nil else { throw step.blocked("\(email) was invited again since") }
        let role = try roleOfThen(invitation, step, transaction)
        guard role == invitation.standing.customRole?.id else {
            throw step.blocked("the role that it was for was deleted since", hint: "Invite \(email) again.")
        }
    }

    /// The id of the custom role that the address was invited into; nil: a built-in one.
    private static func roleOfThen(
        _ invitation: Invitation, _ step: UndoStep, _ transaction: Transaction
    ) throws -> String? {
        let start = try AuditStart.seq(.workspace(step.workspace.id), transaction)
        let row = try transaction.first(
            """
            SELECT a.new_value FROM audit_log a
            WHERE a.target_id = $1 AND a.action = 'member.invite' AND a.chain || '' = $2 AND a.seq > $3
            ORDER BY a.seq LIMIT 1
            """, .text(invitation.id), .text(step.workspace.id), .integer(start))
        guard let row else {
            if start == 0 { return invitation.standing.customRole?.id }
            throw step.blocked(
                "the row that tells which role it was for was archived",
                hint: "Invite \(invitation.email) again.")
        }
        let image = try JSONValue(parsing: try row.text("new_value"))
        // Rows of earlier versions have the name alone.
        if image["custom_role_id"] == nil, image["custom_role"]?.stringValue == invitation.standing.customRole?.name {
            return invitation.standing.customRole?.id
        }
        return image["custom_role_id"]?.stringValue ?? image["custom_role"]?.stringValue
    }
}
