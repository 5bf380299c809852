// The schemas of bodies about workspaces.

import VigiloWire

extension WorkspaceBody: Described {
    static let schema = Schema.answer(
        "Workspace", "A workspace.",
        [
            "id": .id, "slug": .text, "name": .text, "region": .text,
            "plan": .choice("free", "starter", "pro", "enterprise"), "settings": .anyObject, "created_at": .time,
        ])
}

extension NewWorkspaceBody: Described {
    static let schema = Schema.input(
        "NewWorkspace", "A new workspace; the caller becomes its first owner.",
        [
            "slug": .text(3...30, pattern: "^[a-z](-?[a-z0-9])*$").saying("It never changes."), "name": .text(1...100),
            "region": .text.saying("One of the installation's."), "settings": .anyObject.optional,
        ])
}

extension WorkspacePatchBody: Described {
    static let schema = Schema.input(
        "WorkspacePatch", "What is not given stays.",
        [
            "name": .text(1...100).optional,
            "settings": .anyObject.saying("A JSON merge patch (RFC 7396): null removes a member.").optional,
        ])
}
