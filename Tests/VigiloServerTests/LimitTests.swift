// How much may be asked, and how many wrong tokens may be tried.

import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Synchronization
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct LimitTests {
    private let wrong: HTTPFields = [.authorization: "Bearer nonsense"]

    @Test func `after too many wrong tokens there is 429, but a token that was good before is not held up`()
        async throws
    {
        let house = try await House()
        #expect(try await house.send(.get, Path.me).status == 200)
        for _ in 0..<Int(FailedTokens.mostAttempts) {
            #expect(try await house.send(.get, Path.me, headers: wrong).status == 401)
        }
        let refused = try await house.send(.get, Path.me, headers: wrong)
        #expect(refused.status == 429)
        #expect(refused.headers[.retryAfter] == "3")
        #expect(try refused.problem().code == "too_many_failed_tokens")
        #expect(try refused.problem().retryable)
        #expect(try await house.send(.get, Path.me).status == 200)
    }

    @Test func `good tokens take no attempts, and a revoked one is good no longer`() async throws {
        let house = try await House()
        for _ in 0..<30 {
            let made = try await house.send(.post, Path.tokens, #"{"name":"x"}"#)
            let headers: HTTPFields = [.authorization: "Bearer \(made.json["token"]?.stringValue ?? "")"]
            #expect(try await house.send(.get, Path.me, headers: headers).status == 200)
            #expect(try await house.send(.post, Path.tokenRevocation(made.json["id"]?.stringValue ?? "")).status == 200)
        }
        #expect(try await house.send(.get, Path.me, headers: wrong).status == 401)
    }

    @Test func `attempts come back with time, and each peer has its own`() throws {
        let time = Mutex(ContinuousClock.now)
        let failures = FailedTokens { time.withLock { $0 } }
        for _ in 0..<Int(FailedTokens.mostAttempts) { try failures.take(from: .user(1)) }
        #expect(throws: ProblemDraft.self) { try failures.take(from: .user(1)) }
        try failures.take(from: .user(2))
        time.withLock { $0 += .seconds(FailedTokens.secondsPerAttempt) }
        try failures.take(from: .user(1))
        #expect(throws: ProblemDraft.self) { try failures.take(from: .user(1)) }
    }

    /// Whatever is said of an input, the answer must not be as large as what was asked.
    @Test(arguments: [
        ("changes/CHG-00001/transitions", "to"), ("changes", "title"), ("invitations", "email"),
        ("field-types/select/validate", "value"), ("widgets/open_changes/load", "nothing"),
    ])
    func `a refusal does not say a long input again`(_ path: String, _ member: String) async throws {
        let house = try await House()
        try await house.workspace()
        _ = try await house.send(.post, Path.workItems(.change, in: "acme"), #"{"title":"x"}"#)
        let long = String(repeating: "x", count: 100_000)
        for body in [#"{"\#(member)":"\#(long)"}"#, #"{"\#(long)":1}"#, #"{"config":{"\#(long)":1}}"#] {
            let answer = try await house.send(.post, "/ws/acme/api/v1/\(path)", body)
            #expect((400..<500).contains(answer.status))
            #expect(answer.text.utf8.count < 2000, "\(answer.text.prefix(500))")
        }
    }

    @Test func `a path that is too long is 414`() async throws {
        let answer = try await House().send(.get, Path.plugin(String(repeating: "x", count: 9000)))
        #expect(answer.status == 414)
        #expect(try answer.problem().code == "path_too_long")
    }

    @Test func `beyond the bound a request is 503 and says when to come again, but the status is told`() async throws {
        let limits = RequestLimits(running: Slots(0))
        let context = APIContext(logger: Source())
        func send(_ path: String) async throws -> Response {
            let head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: path)
            return try await limits.handle(Request(head: head, body: .init(buffer: ByteBuffer())), context: context) {
                _, _ in Response(status: .ok)
            }
        }
        #expect(try await send(Path.status).status == .ok)
        let refusal = await #expect(throws: ProblemDraft.self) { try await send(Path.me) }
        #expect(refusal?.status == 503)
        #expect(refusal?.code == "too_busy")
        #expect(refusal?.answer(requestID: "x").headers[.retryAfter] == "1")
    }

    @Test func `a place is free again when its request is over, and a stream's when its answer has been sent`()
        async throws
    {
        let slots = Slots(1)
        var slot = slots.take()
        #expect(slots.take() == nil)
        var response = slot.map { Response(status: .ok, body: .init(byteBuffer: ByteBuffer())).holding($0) }
        slot = nil
        #expect(slots.take() == nil)
        response = nil
        #expect(slots.take() != nil)
        #expect(response == nil)
    }

    @Test func `a body that does not come in time is refused`() async {
        let refusal = await #expect(throws: ProblemDraft.self) {
            try await Deadline.of(.milliseconds(1), else: ProblemDraft.bodyTooSlow) {
                try await Task.sleep(for: .seconds(3600))
            }
        }
        #expect(refusal?.status == 408)
    }
}

private struct Source: RequestContextSource {
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}

/// The server's refusal of what its parser could not read, as it leaves the connection.
struct UnreadableRequestTests {
    @Test(arguments: [(HTTPParserError.headerOverflow, 431, "head_too_large"), (.invalidMethod, 400, "not_http")])
    func `what is no HTTP is refused with a problem document`(
        _ error: HTTPParserError, _ status: Int, _ code: String
    ) throws {
        let channel = EmbeddedChannel(handler: UnreadableRequests())
        channel.pipeline.fireErrorCaught(error)
        #expect(throws: HTTPParserError.self) { try channel.throwIfErrorCaught() }
        // As Hummingbird does.
        let bare = HTTPResponse(status: .badRequest, headerFields: [.connection: "close", .contentLength: "0"])
        try channel.writeOutbound(HTTPResponsePart.head(bare))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self),
            case .body(let body) = try channel.readOutbound(as: HTTPResponsePart.self),
            case .end = try channel.readOutbound(as: HTTPResponsePart.self)
        else {
            Issue.record("there is no whole answer")
            return
        }
        #expect(head.status.code == status)
        #expect(head.headerFields[.contentType] == "application/problem+json")
        #expect(head.headerFields[.contentLength] == String(body.readableBytes))
        let problem = try JSONValue(parsing: body.readableBytesView)
        #expect(problem["code"]?.stringValue == code)
        #expect(problem["request_id"]?.stringValue == head.headerFields[.requestID])
    }

    @Test func `other answers pass as they are`() throws {
        let channel = EmbeddedChannel(handler: UnreadableRequests())
        let head = HTTPResponse(status: .badRequest, headerFields: [.contentLength: "0"])
        try channel.writeOutbound(HTTPResponsePart.head(head))
        guard case .head(let passed) = try channel.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("there is no answer")
            return
        }
        #expect(passed == head)
    }
}
