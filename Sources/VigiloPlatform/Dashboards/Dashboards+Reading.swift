// The statements that read dashboards.

import VigiloStore

extension Dashboards {
    /// The dashboards that a workspace has stored, by name. There may be none: see ``all(in:_:)``.
    static func stored(in workspaceID: String, _ transaction: Transaction) throws -> [Dashboard] {
        try transaction.rows(
            "SELECT \(Dashboard.columns) FROM dashboard WHERE workspace_id = $1 ORDER BY name", .text(workspaceID)
        ).map { try Dashboard($0) }
    }

    /// The dashboards of a workspace, by name; the standard one where none is stored.
    static func all(in workspaceID: String, _ transaction: Transaction) throws -> [Dashboard] {
        let stored = try stored(in: workspaceID, transaction)
        return stored.isEmpty ? [.standard] : stored
    }

    static func find(_ name: String, in workspace: Workspace, _ transaction: Transaction) throws -> Dashboard {
        let all = try all(in: workspace.id, transaction)
        if let dashboard = all.first(where: { $0.name == name }) { return dashboard }
        // People type names without regard to case; only where that leaves no doubt.
        let alike = all.filter { $0.name.lowercased() == name.lowercased() }
        if alike.count == 1 { return alike[0] }
        let nearest = NearestName.of(name, among: all.map(\.name)).map { "Did you mean '\($0)'?" }
        throw PlatformError(
            .notFound, code: "dashboard_not_found",
            "There is no dashboard '\(name)' in workspace '\(workspace.slug)'.",
            hint: nearest ?? "List them with: vigilo dashboard list")
    }
}
