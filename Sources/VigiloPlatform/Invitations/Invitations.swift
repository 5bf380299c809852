// Invitations: what may be done with them.

import VigiloJSON
import VigiloStore

/// The invitations into all workspaces.
public struct Invitations: Sendable {
    let records: Records

    private static let list = "invitations"

    /// Invites an address. Needs `member.invite`, and a role that is not below the one that is given.
    public func invite(_ new: NewInvitation, in slug: String, by caller: Caller) async throws -> IssuedInvitation {
        try await records.write { transaction in
            let workspace = try Permissions.check(.memberInvite, in: slug, by: caller, transaction)
            var round = try InvitationRound([new], in: workspace, by: caller, at: .now(), transaction)
            let issued = try round.invite(new)
            try round.finish()
            return issued
        }
    }

    /// Invites many addresses, in order and in one transaction; what is wrong with one of them keeps none of the others
    /// from being invited. Needs `member.invite`.
    public func invite(
        _ batch: [NewInvitation], in slug: String, by caller: Caller
    ) async throws -> [Result<IssuedInvitation, PlatformError>] {
        try await records.write { transaction in
            let workspace = try Permissions.check(.memberInvite, in: slug, by: caller, transaction)
            var round = try InvitationRound(batch, in: workspace, by: caller, at: .now(), transaction)
            let results: [Result<IssuedInvitation, PlatformError>] = try batch.map { new in
                do {
                    return .success(try round.invite(new))
                } catch let error as PlatformError {
                    // Thrown before anything of this row was written.
                    return .failure(error)
                }
            }
            try round.finish()
            return results
        }
    }

    /// A page of invitations, oldest first; only those with `status` if one is given. Needs `member.read`.
    public func list(
        _ page: PageRequest, status: String? = nil, in slug: String, by caller: Caller
    ) async throws -> Slice<Invitation> {
        let limit = try page.checkedLimit()
        let start = try page.cursor.map { text throws(PlatformError) in try Cursor(parsing: text, list: Self.list).key }
        if let status, Invitation.Status(rawValue: status) == nil {
            let all = Invitation.Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw PlatformError.invalid("status", "must be one of: \(all)", in: "a page of the list")
        }
        return try await records.read { transaction in
            let workspace = try Permissions.check(.memberRead, in: slug, by: caller, transaction)
            let now = Timestamp.now()
            let rows = try transaction.rows(
                """
                \(Invitation.select) WHERE i.workspace_id = $1 AND i.id > $2 AND ($3 = '' OR $3 =
                CASE WHEN i.status = 'pending' AND i.expires_at <= $4 THEN 'expired' ELSE i.status END)
                ORDER BY i.id LIMIT $5
                """,
                .text(workspace.id), .text(start ?? ""), .text(status ?? ""), .integer(now.microseconds),
                .integer(Int64(limit + 1)))
            return Slice(try rows.map { try Invitation($0, at: now) }, limit: limit) {
                Cursor(list: Self.list, key: $0.id)
            }
        }
    }

    /// An invitation by its id, or the pending one of an e-mail address. Needs `member.read`.
    public func show(_ name: String, in slug: String, by caller: Caller) async throws -> Invitation {
        try await records.read { transaction in
            let workspace = try Permissions.check(.memberRead, in: slug, by: caller, transaction)
            return try Self.find(name, in: workspace, at: .now(), transaction)
        }
    }

    /// Takes a pending invitation back: its code opens nothing any more. Needs `member.invite`.
    public func revoke(_ name: String, in slug: String, by caller: Caller) async throws -> Invitation {
        try await records.write { transaction in
            let workspace = try Permissions.check(.memberInvite, in: slug, by: caller, transaction)
            let now = Timestamp.now()
            var invitation = try Self.find(name, in: workspace, at: now, transaction)
            guard invitation.status == .pending else { throw Self.notPending(invitation) }
            try Members.refuse(invitation.standing, unlessCoveredBy: caller, in: workspace, transaction)
            try Self.settle(invitation, as: .revoked, at: now, transaction)
            let entry = AuditEntry(
                action: "invitation.revoke", targetType: "invitation", targetID: invitation.id, actor: .caller(caller),
                oldValue: ["status": "pending"], newValue: ["status": "revoked"],
                metadata: ["email": .string(invitation.email)])
            try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
            invitation.status = .revoked
            return invitation
        }
    }
}
