// vigilo workspace: the noun, and how a workspace is shown.

import ArgumentParser
import VigiloJSON
import VigiloWire

struct WorkspaceNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workspace",
        abstract: "Workspaces: make, list and show them, change their settings, export and import them.",
        subcommands: [
            WorkspaceCreate.self, WorkspaceExport.self, WorkspaceImport.self, WorkspaceList.self, WorkspaceShow.self,
            WorkspaceSet.self,
        ],
        aliases: ["workspaces"]
    )

    static func view(of workspace: WorkspaceBody) -> [any Renderable] {
        var details = Details()
        details.add("Workspace", workspace.slug, .heading)
        details.add("Name", workspace.name)
        details.add("Region", workspace.region)
        details.add("Plan", workspace.plan)
        details.add("Created", Wording.time(workspace.createdAt))
        details.add("ID", workspace.id)
        guard workspace.settings.objectValue?.isEmpty == false else {
            details.add("Settings", "none", .faint)
            return [details]
        }
        return [details, Paragraph.blank, Paragraph("SETTINGS", .heading), Outline(workspace.settings)]
    }
}
