// Roles of a workspace.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct RoleRoutes {
    let roles: Roles

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/roles"
        table.get(collection, .listRoles, list)
        table.post(collection, .createRole, create)
        table.get("\(collection)/{role}", .showRole, show)
        table.patch("\(collection)/{role}", .editRole, change)
        table.delete("\(collection)/{role}", .deleteRole, delete)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<RoleBody>>
    {
        let query = try ListQuery(request)
        let roles = try await roles.list(in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(try MemoryPage.of(roles, sortedBy: Self.sortText, query.page, as: RoleBody.init))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<RoleBody> {
        let role = try await roles.show(
            context.pathParameter("role"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(RoleBody(role))
    }

    @Sendable private func create(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<RoleBody> {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: NewRoleBody.self)
        let new = NewRole(
            name: body.name, inheritsFrom: body.inheritsFrom, allow: body.allow ?? [], deny: body.deny ?? [])
        let role = RoleBody(try await roles.create(new, in: slug, by: context.caller))
        return JSONAnswer(created: role, at: Path.role(role.name, in: slug))
    }

    @Sendable private func change(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<RoleBody> {
        let body = try await request.body(as: RolePatchBody.self)
        let change = RoleChange(inheritsFrom: body.inheritsFrom, allow: body.allow, deny: body.deny)
        let role = try await roles.change(
            context.pathParameter("role"), change, in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(RoleBody(role))
    }

    @Sendable private func delete(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<RoleBody> {
        let role = try await roles.delete(
            context.pathParameter("role"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(RoleBody(role))
    }

    /// The built-in roles, weakest first, then the others by name.
    private static func sortText(_ standing: Standing) -> String {
        if let custom = standing.customRole { return "b \(custom.name)" }
        return "a \(Role.allCases.firstIndex(of: standing.role) ?? 0)"
    }
}
