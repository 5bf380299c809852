// Changes, incidents and tasks: one set of routes a type.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct WorkItemRoutes {
    let workItems: WorkItems
    let type: EntityType

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/\(type.collection)"
        table.get(collection, .listWorkItems(type), list)
        table.post(collection, .createWorkItem(type), create)
        table.get("\(collection)/{key}", .showWorkItem(type), show)
        table.post("\(collection)/{key}/transitions", .moveWorkItem(type), move)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<WorkItemBody>>
    {
        let query = try ListQuery(request, filters: ["status"])
        let slice = try await workItems.list(
            .init(type), query.page, status: query["status"], in: context.pathParameter("workspace"),
            by: context.caller)
        return JSONAnswer(Page(slice, as: WorkItemBody.init))
    }

    @Sendable private func create(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<WorkItemBody>
    {
        let workspace = try context.pathParameter("workspace")
        let body = try await request.body(as: NewWorkItemBody.self)
        let item = try await workItems.create(.init(type), NewWorkItem(body), in: workspace, by: context.caller)
        return JSONAnswer(created: WorkItemBody(item), at: Path.workItem(type, key: item.key, in: workspace))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<WorkItemBody> {
        let item = try await workItems.show(
            .init(type), key: context.pathParameter("key"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(WorkItemBody(item))
    }

    @Sendable private func move(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<WorkItemBody> {
        let body = try await request.body(as: TransitionBody.self)
        let item = try await workItems.move(
            .init(type), key: context.pathParameter("key"), to: body.to, in: context.pathParameter("workspace"),
            by: context.caller)
        return JSONAnswer(WorkItemBody(item))
    }
}
