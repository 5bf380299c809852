// Content that goes out part by part.

import Glibc
import Synchronization
import Testing
import VigiloWire

@testable import VigiloClient

private func upload(
    _ content: any UploadContent, to server: TinyServer, onProgress: @escaping @Sendable (Int) -> Void = { _ in }
) async throws(ClientError) -> Answer<TransitionBody> {
    guard let host = try? Host(server.path) else { throw .contentUnreadable("no host") }
    let client = Client(host: host, token: "vgl_token", timeout: .seconds(20))
    let upload = Upload(content, contentType: "application/vnd.vigilo.plugin", onProgress: onProgress)
    return try await client.post("/p", query: ["filename": "a b.so"], upload)
}

private let done = TinyServer.json(#"{"to":"done"}"#, status: "201 Created")
private let partCount = 4
private let mebibyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)

@Suite struct `an upload` {
    @Test func `arrives whole, with its type, its size and its query`() async throws {
        try await TinyServer.run(answering: done) { server in
            #expect(try await upload(mebibyte, to: server).body().to == "done")
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("POST /p?filename=a%20b.so HTTP/1.1\r\n"))
            #expect(request.contains("Content-Type: application/vnd.vigilo.plugin\r\n"))
            #expect(request.contains("Content-Length: 1048576\r\n"))
            #expect(request.utf8.suffix(1 << 20).allSatisfy { $0 == UInt8(ascii: "x") })
        }
    }

    @Test func `tells how far it has come`() async throws {
        let steps = Mutex<[Int]>([])
        try await TinyServer.run(answering: done) { server in
            _ = try await upload(mebibyte, to: server) { sent in steps.withLock { $0.append(sent) } }
        }
        #expect(steps.withLock { $0 } == (1...partCount).map { $0 << 18 })
    }

    @Test func `of what comes through a pipe goes out as it comes, in chunks`() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let text = Array("one\ntwo\n".utf8)
        #expect(write(ends[1], text, text.count) == text.count)
        close(ends[1])
        let stream = DescriptorStream(ends[0], name: "the standard input")
        try await TinyServer.run(answering: done) { server in
            let client = Client(host: try Host(server.path), token: "vgl_token")
            let answer = try await client.post(
                "/p", Upload(stream: stream, contentType: "text/csv"), as: TransitionBody.self)
            #expect(try answer.body().to == "done")
            let request = try #require(server.requests.first)
            #expect(
                request.lowercased().contains("transfer-encoding: chunked\r\n") && !request.contains("Content-Length"))
            #expect(request.hasSuffix("\r\n\r\n8\r\none\ntwo\n\r\n0\r\n\r\n"))
        }
    }

    @Test func `of a stream that cannot be read says so`() async throws {
        try await TinyServer.run(answering: done) { server in
            let client = Client(host: try Host(server.path), token: "vgl_token")
            let stream = DescriptorStream(-1, name: "the standard input")
            let error = await #expect(throws: ClientError.self) {
                try await client.post("/p", Upload(stream: stream, contentType: "text/csv"), as: TransitionBody.self)
            }
            #expect(error == .contentUnreadable("cannot read the standard input: Bad file descriptor"))
        }
    }

    @Test func `of nothing is a request with an empty body`() async throws {
        try await TinyServer.run(answering: done) { server in
            _ = try await upload([UInt8](), to: server)
            #expect(server.requests.first?.contains("Content-Length: 0\r\n") == true)
        }
    }

    @Test func `that is refused before it is read gets the refusal, not a lost connection`() async throws {
        let refusal = TinyServer.json(
            #"{"status":413,"title":"Too large","code":"too_large","detail":"it is too large"}"#,
            status: "413 Content Too Large", type: "application/problem+json")
        try await TinyServer.run(answering: refusal, afterHead: true) { server in
            let error = await #expect(throws: ClientError.self) {
                try await upload([UInt8](repeating: 0, count: 32 << 20), to: server)
            }
            #expect(error?.code == "too_large")
        }
    }

    @Test func `whose content cannot be read says so`() async throws {
        struct Vanishing: UploadContent {
            let sizeBytes = 2 << 20

            func bytes(from offset: Int, count: Int) throws(UnreadableContent) -> [UInt8] {
                guard offset == 0 else { throw UnreadableContent("/p/x.so became shorter while it was read") }
                return [UInt8](repeating: 0, count: count)
            }
        }
        try await TinyServer.run(answering: done) { server in
            let error = await #expect(throws: ClientError.self) { try await upload(Vanishing(), to: server) }
            #expect(error == .contentUnreadable("/p/x.so became shorter while it was read"))
            #expect(error?.isRetryable == false)
            #expect(server.requests.isEmpty)
        }
    }
}

@Suite struct `the content of a file` {
    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        var template = Array("/tmp/vigilo-client-test.XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        let path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
        defer { unlink(path) }
        try #require(bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count)
        close(descriptor)
        try body(path)
    }

    @Test func `is read from any place on`() throws {
        try withFile(Array("0123456789".utf8)) { path in
            let content = try FileContent(path)
            #expect(content.sizeBytes == 10)
            #expect(try content.bytes(from: 3, count: 4) == Array("3456".utf8))
            #expect(try content.bytes(from: 8, count: 4) == Array("89".utf8))
            #expect(try content.bytes(from: 10, count: 4) == [])
        }
    }

    @Test func `is not made up where the file became shorter`() throws {
        try withFile(Array("0123456789".utf8)) { path in
            let content = try FileContent(path)
            #expect(truncate(path, 5) == 0)
            #expect(throws: UnreadableContent("the file \(path) became shorter while it was read")) {
                try content.bytes(from: 0, count: 10)
            }
        }
    }

    @Test func `is not waited for where there is no file`() throws {
        #expect(throws: UnreadableContent("cannot read /nonexistent/x.so: No such file or directory")) {
            try FileContent("/nonexistent/x.so")
        }
        #expect(throws: UnreadableContent("the file /tmp is no regular file")) { try FileContent("/tmp") }
        try withFile([]) { path in
            #expect(unlink(path) == 0)
            #expect(mkfifo(path, 0o600) == 0)
            #expect(throws: UnreadableContent("the file \(path) is no regular file")) { try FileContent(path) }
        }
    }
}
