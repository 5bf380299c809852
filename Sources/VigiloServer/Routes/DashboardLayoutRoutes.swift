// Dashboards of a workspace, and the tiles on them.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct DashboardLayoutRoutes {
    let dashboards: Dashboards

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/dashboards"
        let one = "\(collection)/{dashboard}"
        table.get(collection, .listDashboards, list)
        table.post(collection, .createDashboard, create)
        table.get(one, .showDashboard, show)
        table.patch(one, .updateDashboard, update)
        table.delete(one, .deleteDashboard, delete)
        table.get("\(one)/view", .viewDashboard, view)
        table.post("\(one)/widgets", .addTile, addTile)
        table.delete("\(one)/widgets/{widget_id}", .removeTile, removeTile)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<DashboardBody>>
    {
        let query = try ListQuery(request)
        let found = try await dashboards.list(in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(try MemoryPage.of(found, sortedBy: \.name, query.page, as: DashboardBody.init))
    }

    @Sendable private func create(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<DashboardBody>
    {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: NewDashboardBody.self)
        let made = try await dashboards.create(
            body.name, isDefault: body.isDefault ?? false, in: slug, by: context.caller)
        return JSONAnswer(created: DashboardBody(made), at: Path.dashboard(made.name, in: slug))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<DashboardBody>
    {
        let dashboard = try await dashboards.show(
            context.pathParameter("dashboard"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(DashboardBody(dashboard))
    }

    @Sendable private func update(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<DashboardBody>
    {
        let body = try await request.body(as: DashboardPatchBody.self)
        let dashboard = try await dashboards.update(
            context.pathParameter("dashboard"), newName: body.name, isDefault: body.isDefault,
            in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(DashboardBody(dashboard))
    }

    @Sendable private func delete(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<DashboardBody>
    {
        let deleted = try await dashboards.delete(
            context.pathParameter("dashboard"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(DashboardBody(deleted))
    }

    @Sendable private func view(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<DashboardViewBody>
    {
        let (dashboard, tiles) = try await dashboards.view(
            context.pathParameter("dashboard"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(DashboardViewBody(dashboard, tiles))
    }

    @Sendable private func addTile(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<LayoutTileBody>
    {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: NewTileBody.self)
        let (dashboard, tile) = try await dashboards.addTile(
            NewTile(body), to: context.pathParameter("dashboard"), in: slug, by: context.caller)
        return JSONAnswer(
            created: LayoutTileBody(tile), at: Path.dashboardTile(tile.widgetID, on: dashboard.name, in: slug))
    }

    @Sendable private func removeTile(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<DashboardBody>
    {
        let dashboard = try await dashboards.removeTile(
            context.pathParameter("widget_id"), from: context.pathParameter("dashboard"),
            in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(DashboardBody(dashboard))
    }
}
