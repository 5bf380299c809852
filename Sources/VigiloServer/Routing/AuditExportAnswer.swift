// An export of the audit log on its way out, as fast as it is taken.

import HTTPTypes
import Hummingbird
import NIOCore
import VigiloPlatform
import VigiloWire

/// The lines of an export. Where it cannot be gone on with, the connection ends before the answer does: half of it is never
/// taken for the whole.
struct AuditExportAnswer: DescribedAnswer {
    static var content: Content { .lines(AuditExportLineBody.self) }

    let export: AuditExport

    func response(from request: Request, context: some RequestContext) -> Response {
        let headers: HTTPFields = [
            .contentType: "application/x-ndjson", .cacheControl: "no-store",
            // A slug needs no quoting beyond the quotes.
            .contentDisposition: "attachment; filename=\"\(export.fileName)\"",
        ]
        let body = ResponseBody { [export] writer in
            var export = export
            while let part = try await export.next() {
                if !part.isEmpty { try await writer.write(ByteBuffer(bytes: part)) }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
