// Archives of the audit log.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct AuditArchiveRoutes {
    let archives: AuditArchives

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/audit"
        table.post("\(collection)/archive", .archiveAudit) { request, context in
            try await make(request, context, in: context.pathParameter("workspace"))
        }
        table.get("\(collection)/archives", .listAuditArchives) { request, context in
            try await list(request, context, in: context.pathParameter("workspace"))
        }
        table.post(Path.auditArchiving(in: nil), .archivePlatformAudit) { try await make($0, $1, in: nil) }
        table.get(Path.auditArchives(in: nil), .listPlatformAuditArchives) { try await list($0, $1, in: nil) }
    }

    private func make(
        _ request: Request, _ context: CallerContext, in slug: String?
    ) async throws -> JSONAnswer<ArchivedBody> {
        let body = try await request.body(as: ArchiveRequestBody.self)
        guard let before = Timestamp(since: body.before, now: .now()) else {
            throw ProblemDraft.invalid(
                "an archive",
                [
                    .init(
                        field: "before",
                        message: "is '\(body.before.prefix(60))', and must be a time such as 2026-12-25T09:30:00Z, a "
                            + "date, or how long ago, such as 24h, 7d or 52w")
                ])
        }
        let isTrial = body.dryRun ?? false
        let archive = try await archives.make(before: before, isTrial: isTrial, in: slug, by: context.caller)
        return JSONAnswer(ArchivedBody(archive: archive.map { AuditArchiveBody($0, isTrial: isTrial) }))
    }

    private func list(
        _ request: Request, _ context: CallerContext, in slug: String?
    ) async throws -> JSONAnswer<Page<AuditArchiveBody>> {
        let query = try ListQuery(request)
        let slice = try await archives.list(query.page, in: slug, by: context.caller)
        return JSONAnswer(Page(slice) { AuditArchiveBody($0, isTrial: false) })
    }
}
