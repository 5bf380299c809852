// What the document says of the routes about members, roles, invitations and tokens.

import VigiloPlatform
import VigiloWire

extension Operation {
    static let listMembers = Operation(
        "listMembers", .members, "Lists the members", "Needs `member.read`.", query: Parameter.page)

    static let showMember = Operation("showMember", .members, "Shows a member", "Needs `member.read`.")

    static let changeMemberRole = Operation(
        "changeMemberRole", .members, "Gives a member another role",
        "Needs `member.write`. Nobody gives a role above their own, and one owner always remains.",
        body: .json(MemberPatchBody.self))

    static let removeMember = Operation(
        "removeMember", .members, "Removes a member",
        "Needs `member.remove`, or to be the member. One owner always remains.")

    static let listRoles = Operation(
        "listRoles", .roles, "Lists the roles, built-in ones first", "Needs `role.read`.", query: Parameter.page)

    static let showRole = Operation("showRole", .roles, "Shows a role", "Needs `role.read`.")

    static let createRole = Operation(
        "createRole", .roles, "Makes a role of the workspace's own", "Needs `role.write`.",
        body: .json(NewRoleBody.self), answers: [.created])

    static let editRole = Operation(
        "editRole", .roles, "Changes a role of the workspace's own",
        "Needs `role.write`. Nobody changes a role above their own.", body: .json(RolePatchBody.self))

    static let deleteRole = Operation(
        "deleteRole", .roles, "Deletes a role of the workspace's own",
        "Needs `role.write`. A role that members or pending invitations have stays.")

    static let listInvitations = Operation(
        "listInvitations", .invitations, "Lists the invitations, oldest first", "Needs `member.read`.",
        query: Parameter.page + [
            .query("status", "Only those with this status.", .choice("pending", "accepted", "expired", "revoked"))
        ])

    static let invite = Operation(
        "invite", .invitations, "Invites an address",
        "Needs `member.invite`. The answer has the code to accept with, and nothing else ever has.",
        body: .json(NewInvitationBody.self), answers: [.created])

    static let showInvitation = Operation(
        "showInvitation", .invitations, "Shows an invitation", "Needs `member.read`.")

    static let revokeInvitation = Operation(
        "revokeInvitation", .invitations, "Takes a pending invitation back", "Needs `member.invite`.")

    static let acceptInvitation = Operation(
        "acceptInvitation", .invitations, "Accepts an invitation",
        """
        The invitation's code is the credential. Who has a token sends it along; who is new gets their first one in the answer.
        """, body: .json(AcceptanceBody.self), answers: [.created], refuses: [403, 404])

    static let inviteMany = Operation(
        "inviteMany", .invitations, "Invites the addresses of a CSV file",
        """
        Needs `member.invite`. The file (RFC 4180, header email,role,custom_role_name) is read as it comes and may be of any \
        length; each row is answered by a line once it is invited, and the last line counts them. It takes no \
        Idempotency-Key: sent again, rows that are invited already say so.
        """, body: .bytes("text/csv"))

    static let listTokens = Operation(
        "listTokens", .tokens, "Lists the tokens of one user, oldest first",
        "One's own need no permission, those of others `token.manage`.",
        query: Parameter.page + [
            .query("user", "Whose, by e-mail address or id; the caller's without.", .text(1...300))
        ],
        refuses: [404])

    static let showToken = Operation("showToken", .tokens, "Shows a token")

    static let createToken = Operation(
        "createToken", .tokens, "Makes a token for the caller",
        "Needs `token.create`. The secret is in this answer and nowhere else.", body: .json(NewTokenBody.self),
        answers: [.created])

    static let revokeToken = Operation("revokeToken", .tokens, "Ends a token at once and for good")
}
