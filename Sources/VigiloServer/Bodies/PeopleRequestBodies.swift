// How the bodies about people are read.

import VigiloJSON
import VigiloWire

extension NewTokenBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewTokenBody? {
        let name = members.text("name")
        let expiresInSeconds = members.optionalInteger("expires_in_seconds")
        return name.map { NewTokenBody(name: $0, expiresInSeconds: expiresInSeconds) }
    }
}

extension MemberPatchBody: RequestBody {
    static func read(from members: inout BodyMembers) -> MemberPatchBody? {
        MemberPatchBody(role: members.optionalText("role"), customRole: members.optionalText("custom_role"))
    }
}

extension NewRoleBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewRoleBody? {
        let name = members.text("name")
        let inheritsFrom = members.text("inherits_from")
        let allow = members.optionalTexts("allow")
        let deny = members.optionalTexts("deny")
        guard let name, let inheritsFrom else { return nil }
        return NewRoleBody(name: name, inheritsFrom: inheritsFrom, allow: allow, deny: deny)
    }
}

extension RolePatchBody: RequestBody {
    static func read(from members: inout BodyMembers) -> RolePatchBody? {
        RolePatchBody(
            inheritsFrom: members.optionalText("inherits_from"), allow: members.optionalTexts("allow"),
            deny: members.optionalTexts("deny"))
    }
}

extension NewInvitationBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewInvitationBody? {
        let email = members.text("email")
        let role = members.optionalText("role")
        let customRole = members.optionalText("custom_role")
        return email.map { NewInvitationBody(email: $0, role: role, customRole: customRole) }
    }
}

extension AcceptanceBody: RequestBody {
    static func read(from members: inout BodyMembers) -> AcceptanceBody? {
        let invitation = members.text("invitation")
        let displayName = members.optionalText("display_name")
        return invitation.map { AcceptanceBody(invitation: $0, displayName: displayName) }
    }
}
