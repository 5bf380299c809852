// Field types: which there are, and what one says of a value.

import Hummingbird
import VigiloJSON
import VigiloPlatform
import VigiloWire

struct FieldRoutes {
    let fields: Fields

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/field-types"
        table.get(collection, .listFieldTypes, list)
        table.post("\(collection)/{type}/validate", .validateValue, validate)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<FieldTypeBody>>
    {
        let query = try ListQuery(request)
        let types = try await fields.types(in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(try MemoryPage.of(types, sortedBy: \.key, query.page, as: FieldTypeBody.init))
    }

    @Sendable private func validate(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<VerdictBody>
    {
        let body = try await request.body(as: ValidationBody.self)
        let verdict = try await fields.validate(
            fieldType: context.pathParameter("type"), value: body.value, options: body.options ?? [:],
            in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(VerdictBody(verdict))
    }
}
