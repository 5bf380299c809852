// Snapshots of workspaces: exporting one, and making a workspace of one.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct SnapshotRoutes {
    let snapshots: Snapshots

    func add(to table: RouteTable) {
        table.get("/ws/{workspace}/api/v1/export", .exportWorkspace, export)
        table.post(Path.workspaceImports, .importWorkspace, makeWorkspace)
    }

    @Sendable private func export(_ request: Request, _ context: CallerContext) async throws -> SnapshotAnswer {
        SnapshotAnswer(
            snapshot: try await snapshots.export(context.pathParameter("workspace"), by: context.caller))
    }

    /// 201 where a workspace was made, 200 where it was only tried.
    @Sendable private func makeWorkspace(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<ImportBody>
    {
        let body = try await request.body(as: NewImportBody.self, atMost: SnapshotSize.largestBody)
        let new = NewImport(
            name: body.name, slug: body.slug, region: body.region, isStrict: body.strict ?? false)
        if body.dryRun ?? false {
            let tried = try await snapshots.tryMakingWorkspace(from: try body.source(), new, by: context.caller)
            return JSONAnswer(ImportBody(tried, dryRun: true))
        }
        let made = try await snapshots.makeWorkspace(from: try body.source(), new, by: context.caller)
        return JSONAnswer(created: ImportBody(made, dryRun: false), at: Path.workspace(made.workspace.slug))
    }
}
