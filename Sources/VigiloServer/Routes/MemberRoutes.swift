// Members of a workspace.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct MemberRoutes {
    let members: Members

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/members"
        table.get(collection, .listMembers, list)
        table.get("\(collection)/{member}", .showMember, show)
        table.patch("\(collection)/{member}", .changeMemberRole, changeRole)
        table.delete("\(collection)/{member}", .removeMember, remove)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<MemberBody>>
    {
        let query = try ListQuery(request)
        let slice = try await members.list(
            query.page, in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(Page(slice, as: MemberBody.init))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<MemberBody> {
        let member = try await members.show(
            context.pathParameter("member"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(MemberBody(member))
    }

    @Sendable private func changeRole(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<MemberBody>
    {
        let body = try await request.body(as: MemberPatchBody.self)
        let member = try await members.changeRole(
            of: context.pathParameter("member"), to: body.role, customRole: body.customRole,
            in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(MemberBody(member))
    }

    @Sendable private func remove(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<MemberBody> {
        let member = try await members.remove(
            context.pathParameter("member"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(MemberBody(member))
    }
}
