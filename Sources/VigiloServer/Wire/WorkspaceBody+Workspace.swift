// Workspaces, from the platform to the wire.

import VigiloPlatform
import VigiloWire

extension WorkspaceBody {
    init(_ workspace: Workspace) {
        self.init(
            id: workspace.id, slug: workspace.slug, name: workspace.name, region: workspace.region,
            plan: workspace.plan, settings: workspace.settings, createdAt: workspace.createdAt.rfc3339)
    }
}
