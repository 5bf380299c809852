// Invitations, one by one.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct InvitationRoutes {
    let invitations: Invitations

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/invitations"
        table.get(collection, .listInvitations, list)
        table.post(collection, .invite, invite)
        table.get("\(collection)/{invitation}", .showInvitation, show)
        table.delete("\(collection)/{invitation}", .revokeInvitation, revoke)
        table.openPost(Path.invitationAcceptance, .acceptInvitation, accept)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<InvitationBody>>
    {
        let query = try ListQuery(request, filters: ["status"])
        let slice = try await invitations.list(
            query.page, status: query["status"], in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(Page(slice) { InvitationBody($0) })
    }

    @Sendable private func invite(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<InvitationBody>
    {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: NewInvitationBody.self)
        let issued = try await invitations.invite(NewInvitation(body), in: slug, by: context.caller)
        return JSONAnswer(
            created: InvitationBody(issued.invitation, code: issued.code),
            at: Path.invitation(issued.invitation.id, in: slug))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<InvitationBody>
    {
        let invitation = try await invitations.show(
            context.pathParameter("invitation"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(InvitationBody(invitation))
    }

    @Sendable private func revoke(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<InvitationBody>
    {
        let invitation = try await invitations.revoke(
            context.pathParameter("invitation"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(InvitationBody(invitation))
    }

    @Sendable private func accept(_ request: Request, _ context: APIContext) async throws -> JSONAnswer<AcceptedBody> {
        let body = try await request.body(as: AcceptanceBody.self)
        let acceptance = try await invitations.accept(
            code: body.invitation, displayName: body.displayName, by: context.caller)
        var answer = JSONAnswer(AcceptedBody(acceptance))
        answer.status = .created
        return answer
    }
}
