// Requests with an Idempotency-Key: carried out once, answered as often as they are sent.

import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import VigiloPlatform

/// A context that says who sent the request, if that is known.
protocol SenderContext: RequestContext {
    var sender: Caller? { get }
    var requestID: String { get }
}

extension CallerContext: SenderContext {
    var sender: Caller? { caller }
}

extension APIContext: SenderContext {
    var sender: Caller? { caller }
}

/// Stands between the routes that change something and their handlers.
struct RepeatedRequests: Sendable {
    let keys: IdempotencyKeys

    /// - Parameters:
    ///   - limit: The largest body that the route takes, in bytes.
    ///   - carryOut: The route's handler; it finds the whole body in the request.
    func answer(
        _ request: Request, _ context: some SenderContext, reachesBeyondRecords: Bool, atMost limit: Int,
        _ carryOut: (Request) async throws -> Response
    ) async throws -> Response {
        guard let key = request.headers[.idempotencyKey] else { return try await carryOut(request) }
        let body = try await JSONBody.bytes(of: request, atMost: limit)
        let repeatable = try RepeatableRequest(
            key: key, caller: context.sender, secret: (try? BearerAuthentication.secret(in: request)) ?? "",
            method: request.method.rawValue, path: request.uri.path, target: request.uri.string,
            body: Array(body.readableBytesView), reachesBeyondRecords: reachesBeyondRecords)
        var request = request
        request.body = .init(buffer: body)
        let outcome = try await keys.once(repeatable) {
            try await Self.answer(request, context, carryOut).receipted(AuditReceipt.current).kept()
        }
        if let error = outcome.notKept {
            context.logger.warning("Answer not kept", metadata: ["error": "\(String(describing: error))"])
        }
        return Response(outcome.answer, isReplayed: outcome.isReplayed)
    }

    /// Refusals are answers like others. A fault goes on as it is, to where faults are told and logged.
    private static func answer(
        _ request: Request, _ context: some SenderContext, _ carryOut: (Request) async throws -> Response
    ) async throws -> Response {
        do {
            return try await carryOut(request)
        } catch let error as any ProblemDescribing where error.problem.status < 500 {
            return error.problem.answer(requestID: context.requestID)
        }
    }
}

extension Response {
    fileprivate func kept() async throws -> KeptAnswer {
        let collector = AnswerCollector()
        try await body.write(collector)
        return KeptAnswer(
            status: status.code, headers: headers.map { ($0.name.rawName, $0.value) },
            body: String(buffer: collector.buffer))
    }

    fileprivate init(_ answer: KeptAnswer, isReplayed: Bool) {
        var headers: HTTPFields = [:]
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        if isReplayed { headers[.idempotencyReplayed] = "true" }
        self.init(
            status: .init(code: answer.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: answer.body)))
    }
}

/// Takes in an answer instead of a connection.
private final class AnswerCollector: ResponseBodyWriter {
    var buffer = ByteBuffer()

    func write(_ part: ByteBuffer) async throws { buffer.writeImmutableBuffer(part) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
