// The statements that read and write invitations, and the rules that they keep.

import VigiloJSON
import VigiloStore

extension Invitations {
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
}
