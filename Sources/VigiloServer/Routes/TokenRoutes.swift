// API tokens.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct TokenRoutes {
    let tokens: Tokens

    func add(to table: RouteTable) {
        table.get(Path.tokens, .listTokens, list)
        table.post(Path.tokens, .createToken, create)
        table.get("\(Path.tokens)/{token}", .showToken, show)
        table.post("\(Path.tokens)/{token}/revoke", .revokeToken, revoke)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<TokenBody>>
    {
        let query = try ListQuery(request, filters: ["user"])
        let slice = try await tokens.list(query.page, of: query["user"], by: context.caller)
        return JSONAnswer(Page(slice) { TokenBody($0, seenBy: context.caller) })
    }

    @Sendable private func create(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<TokenBody> {
        let body = try await request.body(as: NewTokenBody.self)
        let issued = try await tokens.create(
            named: body.name, expiresInSeconds: body.expiresInSeconds, by: context.caller)
        return JSONAnswer(
            created: TokenBody(issued.token, seenBy: context.caller, secret: issued.secret),
            at: Path.token(issued.token.id))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<TokenBody> {
        let token = try await tokens.show(context.pathParameter("token"), by: context.caller)
        return JSONAnswer(TokenBody(token, seenBy: context.caller))
    }

    @Sendable private func revoke(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<TokenBody> {
        let token = try await tokens.revoke(context.pathParameter("token"), by: context.caller)
        return JSONAnswer(TokenBody(token, seenBy: context.caller))
    }
}
