// Who sends the request: checked before anything else of it is looked at.

import HTTPTypes
import Hummingbird
import VigiloPlatform
import VigiloWire

/// Checks the bearer token (RFC 6750) of every request, those to unknown paths included. Who accepts an invitation may
/// have none yet, and whoever reads the document needs none; a token that is shown there is checked all the same.
struct BearerAuthentication: RouterMiddleware {
    let tokens: Tokens
    let failures = FailedTokens()

    private static let openPaths = [Path.invitationAcceptance, Path.document]

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        let isOpen = Self.openPaths.contains(path) || path.hasPrefix(Path.witness)
        if isOpen, request.headers[.authorization] == nil {
            return try await next(request, context)
        }
        var context = context
        context.caller = try await caller(Self.secret(in: request), at: context)
        return try await next(request, context)
    }

    private func caller(_ secret: String, at context: APIContext) async throws -> Caller {
        if failures.isKnownGood(secret) { return try await known(secret) }
        let peer = await Peer(at: context.channel)
        try failures.take(from: peer)
        do {
            let caller = try await tokens.authenticate(secret)
            failures.giveBack(to: peer)
            failures.remember(secret)
            return caller
        } catch let error as PlatformError where error.kind == .unauthenticated {
            throw error
        } catch {
            failures.giveBack(to: peer)
            throw error
        }
    }

    /// A token that was good before; it may have been revoked since, or expired.
    private func known(_ secret: String) async throws -> Caller {
        do {
            return try await tokens.authenticate(secret)
        } catch let error as PlatformError where error.kind == .unauthenticated {
            failures.forget(secret)
            throw error
        }
    }

    static func secret(in request: Request) throws -> String {
        guard let header = request.headers[.authorization] else { throw ProblemDraft.tokenMissing }
        // Byte by byte: this is done for every request.
        let scheme = header.utf8.prefix { $0 != UInt8(ascii: " ") }
        let secret = header.utf8.dropFirst(scheme.count).drop { $0 == UInt8(ascii: " ") }
        guard scheme.count < header.utf8.count, scheme.elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 }) else {
            throw ProblemDraft.tokenMissing
        }
        return String(decoding: secret, as: UTF8.self)
    }
}

extension ProblemDraft {
    static var tokenMissing: ProblemDraft {
        ProblemDraft(
            status: 401, code: "token_missing", sentence: "The request bears no token.",
            hint: "Run 'vigilo configure', or send the header 'Authorization: Bearer TOKEN'.",
            headers: [.wwwAuthenticate: #"Bearer realm="vigilo""#])
    }
}
