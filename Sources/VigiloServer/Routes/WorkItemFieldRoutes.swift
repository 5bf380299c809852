// The custom fields of one change, incident or task: their values, and how they came to be what they are.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct WorkItemFieldRoutes {
    let workItems: WorkItems
    let type: EntityType

    func add(to table: RouteTable) {
        let item = "/ws/{workspace}/api/v1/\(type.collection)/{key}"
        table.patch(item, .setFields(type), set)
        table.get("\(item)/fields", .listItemFields(type), fields)
        table.get("\(item)/field-history", .listFieldHistory(type), history)
    }

    @Sendable private func set(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<WorkItemBody> {
        let body = try await request.body(as: WorkItemPatchBody.self)
        let item = try await workItems.setFields(
            .init(type), key: context.pathParameter("key"), to: body.fields, in: context.pathParameter("workspace"),
            by: context.caller)
        return JSONAnswer(WorkItemBody(item))
    }

    /// At most as many as an entity type may have fields, in the order of a form: one page holds them all.
    @Sendable private func fields(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<ItemFieldBody>>
    {
        let found = try await workItems.fields(
            of: .init(type), key: context.pathParameter("key"), in: context.pathParameter("workspace"),
            by: context.caller)
        return JSONAnswer(Page(items: found.map(ItemFieldBody.init), nextCursor: nil))
    }

    @Sendable private func history(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<FieldChangeBody>>
    {
        let query = try ListQuery(request, filters: ["field"])
        let slice = try await workItems.fieldHistory(
            of: .init(type), key: context.pathParameter("key"), field: query["field"], query.page,
            in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(Page(slice, as: FieldChangeBody.init))
    }
}
