// How an invited person gets in.

import VigiloJSON
import VigiloStore

/// What comes of an accepted invitation.
public struct Acceptance: Sendable {
    public var workspace: Workspace
    public var member: Member
    /// The new user's first token; nil for who had a token already.
    public var token: IssuedToken?
}

extension Invitations {
    /// Accepts an invitation by its code, once.
    ///
    /// Somebody new needs nothing but the code, and is given a user and a token. For an address that belongs to a user
    /// with any standing the code alone is not enough: whoever invited has seen it, and must not become somebody else by
    /// it. Such a user accepts with a token of their own.
    ///
    /// - Parameters:
    ///   - displayName: the new user's name for people; nil: what stands before the `@` of the address.
    ///   - caller: who asks, if they showed a token.
    public func accept(code: String, displayName: String? = nil, by caller: Caller?) async throws -> Acceptance {
        let code = try InvitationCode(parsing: code)
        return try await records.write { transaction in
            let now = Timestamp.now()
            let (invitation, workspace) = try Self.pending(code, at: now, transaction)
            let user = try Users.find(invitation.email, transaction)
            if let caller {
                guard let user, user.id == caller.userID else { throw Self.wrongPerson(caller, invitation) }
                try Self.join(workspace, user.id, invitation, by: .caller(caller), at: now, transaction)
                return try Self.acceptance(of: user.id, workspace, nil, transaction)
            }
            let userID = try Self.newcomer(user, invitation, displayName: displayName, at: now, transaction)
            let actor = Actor.invited(userID: userID, invitationID: invitation.id)
            try Self.join(workspace, userID, invitation, by: actor, at: now, transaction)
            let secret = try Tokens.issue(
                named: "invitation to \(workspace.slug)", to: userID, expiresAt: nil, by: actor, at: now, transaction)
            return try Self.acceptance(of: userID, workspace, secret, transaction)
        }
    }

    private static func pending(
        _ code: InvitationCode, at now: Timestamp, _ transaction: Transaction
    ) throws -> (Invitation, Workspace) {
        let row = try transaction.first(
            "SELECT workspace_id, id FROM invitation WHERE code_sha256 = $1", .text(code.sha256))
        guard let row,
            let workspace = try transaction.first(
                "SELECT \(Workspace.columns) FROM workspace WHERE id = $1", .text(try row.text("workspace_id"))
            ).map(Workspace.init)
        else {
            throw PlatformError(
                .notFound, code: "invitation_not_found", "This installation has not given out this invitation.",
                hint: "Check the host, or ask for a new invitation.")
        }
        let invitation = try find(try row.text("id"), in: workspace, at: now, transaction)
        guard invitation.status == .pending else { throw notPending(invitation) }
        return (invitation, workspace)
    }

    /// The user who comes in by the code alone: a new one, or one who has nothing that the code could open.
    private static func newcomer(
        _ user: User?, _ invitation: Invitation, displayName: String?, at now: Timestamp, _ transaction: Transaction
    ) throws -> String {
        if let user {
            guard !user.isPlatformAdmin, try Members.standings(of: user.id, transaction).isEmpty else {
                throw PlatformError(
                    .conflict, code: "own_token_needed",
                    "\(invitation.email) is a user of this installation already, and accepts with a token of their own.",
                    hint: "Accept it with VIGILO_TOKEN set, or after vigilo configure.")
            }
            return user.id
        }
        var problems = InputProblems()
        let name = displayName.flatMap { Title.checked($0, "display_name", atMost: 100, &problems) }
        try problems.throwIfAny(in: "the user")
        let id = UUIDv7.make(at: now)
        return try Users.register(
            try EmailAddress(invitation.email), displayName: name, isPlatformAdmin: false,
            by: .invited(userID: id, invitationID: invitation.id), at: now, id: id, transaction)
    }

    private static func join(
        _ workspace: Workspace, _ userID: String, _ invitation: Invitation, by actor: Actor, at now: Timestamp,
        _ transaction: Transaction
    ) throws {
        try settle(invitation, as: .accepted, at: now, transaction)
        let entry = AuditEntry(
            action: "invitation.accept", targetType: "invitation", targetID: invitation.id, actor: actor,
            oldValue: ["status": "pending"], newValue: ["status": "accepted"],
            metadata: ["email": .string(invitation.email)])
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
        try Members.add(userID, as: invitation.standing, to: workspace.id, by: actor, at: now, transaction)
    }

    private static func acceptance(
        of userID: String, _ workspace: Workspace, _ secret: TokenSecret?, _ transaction: Transaction
    ) throws -> Acceptance {
        Acceptance(
            workspace: workspace, member: try Members.find(userID, in: workspace, transaction),
            token: try secret.map { try Tokens.issued($0, transaction) })
    }

    private static func wrongPerson(_ caller: Caller, _ invitation: Invitation) -> PlatformError {
        PlatformError(
            .forbidden, code: "invitation_for_another",
            "The invitation is for \(invitation.email), and your token belongs to \(caller.email).",
            hint: "Accept it without a token, or with one of \(invitation.email).")
    }
}
