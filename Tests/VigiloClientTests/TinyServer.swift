// A server on a Unix socket that says exactly what a test wants it to say, good HTTP or not.

import Glibc
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// Listens in a folder of its own until `close()`.
final class TinyServer: Sendable {
    let path: String
    private let folder: String
    private let script: Script
    private let channel: any Channel

    /// What it has been sent, one text a connection.
    var requests: [String] { script.requests }

    /// Answers the first connection with the first text and so on, the last one for all that follow; nil: no answer at
    /// all. An answer is written once a whole request has come, or its head alone; then the connection is closed.
    init(answers: [String?], afterHead isHasty: Bool = false) async throws {
        var template = Array("/tmp/vigilo-client-test.XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        let script = Script(answers: answers)
        self.folder = folder
        self.script = script
        path = "\(folder)/s"
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Responder(script, isHasty: isHasty))
                }
            }
            .bind(unixDomainSocketPath: path).get()
    }

    func close() async throws {
        try await channel.close()
        unlink(path)
        rmdir(folder)
    }
}

extension TinyServer {
    /// Runs the closure with a server, and closes it whatever happens.
    static func run(
        answering answers: String?..., afterHead isHasty: Bool = false,
        body: @Sendable (TinyServer) async throws -> Void
    ) async throws {
        let server = try await TinyServer(answers: answers, afterHead: isHasty)
        do {
            try await body(server)
        } catch {
            try await server.close()
            throw error
        }
        try await server.close()
    }

    /// A well-formed answer.
    static func json(_ body: String, status: String = "200 OK", type: String = "application/json") -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}

/// What is to be said, and what has been heard.
private final class Script: Sendable {
    private struct State {
        var answers: [String?]
        var requests: [String] = []
    }

    private let state: Mutex<State>

    var requests: [String] { state.withLock { $0.requests } }

    init(answers: [String?]) {
        state = Mutex(State(answers: answers))
    }

    func answer(to request: String) -> String? {
        state.withLock { state in
            state.requests.append(request)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers.first ?? nil
        }
    }
}

private final class Responder: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: Script
    private let isHasty: Bool
    private var request = ""
    private var isAnswered = false

    init(_ script: Script, isHasty: Bool) {
        self.script = script
        self.isHasty = isHasty
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        request += String(buffer: unwrapInboundIn(data))
        guard !isAnswered, let end = request.firstRange(of: "\r\n\r\n") else { return }
        guard isHasty || hasWholeBody(behind: end.upperBound) else { return }
        isAnswered = true
        guard let answer = script.answer(to: request) else { return }
        let done = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        done.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: done)
    }

    private func hasWholeBody(behind start: String.Index) -> Bool {
        if request[..<start].lowercased().contains("transfer-encoding: chunked") {
            return request.hasSuffix("\r\n0\r\n\r\n")
        }
        let length = request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        let expected = length.flatMap { Int($0.split(separator: ":")[1].drop(while: \.isWhitespace)) } ?? 0
        return request[start...].utf8.count >= expected
    }
}
