// Dashboard widgets: which there are, and what a tile of one shows.

import Hummingbird
import VigiloJSON
import VigiloPlatform
import VigiloWire

struct DashboardRoutes {
    let dashboards: Dashboards

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/widgets"
        table.get(collection, .listWidgets, list)
        table.post("\(collection)/{widget}/load", .loadWidget, load)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<WidgetBody>>
    {
        let query = try ListQuery(request)
        let widgets = try await dashboards.widgets(in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(try MemoryPage.of(widgets, sortedBy: \.key, query.page, as: WidgetBody.init))
    }

    @Sendable private func load(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<TileBody> {
        let widget = try context.pathParameter("widget")
        let body = try await request.body(as: WidgetLoadBody.self)
        let data = try await dashboards.load(
            widget: widget, config: body.config ?? [:], in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(TileBody(widget: widget, data: data))
    }
}
