// Where the rows of the audit log are delivered to.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct AuditOutletRoutes {
    let delivery: AuditDelivery

    func add(to table: RouteTable) {
        table.get(Path.auditOutlets, .listAuditOutlets, list)
    }

    @Sendable private func list(
        _ request: Request, _ context: CallerContext
    ) async throws -> JSONAnswer<Page<AuditOutletBody>> {
        let query = try ListQuery(request)
        let outlets = try await delivery.outlets(by: context.caller)
        return JSONAnswer(
            try MemoryPage.of(outlets, sortedBy: \.status.name, query.page) {
                AuditOutletBody($0.status, rowsBehind: $0.rowsBehind)
            })
    }
}
