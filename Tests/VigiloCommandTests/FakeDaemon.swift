// A daemon that gives prepared answers and remembers what it was asked.

import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing
import VigiloJSON

final class FakeDaemon: Sendable {
    struct Request: Equatable {
        var line: String
        var token: String?
        var contentType: String?
        var bytes: [UInt8] = []
        var body: String { String(decoding: bytes, as: UTF8.self) }
    }

    let host: String
    private let folder: String
    private let memory: Memory
    private let channel: any Channel

    var requests: [Request] { memory.requests }

    /// The body of the last request.
    var lastBody: JSONValue? { requests.last.flatMap { json($0.body) } }

    /// - Parameter routes: Answers by "METHOD /path", without the query: a body, or a problem document. Anything else is
    ///   404; any token but `vgl_good` is 401, and none is good enough to accept an invitation.
    init(_ routes: [String: String]) async throws {
        var template = Array("/tmp/vigilo-command-test.XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
        host = "unix://\(folder)/s"
        let memory = Memory(routes: routes)
        self.memory = memory
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Route(memory))
                }
            }
            .bind(unixDomainSocketPath: "\(folder)/s").get()
    }

    func close() async throws {
        try await channel.close()
        unlink("\(folder)/s")
        rmdir(folder)
    }

    /// Runs the closure with a daemon, and closes it whatever happens.
    static func run(
        _ routes: [String: String], body: (FakeDaemon) async throws -> Void
    ) async throws {
        let daemon = try await FakeDaemon(routes)
        do {
            try await body(daemon)
        } catch {
            try await daemon.close()
            throw error
        }
        try await daemon.close()
    }

    static func problem(
        _ status: Int, _ code: String, _ detail: String, hint: String? = nil, errors: String = "null"
    ) -> String {
        let hint = hint.map { "\"\($0)\"" } ?? "null"
        return """
            {"type":"urn:vigilo:problem:\(code)","title":"x","status":\(status),"detail":"\(detail)","code":"\(code)",\
            "hint":\(hint),"retryable":false,"request_id":"r-1","errors":\(errors)}
            """
    }
}

private final class Memory: Sendable {
    private let routes: [String: String]
    private let state = Mutex<[FakeDaemon.Request]>([])

    var requests: [FakeDaemon.Request] { state.withLock { $0 } }

    init(routes: [String: String]) {
        self.routes = routes
    }

    /// The answer's status and body; a problem document carries its status itself.
    func answer(_ request: FakeDaemon.Request) -> (status: Int, body: String) {
        state.withLock { $0.append(request) }
        let key = String(request.line.prefix { $0 != "?" })
        let needsToken = key != "POST /api/v1/invitations/accept" || request.token != nil
        guard request.token == "vgl_good" || !needsToken else {
            return (401, FakeDaemon.problem(401, "token_unknown", "The token is not known."))
        }
        guard let body = routes[key] else {
            return (404, FakeDaemon.problem(404, "not_found", "There is nothing at \(key)."))
        }
        let document = try? JSONValue(parsing: body)
        let isProblem = document?["type"]?.stringValue?.hasPrefix("urn:") == true
        return (isProblem ? Int(document?["status"]?.integerValue ?? 500) : 200, body)
    }
}

private final class Route: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let memory: Memory
    private var request = FakeDaemon.Request(line: "")

    init(_ memory: Memory) {
        self.memory = memory
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let token = head.headers.first(name: "Authorization")?.dropFirst("Bearer ".count)
            request = FakeDaemon.Request(
                line: "\(head.method) \(head.uri)", token: token.map(String.init),
                contentType: head.headers.first(name: "Content-Type"))
        case .body(let part):
            request.bytes += part.readableBytesView
        case .end:
            let (status, body) = memory.answer(request)
            let headers = HTTPHeaders([("Content-Length", "\(body.utf8.count)")])
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

/// The text as JSON; nil if it is none.
func json(_ text: String) -> JSONValue? {
    try? JSONValue(parsing: text)
}
