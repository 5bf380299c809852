// What the document says of the routes about snapshots and templates.

import VigiloWire

extension Operation {
    static let exportWorkspace = Operation(
        "exportWorkspace", .workspaces, "A workspace's snapshot",
        "Needs `workspace.export`. The same state gives the same bytes; secrets are left out. `Content-Digest` has the "
            + "SHA-256.", refuses: [409])

    static let importWorkspace = Operation(
        "importWorkspace", .workspaces, "Makes a workspace of a snapshot or a template, all of it or nothing",
        "Needs `workspace.create`. 201 where the workspace was made, 200 for a dry run.",
        body: .json(NewImportBody.self, atMost: SnapshotSize.largestBody), answers: [.ok, .created], refuses: [404])

    static let listTemplates = Operation(
        "listTemplates", .templates, "Lists the public templates and the caller's own; platform admins see all",
        "Needs `template.read`.", query: Parameter.page)

    static let createTemplate = Operation(
        "createTemplate", .templates, "Keeps a workspace's snapshot, or one that is sent, under a name",
        "Needs `template.write`, and `workspace.export` in the workspace. Secrets are left out.",
        body: .json(NewTemplateBody.self, atMost: SnapshotSize.largestBody), answers: [.created], refuses: [404])

    static let showTemplate = Operation(
        "showTemplate", .templates, "Shows a template with its snapshot", "Needs `template.read`.")

    static let deleteTemplate = Operation(
        "deleteTemplate", .templates, "Deletes a template",
        "Needs `template.write`; those of others only a platform admin deletes.")
}
