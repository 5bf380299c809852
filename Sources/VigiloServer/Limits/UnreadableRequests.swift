// Requests that are no HTTP, or whose head is too large: refused before there is a request.

import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Turns the bare 400 with which the server refuses what its parser cannot read into a problem document, and into 431 where
/// the head is too large.
///
/// Stands between the parser and the server, one for each connection.
final class UnreadableRequests: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What to say once the server refuses.
    private var refusal: ProblemDraft?

    static let longestHead = 32 * 1024
    static let longestField = 16 * 1024
    static let mostFields = 100

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError { refusal = Self.refusal(error) }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // The server's own refusal is the only answer without a word in it.
        guard let refusal, case .head(let head) = unwrapOutboundIn(data), head.status == .badRequest,
            head.headerFields[.contentType] == nil
        else {
            context.write(data, promise: promise)
            return
        }
        self.refusal = nil
        let id = RequestID.make()
        let document = refusal.document(requestID: id)
        var fields = refusal.headers
        fields[.contentType] = "application/problem+json"
        fields[.contentLength] = String(document.count)
        fields[.connection] = "close"
        fields[.requestID] = id
        let answer = HTTPResponse(status: .init(code: refusal.status), headerFields: fields)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: document))), promise: promise)
    }

    private static func refusal(_ error: HTTPParserError) -> ProblemDraft {
        guard error == .headerOverflow else {
            return ProblemDraft(status: 400, code: "not_http", sentence: "The request is not HTTP/1.1: \(error).")
        }
        return ProblemDraft(
            status: 431, code: "head_too_large",
            sentence:
                "The head of the request is larger than \(longestHead / 1024) KiB, or has more than \(mostFields) "
                + "fields or one of more than \(longestField / 1024) KiB.")
    }
}
