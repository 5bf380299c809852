// How the bodies about imports and templates are read.

import VigiloJSON
import VigiloPlatform
import VigiloWire

extension NewImportBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewImportBody? {
        NewImportBody(
            snapshot: members.optionalValue("snapshot"), template: members.optionalText("template"),
            name: members.optionalText("name"), slug: members.optionalText("slug"),
            region: members.optionalText("region"), strict: members.optionalFlag("strict"),
            dryRun: members.optionalFlag("dry_run"))
    }

    /// Either a snapshot or a template.
    func source() throws -> SnapshotSource {
        switch (snapshot, template) {
        case (let snapshot?, nil): return .document(snapshot)
        case (nil, let template?): return .template(template)
        case (nil, nil): throw ProblemDraft.invalid("body", [.init(field: "snapshot", message: "is missing")])
        case (_?, _?):
            throw ProblemDraft.invalid("body", [.init(field: "template", message: "is given beside a snapshot")])
        }
    }
}

extension NewTemplateBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewTemplateBody? {
        let name = members.text("name")
        let description = members.optionalText("description")
        let isPublic = members.optionalFlag("is_public")
        let workspace = members.optionalText("workspace")
        let snapshot = members.optionalValue("snapshot")
        return name.map {
            NewTemplateBody(
                name: $0, description: description, isPublic: isPublic, workspace: workspace, snapshot: snapshot)
        }
    }

    /// Either a workspace or a snapshot.
    func source() throws -> NewTemplate.Source {
        switch (workspace, snapshot) {
        case (let slug?, nil): return .workspace(slug)
        case (nil, let snapshot?): return .document(snapshot)
        case (nil, nil): throw ProblemDraft.invalid("body", [.init(field: "workspace", message: "is missing")])
        case (_?, _?):
            throw ProblemDraft.invalid("body", [.init(field: "snapshot", message: "is given beside a workspace")])
        }
    }
}
