// Custom fields of a workspace.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct FieldDefinitionRoutes {
    let fields: Fields

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/fields"
        table.get(collection, .listFields, list)
        table.post(collection, .defineField, define)
        table.get("\(collection)/{entity_type}/{field}", .showField, show)
        table.patch("\(collection)/{entity_type}/{field}", .updateField, update)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<FieldBody>>
    {
        let query = try ListQuery(request, filters: ["entity_type"])
        let type = try query["entity_type"].map { try WorkItemType(named: $0, member: "entity_type") }
        let found = try await fields.list(of: type, in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(try MemoryPage.of(found, sortedBy: Self.sortText, query.page, as: FieldBody.init))
    }

    @Sendable private func define(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<FieldBody> {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: NewFieldBody.self)
        let new = NewField(
            entityType: try WorkItemType(named: body.entityType, member: "entity_type"), key: body.key,
            label: body.label, fieldType: body.fieldType, options: body.options, defaultValue: body.defaultValue,
            isRequired: body.isRequired ?? false, displayOrder: body.displayOrder)
        let field = FieldBody(try await fields.define(new, in: slug, by: context.caller))
        return JSONAnswer(created: field, at: Path.field(field.key, of: field.entityType, in: slug))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<FieldBody> {
        let type = try WorkItemType(named: context.pathParameter("entity_type"), member: "entity_type")
        let field = try await fields.show(
            context.pathParameter("field"), of: type, in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(FieldBody(field))
    }

    @Sendable private func update(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<FieldBody> {
        let type = try WorkItemType(named: context.pathParameter("entity_type"), member: "entity_type")
        let body = try await request.body(as: FieldPatchBody.self)
        let field = try await fields.update(
            context.pathParameter("field"), of: type, by: FieldPatch(body), in: context.pathParameter("workspace"),
            by: context.caller)
        return JSONAnswer(FieldBody(field))
    }

    /// By entity type, place and key. The place is padded, because it is compared as text.
    private static func sortText(_ listed: ListedField) -> String {
        let place = String(listed.field.displayOrder)
        let padding = String(repeating: "0", count: max(0, 8 - place.count))
        return "\(listed.field.entityType.rawValue) \(padding)\(place) \(listed.field.key)"
    }
}
