// The outermost middleware: every answer bears the id of its request.

import HTTPTypes
import Hummingbird

/// Takes the client's `X-Request-Id` if it is a sane one, gives one otherwise, and sends it back with every answer.
struct RequestIdentity: RouterMiddleware {
    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let given = request.headers[.requestID], Self.isSane(given) {
            context.adopt(requestID: given)
        }
        var response = try await next(request, context)
        response.headers[.requestID] = context.requestID
        return response
    }

    /// The id goes into log lines and headers: up to 64 characters that need no escaping anywhere.
    private static func isSane(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
