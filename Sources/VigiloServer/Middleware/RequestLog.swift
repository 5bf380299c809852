// One log line a request, written when it is answered.

import HTTPTypes
import Hummingbird
import Logging

/// Logs every answer: what only read and succeeded at `debug`, everything else at `info`.
struct RequestLog: RouterMiddleware {
    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let microseconds = (ContinuousClock.now - start) / .microseconds(1)
        let isPlainRead = (request.method == .get || request.method == .head) && response.status.code < 400
        context.logger.log(
            level: isPlainRead ? .debug : .info, "Request answered",
            metadata: [
                "http.method": "\(request.method.rawValue)",
                // Without the query: a cursor says nothing to a reader of the log.
                "http.path": "\(request.uri.path)",
                "http.status": .stringConvertible(response.status.code),
                "duration_us": .stringConvertible(Int(microseconds)),
            ])
        return response
    }
}
