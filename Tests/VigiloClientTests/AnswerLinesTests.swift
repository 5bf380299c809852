// Answers that come line by line.

import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization
import Testing
import VigiloWire

@testable import VigiloClient

private func lines(
    of server: TinyServer, longestLine: Int = 1 << 20
) async throws -> AnswerLines<TransitionBody> {
    let client = Client(host: try Host(server.path), token: "vgl_token", timeout: .seconds(20))
    return try await client.lines("/e", query: ["follow": "true"], longestLine: longestLine)
}

/// What the lines say, and the error that ended them.
private func all(_ lines: AnswerLines<TransitionBody>) async -> (texts: [String], error: ClientError?) {
    var texts: [String] = []
    do {
        for try await line in lines { texts.append(try line.body().to) }
        return (texts, nil)
    } catch {
        return (texts, error as? ClientError)
    }
}

private func stream(_ parts: String..., isWhole: Bool = true) -> String {
    let chunks = parts.map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }.joined()
    return "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
        + (isWhole ? "0\r\n\r\n" : "")
}

@Suite struct `an answer of lines` {
    @Test func `is put together from its parts, without the empty lines that only say that the daemon lives`()
        async throws
    {
        let answer = stream(#"{"to":"a"}"#, "\n\n", #"{"to":"b"}"# + "\n" + #"{"t"#, #"o":"c"}"#, "\n\n")
        try await TinyServer.run(answering: answer) { server in
            let (texts, error) = await all(try await lines(of: server))
            #expect(texts == ["a", "b", "c"])
            #expect(error == nil)
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("GET /e?follow=true HTTP/1.1\r\n"))
            #expect(request.contains("Authorization: Bearer vgl_token\r\n"))
        }
    }

    @Test func `of ten thousand lines loses none, however far behind its reader is`() async throws {
        let expected = (1...10_000).map(String.init)
        let text = expected.map { #"{"to":"\#($0)"}"# + "\n" }.joined()
        try await TinyServer.run(answering: stream(text)) { server in
            let result = await all(try await lines(of: server))
            #expect(result.texts == expected)
            #expect(result.error == nil)
        }
    }

    @Test func `needs no line feed at its end`() async throws {
        try await TinyServer.run(answering: stream(#"{"to":"a"}"#)) { server in
            let result = await all(try await lines(of: server))
            #expect(result.texts == ["a"])
        }
    }

    @Test func `that is a problem is thrown as one before there is a line`() async throws {
        let problem = TinyServer.json(
            #"{"status":404,"title":"x","code":"not_found","detail":"There is no plugin x."}"#, status: "404 Not Found")
        try await TinyServer.run(answering: problem) { server in
            let error = await #expect(throws: ClientError.self) { _ = try await lines(of: server) }
            #expect(error?.code == "not_found")
            #expect(error?.sentence == "There is no plugin x.")
        }
    }

    @Test func `that breaks off gives what came, then a lost connection`() async throws {
        try await TinyServer.run(answering: stream(#"{"to":"a"}"# + "\n", isWhole: false)) { server in
            let (texts, error) = await all(try await lines(of: server))
            #expect(texts == ["a"])
            #expect(error?.code == "connection_lost")
        }
    }

    @Test(arguments: [true, false]) func `with a line without end is an error`(_ hasEnd: Bool) async throws {
        let line = String(repeating: "x", count: 5000) + (hasEnd ? "\n" : "")
        try await TinyServer.run(answering: stream(#"{"to":"a"}"# + "\n", line)) { server in
            let (texts, error) = await all(try await lines(of: server, longestLine: 4096))
            #expect(texts == ["a"])
            #expect(error?.sentence.hasSuffix("has a line longer than 4 KiB") == true)
        }
    }

    @Test func `of a daemon that is not there is an error`() async throws {
        let client = Client(host: try Host("/tmp/vigilo-client-test.no-such-socket"), token: nil)
        await #expect(throws: ClientError.unreachable(.socketMissing, client.host)) {
            _ = try await client.lines("/e", of: TransitionBody.self)
        }
    }
}

/// A connection whose clock the test turns.
private struct Line {
    let channel: NIOAsyncTestingChannel
    let lines: AnswerLines<TransitionBody>
    let reads: Reads

    /// How often the connection has been asked for more.
    final class Reads: ChannelOutboundHandler, Sendable {
        typealias OutboundIn = HTTPClientRequestPart
        typealias OutboundOut = HTTPClientRequestPart

        let count = Atomic(0)

        func read(context: ChannelHandlerContext) {
            count.add(1, ordering: .relaxed)
            context.read()
        }
    }

    init() async throws {
        let host = try Host("/s")
        let channel = NIOAsyncTestingChannel()
        let reads = Reads()
        let start = channel.eventLoop.makePromise(of: Follower.Start.self)
        let limits = Follower.Limits(silence: .seconds(30), lineBytes: 4096)
        try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(reads)
            let request = Request(.GET, "/e", .none, token: nil)
            try channel.pipeline.syncOperations.addHandler(
                Follower(request, to: host, limits: limits, start: start))
        }.get()
        try await channel.connect(to: try SocketAddress(unixDomainSocketPath: "/s")).get()
        let head = HTTPResponseHead(version: .http1_1, status: .ok)
        try await channel.writeInbound(HTTPClientResponsePart.head(head))
        self.channel = channel
        self.reads = reads
        lines = AnswerLines(try await start.futureResult.get(), host: host)
    }

    func send(_ text: String) async throws {
        try await channel.writeInbound(HTTPClientResponsePart.body(ByteBuffer(string: text)))
    }

    func wait(_ seconds: Int64) async {
        await channel.testingEventLoop.advanceTime(by: .seconds(seconds))
    }
}

@Suite struct `a daemon that falls silent` {
    @Test func `is given up after its time, not before`() async throws {
        let line = try await Line()
        await line.wait(29)
        try await line.send("\n")
        await line.wait(29)
        #expect(line.channel.isActive)
        try await line.send(#"{"to":"a"}"# + "\n")
        await line.wait(30)
        // It looks once more: a program that was held up finds its time over before it has read what waits.
        #expect(line.channel.isActive)
        await line.wait(1)
        let (texts, error) = await all(line.lines)
        #expect(texts == ["a"])
        #expect(error?.sentence == "nothing came from unix:///s for 30 s")
    }

    @Test func `lives if it is heard at the last look`() async throws {
        let line = try await Line()
        await line.wait(30)
        try await line.send("\n")
        await line.wait(30)
        #expect(line.channel.isActive)
        try await line.channel.writeInbound(HTTPClientResponsePart.end(nil))
        let result = await all(line.lines)
        #expect(result.error == nil)
    }
}

@Suite struct `a reader of lines` {
    @Test func `that is behind is not sent more, and the daemon not blamed for it`() async throws {
        let line = try await Line()
        let many = (1...300).map { #"{"to":"\#($0)"}"# }
        try await line.send(many.joined(separator: "\n") + "\n")
        let before = line.reads.count.load(ordering: .relaxed)
        line.channel.read()
        try await line.channel.eventLoop.submit {}.get()
        #expect(line.reads.count.load(ordering: .relaxed) == before)
        await line.wait(3600)
        #expect(line.channel.isActive)

        var iterator = line.lines.makeAsyncIterator()
        for number in 1...300 { #expect(try await iterator.next()?.body().to == "\(number)") }
        await line.channel.testingEventLoop.run()
        #expect(line.reads.count.load(ordering: .relaxed) == before + 1)
        try await line.channel.writeInbound(HTTPClientResponsePart.end(nil))
        #expect(try await iterator.next() == nil)
    }

    @Test func `that goes away closes the connection`() async throws {
        let line = try await Line()
        try await line.send(#"{"to":"a"}"# + "\n")
        for try await _ in line.lines { break }
        await line.channel.testingEventLoop.run()
        try await line.channel.closeFuture.get()
        #expect(!line.channel.isActive)
    }
}
