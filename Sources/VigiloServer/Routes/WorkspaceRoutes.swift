// Workspaces.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct WorkspaceRoutes {
    let workspaces: Workspaces

    func add(to table: RouteTable) {
        table.get(Path.workspaces, .listWorkspaces, list)
        table.post(Path.workspaces, .createWorkspace, create)
        table.get("\(Path.workspaces)/{workspace}", .showWorkspace, show)
        table.patch("\(Path.workspaces)/{workspace}", .updateWorkspace, update)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<WorkspaceBody>>
    {
        let query = try ListQuery(request)
        let slice = try await workspaces.list(query.page, by: context.caller)
        return JSONAnswer(Page(slice, as: WorkspaceBody.init))
    }

    @Sendable private func create(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<WorkspaceBody>
    {
        let body = try await request.body(as: NewWorkspaceBody.self)
        let workspace = try await workspaces.create(
            slug: body.slug, name: body.name, region: body.region, settings: body.settings, by: context.caller)
        return JSONAnswer(created: WorkspaceBody(workspace), at: Path.workspace(workspace.slug))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<WorkspaceBody>
    {
        let slug = try context.pathParameter("workspace")
        return JSONAnswer(WorkspaceBody(try await workspaces.show(slug, by: context.caller)))
    }

    @Sendable private func update(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<WorkspaceBody>
    {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: WorkspacePatchBody.self)
        let workspace = try await workspaces.update(
            slug, name: body.name, settingsPatch: body.settings, by: context.caller)
        return JSONAnswer(WorkspaceBody(workspace))
    }
}
