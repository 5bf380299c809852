// Requests that come before the daemon is ready.

import Hummingbird
import VigiloWire

/// Lets requests wait until the plugins of the start have had their chance, so that no client meets half of them. How far
/// the start has come can be asked at any time.
struct StartGate: RouterMiddleware {
    let hasStarted: @Sendable () async -> Void

    private static let earlyPaths = [Path.status, Path.me, Path.document]

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        if !Self.earlyPaths.contains(request.uri.path) { await hasStarted() }
        return try await next(request, context)
    }
}
