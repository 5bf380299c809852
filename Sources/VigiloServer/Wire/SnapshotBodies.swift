// Imports and templates, from the platform to the wire.

import VigiloJSON
import VigiloPlatform
import VigiloWire

extension SnapshotWarningBody {
    init(_ warning: SnapshotWarning) {
        self.init(path: warning.path, message: warning.message)
    }
}

extension ImportBody {
    init(_ imported: ImportedWorkspace, dryRun: Bool) {
        let workspace = imported.workspace
        self.init(
            slug: workspace.slug, name: workspace.name, region: workspace.region, dryRun: dryRun,
            settings: (workspace.settings.objectValue ?? [:]).keys.sorted(), roles: imported.made["roles"] ?? [],
            customFields: imported.made["custom_fields"] ?? [], dashboards: imported.made["dashboards"] ?? [],
            warnings: imported.warnings.map(SnapshotWarningBody.init))
    }
}

extension WorkspaceTemplate {
    /// As lists and confirmations show it: the snapshot may be megabytes.
    var withoutSnapshot: WorkspaceTemplate {
        var template = self
        template.snapshot = nil
        return template
    }
}

extension TemplateBody {
    init(_ template: WorkspaceTemplate, warnings: [SnapshotWarning]? = nil) {
        self.init(
            id: template.id, name: template.name, description: template.description, isPublic: template.isPublic,
            workspace: template.workspace, createdBy: template.createdBy, createdAt: template.createdAt.rfc3339,
            snapshot: template.snapshot, warnings: warnings?.map(SnapshotWarningBody.init))
    }
}
