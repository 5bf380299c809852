// A snapshot from a workspace as it is stored.

import VigiloJSON
import VigiloStore

extension WorkspaceSnapshot {
    /// Everything that the workspace has at this moment, secrets included: see ``cleaned(registry:distrustsUnknown:)``.
    init(of workspace: Workspace, _ transaction: Transaction) throws {
        var sections: [String: [JSONValue]] = [:]
        for section in SnapshotSection.all {
            sections[section.name] = try section.read(workspace.id, transaction)
        }
        self.init(
            name: workspace.name, slug: workspace.slug, region: workspace.region, settings: workspace.settings,
            sections: sections, omitted: [])
    }
}
