// Many invitations in one request: CSV comes in, a JSON object a row goes out, and neither is ever held whole.

import HTTPTypes
import Hummingbird
import VigiloPlatform
import VigiloWire

struct BulkInvitationRoutes {
    let platform: Platform

    private static let mediaType = "text/csv"

    func add(to table: RouteTable) {
        table.post("/ws/{workspace}/api/v1/bulk-invitations", .inviteMany, invite)
    }

    /// Everything that concerns the whole request is refused before the answer begins: the permission, the media type,
    /// the header. From then on a row is answered as soon as its batch is committed.
    @Sendable private func invite(_ request: Request, _ context: CallerContext) async throws
        -> WrittenLines<BulkInvitationBody>
    {
        let slug = try context.pathParameter("workspace")
        _ = try await platform.permissions.require(.memberInvite, in: slug, by: context.caller)
        let essence = request.headers[.contentType]?.split(separator: ";").first.map(String.init) ?? ""
        guard essence.lowercased() == Self.mediaType else {
            throw ProblemDraft(
                status: 415, code: "media_type_unsupported",
                sentence: "A table is needed, of the media type '\(Self.mediaType)'.",
                hint: "vigilo member bulk-invite --csv FILE sends one.", headers: [.accept: Self.mediaType])
        }
        let transit = UploadInTransit(try await InvitationUpload(request.body))
        let invitations = platform.invitations
        let caller = context.caller
        return WrittenLines(
            body: ResponseBody { writer in
                guard var upload = transit.take() else { return }
                var tally = BulkInvitationTally()
                while let batch = try await upload.next() {
                    let results = await invitations.results(of: batch, in: slug, by: caller)
                    try await writer.write(tally.lines(for: batch, results))
                }
                try await writer.write(tally.lastLine())
                try await writer.finish(nil)
            })
    }
}
