// The audit log: read, and its rows undone.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct AuditRoutes {
    let audit: Audit

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/audit"
        table.get(collection, .listAudit) { request, context in
            try await list(request, context, in: context.pathParameter("workspace"))
        }
        table.get("\(collection)/{seq}", .showAuditRow) { _, context in
            try await show(context, in: context.pathParameter("workspace"))
        }
        table.post("\(collection)/{seq}/undo", .undoAuditRow, undo)
        table.get(Path.audit(in: nil), .listPlatformAudit) { try await list($0, $1, in: nil) }
        table.get("\(Path.audit(in: nil))/{seq}", .showPlatformAuditRow) { try await show($1, in: nil) }
    }

    private func list(_ request: Request, _ context: CallerContext, in slug: String?) async throws
        -> JSONAnswer<AuditPageBody>
    {
        let query = try ListQuery(request, filters: AuditFilter.Key.allCases.map(\.rawValue) + ["since", "order"])
        var filter = AuditFilter()
        for key in AuditFilter.Key.allCases { filter.patterns[key] = query[key.rawValue] }
        filter.since = try query["since"].map(Self.time)
        let order = try query["order"].map(Self.order) ?? .newest
        let slice = try await audit.list(query.page, filter, order, in: slug, by: context.caller)
        let archive = try await audit.latestArchive(in: slug, by: context.caller)
        return JSONAnswer(
            AuditPageBody(Page(slice, as: AuditRowBody.init), archived: archive.map(AuditHorizonBody.init)))
    }

    private func show(_ context: CallerContext, in slug: String?) async throws -> JSONAnswer<AuditRowBody> {
        let found = try await audit.show(try Self.seq(context), in: slug, by: context.caller)
        return JSONAnswer(AuditRowBody(found.record, undo: UndoOutlookBody(found.undoing)))
    }

    @Sendable private func undo(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<UndoneBody> {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: UndoBody.self)
        let undone = try await audit.undo(
            try Self.seq(context), isTrial: body.dryRun ?? false, in: slug, by: context.caller)
        return JSONAnswer(UndoneBody(undone))
    }

    private static func seq(_ context: CallerContext) throws -> Int64 {
        let text = try context.pathParameter("seq")
        guard let seq = Int64(text), seq > 0 else {
            throw ProblemDraft(
                status: 404, code: "audit_row_not_found",
                sentence: "'\(text.prefix(60))' is no number of a row of the audit log.",
                hint: "They are 1, 2, 3 and so on: vigilo audit list")
        }
        return seq
    }

    private static func time(_ text: String) throws -> Timestamp {
        if let time = Timestamp(since: text, now: .now()) { return time }
        throw ProblemDraft.invalid(
            "query",
            [
                .init(
                    field: "since",
                    message: "is '\(text.prefix(60))', and must be a time such as 2026-12-25T09:30:00Z, a date, or how "
                        + "long ago, such as 90m, 24h or 7d")
            ])
    }

    private static func order(_ text: String) throws -> AuditOrder {
        if let order = AuditOrder(rawValue: text) { return order }
        let all = AuditOrder.allCases.map(\.rawValue).joined(separator: " or ")
        throw ProblemDraft.invalid(
            "query", [.init(field: "order", message: "is '\(text.prefix(60))', and must be \(all)")])
    }
}
