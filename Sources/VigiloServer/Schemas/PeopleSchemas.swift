// The schemas of bodies about members, roles, invitations and tokens.

import VigiloPlatform
import VigiloWire

extension Schema {
    static let builtInRole = Schema.choice(Role.allCases.map(\.rawValue))
    static let permission = Schema.choice(Permission.allCases.map(\.rawValue))
    static let email = Schema.text(3...254)
    /// What a custom role may be called.
    static let roleName = Schema.text(1...100)
}

extension MemberBody: Described {
    static let schema = Schema.answer(
        "Member", "A member of a workspace.",
        [
            "user_id": .id, "email": .text, "display_name": .text, "role": .builtInRole, "custom_role": .text.optional,
            "created_at": .time,
        ])
}

extension MemberPatchBody: Described {
    static let schema = Schema.input(
        "MemberPatch", "The role that a member shall have: a built-in one, or one of the workspace's own.",
        ["role": .text(1...100).optional, "custom_role": .roleName.optional])
}

extension RoleBody: Described {
    static let schema = Schema.answer(
        "Role", "A role, built-in or a workspace's own.",
        [
            "name": .text, "is_built_in": .flag, "inherits_from": .builtInRole.optional,
            "allow": .list(of: .permission), "deny": .list(of: .permission),
            "permissions": .list(of: .permission).saying("What it may do in the end."), "created_at": .time.optional,
        ])
}

extension RolePatchBody: Described {
    static let schema = Schema.input(
        "RolePatch", "What is not given stays.",
        [
            "inherits_from": .builtInRole.optional, "allow": .list(of: .permission).optional,
            "deny": .list(of: .permission).optional,
        ])
}

extension NewRoleBody: Described {
    static let schema = Schema.input(
        "NewRole", "A new role of the workspace's own. What is denied is denied, even if it is allowed as well.",
        [
            "name": .roleName, "inherits_from": .builtInRole, "allow": .list(of: .permission).optional,
            "deny": .list(of: .permission).optional,
        ])
}

extension InvitationBody: Described {
    static let schema = Schema.answer(
        "Invitation", "An invitation into a workspace.",
        [
            "id": .id, "email": .text, "role": .builtInRole, "custom_role": .text.optional,
            "status": .choice("pending", "accepted", "expired", "revoked"), "invited_by": .text, "created_at": .time,
            "expires_at": .time,
            "invitation": .text.saying("The code to accept it with; only in the answer to its making.").optional,
        ])
}

extension NewInvitationBody: Described {
    static let schema = Schema.input(
        "NewInvitation", "Invites an address, into a built-in role or one of the workspace's own.",
        ["email": .email, "role": .text(1...100).optional, "custom_role": .roleName.optional])
}

extension AcceptanceBody: Described {
    static let schema = Schema.input(
        "Acceptance", "Accepts an invitation.",
        [
            "invitation": .text.saying("The code."),
            "display_name": .text(1...100).saying("For who is new to the installation.").optional,
        ])
}

extension AcceptedBody: Described {
    static let schema = Schema.answer(
        "Accepted", "What came of accepting an invitation.",
        [
            "workspace": .text, "email": .text, "display_name": .text, "role": .builtInRole,
            "custom_role": .text.optional,
            "token": .text.saying("A new user's first token; it is shown here and nowhere else.").optional,
        ])
}

extension BulkInvitationBody: Described {
    static let schema = Schema.answer(
        "BulkInvitationRow", "What became of a row, or, with the status finished, of all of them.",
        [
            "status": .choice("invited", "failed", "finished"), "line": .integer.optional, "email": .text.optional,
            "role": .text.optional, "custom_role": .text.optional, "invitation": .text.optional,
            "reason": .text.optional, "message": .text.optional, "rows": .count.optional, "invited": .count.optional,
            "failed": .count.optional,
        ])
}

extension TokenBody: Described {
    static let schema = Schema.answer(
        "Token", "An API token.",
        [
            "id": .id, "name": .text, "prefix": .text, "status": .choice("active", "expired", "revoked"),
            "created_by": .text, "created_at": .time, "expires_at": .time.optional, "last_used_at": .time.optional,
            "revoked_at": .time.optional, "is_current": .flag.saying("Whether it is the one that the request bore."),
            "token": .text.saying("The token in full; only in the answer to its making.").optional,
        ])
}

extension NewTokenBody: Described {
    static let schema = Schema.input(
        "NewToken", "A new token for the caller.",
        [
            "name": .text(1...100),
            "expires_in_seconds": .integer(1...315_360_000).saying("It never expires without.").optional,
        ])
}
