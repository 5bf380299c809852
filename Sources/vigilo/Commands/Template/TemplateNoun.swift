// vigilo template: the noun, and how a template is shown.

import ArgumentParser
import VigiloJSON
import VigiloWire

struct TemplateNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Templates: snapshots that are kept under a name, for workspaces to be made of.",
        subcommands: [TemplateCreate.self, TemplateDelete.self, TemplateList.self, TemplateShow.self],
        aliases: ["templates"]
    )

    static func view(of template: TemplateBody) -> [any Renderable] {
        var details = Details()
        details.add("Template", template.name, .heading)
        details.add("Description", template.description.isEmpty ? nil : template.description)
        details.add("Public", template.isPublic ? "yes" : "no")
        details.add("Taken of", template.workspace.map { "workspace \($0)" } ?? "a file")
        details.add("Made", "\(Wording.time(template.createdAt)) by \(template.createdBy)")
        guard let snapshot = template.snapshot else { return [details] }
        let counted = [("roles", "role"), ("custom_fields", "field"), ("dashboards", "dashboard")].map { list, noun in
            Wording.count(snapshot[list]?.arrayValue?.count ?? 0, noun)
        }
        let settings = Wording.count(snapshot["settings"]?.objectValue?.count ?? 0, "setting")
        details.add("Holds", ([settings] + counted).joined(separator: ", "))
        details.add("Left out", ifAny: SnapshotFile.omissions(in: snapshot))
        return [details]
    }
}
