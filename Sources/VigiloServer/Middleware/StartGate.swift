// Requests that come before the daemon is ready.

import Hummingbird
import VigiloWire

/// Lets requests wait until the plugins of the start have had their chance, so that no client meets half of them. How far
/// the start has come can be asked at any time, and so can what was signed of the audit log, which every command asks first.
struct StartGate: RouterMiddleware {
    let hasStarted: @Sendable () async -> Void

    private static let earlyPaths = [Path.status, Path.me, Path.document]

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        let isEarly =
            Self.earlyPaths.contains(path) || (request.method == .get && path.hasSuffix(Path.auditCheckpoint(in: nil)))
        if !isEarly { await hasStarted() }
        return try await next(request, context)
    }
}
