// Every answer to a request that wrote to the audit log says where.

import HTTPTypes
import Hummingbird
import VigiloPlatform

/// Answers with `Vigilo-Audit-Row: CHAIN/SEQ`, the last row of each chain that was written to.
///
/// A stream's head goes out before what it tells of has happened, and says nothing of it.
struct AuditReceipts: RouterMiddleware {
    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let receipt = AuditReceipt()
        let response = try await AuditReceipt.$current.withValue(receipt) { try await next(request, context) }
        return response.receipted(receipt)
    }
}

extension Response {
    /// The same answer with what the receipt says so far; what it says already stays.
    func receipted(_ receipt: AuditReceipt?) -> Response {
        guard headers[.auditRow] == nil, let text = receipt?.text else { return self }
        var response = self
        response.headers[.auditRow] = text
        return response
    }
}
