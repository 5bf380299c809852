// The audit log: read, and its rows undone.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct AuditRoutes {
    let audit: Audit
    /// How often streams look whether the client may still read, and give a sign of life.
    let beat: Duration

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/audit"
        table.get("\(collection)/tail", .tailAudit) { request, context in
            try await tail(request, context, in: context.pathParameter("workspace"))
        }
        table.get(Path.auditTail(in: nil), .tailPlatformAudit) { try await tail($0, $1, in: nil) }
        table.get("\(collection)/export", .exportAudit) { request, context in
            try await export(request, context, in: context.pathParameter("workspace"))
        }
        table.get(Path.auditExport(in: nil), .exportPlatformAudit) { try await export($0, $1, in: nil) }
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
        let query = try ListQuery(
            request, filters: AuditFilter.queryKeys + ["since", "order"], several: AuditFilter.queryKeys)
        let filter = try AuditFilter(query)
        let order = try query["order"].map(Self.order) ?? .newest
        let slice = try await audit.list(query.page, filter, order, in: slug, by: context.caller)
        let archive = try await audit.latestArchive(in: slug, by: context.caller)
        return JSONAnswer(
            AuditPageBody(Page(slice, as: AuditRowBody.init), archived: archive.map(AuditHorizonBody.init)))
    }

    private func tail(_ request: Request, _ context: CallerContext, in slug: String?) async throws -> AuditStream {
        let only = slug == nil ? ["all"] : []
        let query = try ListQuery(
            request, filters: AuditFilter.queryKeys + ["since", "after", "lines", "follow"] + only,
            several: AuditFilter.queryKeys, .whole)
        let wanted = AuditTailRequest(
            try AuditFilter(query), after: try query.number("after", 0...Int(Int32.max) << 20).map(Int64.init),
            lines: try query.number("lines", 0...AuditTailRequest.mostLines),
            follows: try query.flag("follow", usually: true), isOfAll: try query.flag("all"))
        let (tail, access) = try await audit.tail(wanted, in: slug, by: context.caller)
        return AuditStream(tail: tail, access: access, beat: beat)
    }

    private func export(_ request: Request, _ context: CallerContext, in slug: String?) async throws
        -> AuditExportAnswer
    {
        let query = try ListQuery(
            request, filters: AuditFilter.queryKeys + ["since"], several: AuditFilter.queryKeys, .whole)
        let filter = try AuditFilter(query)
        return AuditExportAnswer(export: try await audit.export(filter, in: slug, by: context.caller))
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

    private static func order(_ text: String) throws -> AuditOrder {
        if let order = AuditOrder(rawValue: text) { return order }
        let all = AuditOrder.allCases.map(\.rawValue).joined(separator: " or ")
        throw ProblemDraft.invalid(
            "query", [.init(field: "order", message: "is '\(text.prefix(60))', and must be \(all)")])
    }
}
