// Members, roles, invitations and tokens, from the platform to the wire.

import VigiloPlatform
import VigiloWire

extension TokenBody {
    /// - Parameter secret: the token in full, where it has just been made.
    init(_ token: Token, seenBy caller: Caller, secret: String? = nil) {
        self.init(
            id: token.id, name: token.name, prefix: token.prefix, status: token.status(at: .now()).rawValue,
            createdBy: token.createdBy, createdAt: token.createdAt.rfc3339, expiresAt: token.expiresAt?.rfc3339,
            lastUsedAt: token.lastUsedAt?.rfc3339, revokedAt: token.revokedAt?.rfc3339,
            isCurrent: token.id == caller.tokenID, token: secret)
    }
}

extension MemberBody {
    init(_ member: Member) {
        self.init(
            userID: member.userID, email: member.email, displayName: member.displayName,
            role: member.standing.role.rawValue, customRole: member.standing.customRole?.name,
            createdAt: member.createdAt.rfc3339)
    }
}

extension RoleBody {
    init(_ standing: Standing) {
        let custom = standing.customRole
        self.init(
            name: custom?.name ?? standing.role.rawValue, isBuiltIn: custom == nil,
            inheritsFrom: custom.map(\.inheritsFrom.rawValue), allow: custom?.allow.names ?? [],
            deny: custom?.deny.names ?? [], permissions: standing.permissions.names,
            createdAt: custom?.createdAt.rfc3339)
    }
}

extension InvitationBody {
    /// - Parameter code: where the invitation has just been made.
    init(_ invitation: Invitation, code: String? = nil) {
        self.init(
            id: invitation.id, email: invitation.email, role: invitation.standing.role.rawValue,
            customRole: invitation.standing.customRole?.name, status: invitation.status.rawValue,
            invitedBy: invitation.invitedBy, createdAt: invitation.createdAt.rfc3339,
            expiresAt: invitation.expiresAt.rfc3339, invitation: code)
    }
}

extension NewInvitation {
    init(_ body: NewInvitationBody) {
        self.init(email: body.email, role: body.role, customRole: body.customRole)
    }
}

extension AcceptedBody {
    init(_ acceptance: Acceptance) {
        self.init(
            workspace: acceptance.workspace.slug, email: acceptance.member.email,
            displayName: acceptance.member.displayName, role: acceptance.member.standing.role.rawValue,
            customRole: acceptance.member.standing.customRole?.name, token: acceptance.token?.secret)
    }
}
