// Templates for workspaces.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct TemplateRoutes {
    let templates: Templates

    func add(to table: RouteTable) {
        let one = "\(Path.templates)/{template}"
        table.get(Path.templates, .listTemplates, list)
        table.post(Path.templates, .createTemplate, create)
        table.get(one, .showTemplate, show)
        table.delete(one, .deleteTemplate, delete)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<TemplateBody>>
    {
        let query = try ListQuery(request)
        let slice = try await templates.list(query.page, by: context.caller)
        return JSONAnswer(Page(slice) { TemplateBody($0) })
    }

    @Sendable private func create(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<TemplateBody>
    {
        let body = try await request.body(as: NewTemplateBody.self, atMost: SnapshotSize.largestBody)
        let new = NewTemplate(
            name: body.name, description: body.description, isPublic: body.isPublic ?? false,
            source: try body.source())
        let (template, warnings) = try await templates.create(new, by: context.caller)
        return JSONAnswer(
            created: TemplateBody(template.withoutSnapshot, warnings: warnings), at: Path.template(template.name))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<TemplateBody>
    {
        JSONAnswer(TemplateBody(try await templates.show(context.pathParameter("template"), by: context.caller)))
    }

    @Sendable private func delete(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<TemplateBody>
    {
        let deleted = try await templates.delete(context.pathParameter("template"), by: context.caller)
        return JSONAnswer(TemplateBody(deleted.withoutSnapshot))
    }
}
