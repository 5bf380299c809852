// A snapshot on its way out: the document's own bytes.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import VigiloPlatform

/// A snapshot's document, byte for byte, with its digest (RFC 9530) and the name of a file to keep it in.
struct SnapshotAnswer: DescribedAnswer {
    static var content: Content { Content(mediaType: "application/json", schema: .snapshot) }

    let snapshot: WorkspaceSnapshot

    func response(from request: Request, context: some RequestContext) -> Response {
        let text = snapshot.text
        let digest = Data(WorkspaceSnapshot.sha256(of: text)).base64EncodedString()
        var headers: HTTPFields = [
            .contentType: "application/json", .cacheControl: "no-store",
            // A slug needs no quoting beyond the quotes.
            .contentDisposition: "attachment; filename=\"\(snapshot.slug).vigilo.json\"",
        ]
        headers[.contentDigest] = "sha-256=:\(digest):"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
