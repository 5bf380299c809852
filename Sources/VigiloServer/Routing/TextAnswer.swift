// Answers of plain text, in one piece or in rounds.

import HTTPTypes
import Hummingbird
import NIOCore

/// A text.
struct TextAnswer: DescribedAnswer {
    static var content: Content { .bytes("text/plain; charset=utf-8") }

    let text: String

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(status: .ok, headers: Self.headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    fileprivate static var headers: HTTPFields {
        [.contentType: content.mediaType, .cacheControl: "no-store"]
    }
}

/// A text that is read as it is sent, however long it is.
struct TextStream: DescribedAnswer {
    static var content: Content { .bytes("text/plain; charset=utf-8") }

    /// The next part; nil at the end.
    let next: @Sendable () async throws -> String?

    func response(from request: Request, context: some RequestContext) -> Response {
        let next = next
        let body = ResponseBody { writer in
            while let part = try await next() { try await writer.write(ByteBuffer(string: part)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: TextAnswer.headers, body: body)
    }
}
