// The audit log over HTTP: followed, exported, and named in the head of every answer that wrote to it.

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import VigiloAudit
import VigiloJSON
import VigiloWire

@testable import VigiloPlatform
@testable import VigiloServer

@Suite(.timeLimit(.minutes(2))) struct AuditStreamTests {
    private let house: House

    init() async throws {
        house = try await House()
        try await house.workspace()
    }

    private func task(_ title: String) async throws -> Answer {
        try await house.send(.post, Path.workItems(.task, in: "acme"), #"{"title":"\#(title)"}"#)
    }

    @Test func `the last rows come one a line, and the head says where they begin`() async throws {
        for number in 1...12 { _ = try await task("t\(number)") }
        let answer = try await house.send(.get, Path.auditTail(in: "acme") + "?follow=false")
        #expect(answer.status == 200 && answer.headers[.contentType] == "application/x-ndjson")
        #expect(answer.headers[.auditStart] == "3")
        let rows = try answer.jsonLines()
        #expect(rows.compactMap { $0["seq"]?.integerValue } == Array(4...13))
        let listed = try await house.send(.get, Path.audit(in: "acme") + "?limit=10&order=oldest&since=1h")
        #expect(listed.json["items"]?.arrayValue?.last == rows[6])
        let all = try await house.send(.get, Path.auditTail(in: nil) + "?follow=false&all=true&lines=2")
        #expect(try all.jsonLines().allSatisfy { $0["position"] != nil && $0["workspace"] != nil })
        let filtered = "?follow=false&action=task.*&action=*create&lines=2"
        #expect(try await house.send(.get, Path.auditTail(in: "acme") + filtered).jsonLines().count == 2)
        let page = try await house.send(.get, Path.audit(in: "acme") + "?action=task.*&action=*delete")
        #expect(page.json["items"] == [])
    }

    @Test(arguments: [
        "lines=-1", "lines=x", "after=-1", "follow=yes", "folow=true", "since=whenever", "lines=1&lines=2", "limit=3",
        "all=true",
    ])
    func `a wrong query is 422`(_ query: String) async throws {
        #expect(try await house.send(.get, "\(Path.auditTail(in: "acme"))?\(query)").status == 422)
    }

    @Test func `rows come as they are committed, until the token is revoked, which the last line says`() async throws {
        let token = try await house.strangerToken("eve", role: .engineer)
        let lines = try await house.follow(Path.auditTail(in: "acme") + "?lines=0", token: token)
        var iterator = lines.makeAsyncIterator()
        _ = try await task("one")
        #expect(try await iterator.next()?["new_value"]?["title"] == "one")
        _ = try await task("two")
        #expect(try await iterator.next()?["new_value"]?["title"] == "two")
        _ = try await house.send(.delete, Path.member("eve@example.com", in: "acme"))
        var last: JSONValue?
        while let line = try await iterator.next() { last = line }
        #expect(last?["error"]?["code"] == "workspace_not_found", "\(last ?? .null)")
    }

    @Test func `a client that reads nothing is dropped, and the last line says so`() async throws {
        let gate = Gate()
        let lines = try await house.follow(Path.auditTail(in: "acme") + "?lines=0", token: house.token, gate: gate)
        var iterator = lines.makeAsyncIterator()
        await gate.close()
        _ = try await task("one")
        await gate.stalled()
        // It is the stream's own clock that is waited for.
        try await Task.sleep(for: House.beat * 4)
        await gate.open()
        #expect(try await iterator.next()?["new_value"]?["title"] == "one")
        let last = try await iterator.next()
        #expect(last?["error"]?["code"] == "too_slow" && last?["error"]?["retryable"] == true, "\(last ?? .null)")
        #expect(try await iterator.next() == nil)
    }

    @Test func `an export is what the format says, and names its file`() async throws {
        _ = try await task("one")
        let answer = try await house.send(.get, Path.auditExport(in: "acme"))
        #expect(answer.status == 200)
        #expect(answer.headers[.contentDisposition] == #"attachment; filename="acme.audit.jsonl""#)
        var check = ExportCheck(keys: [])
        try check.read(Array(answer.text.utf8))
        let report = try check.report()
        #expect(report.rows == 3 && report.breakCount == 0)
        #expect(answer.headers[.auditRow]?.hasSuffix("/3") == true)
        let some = try await house.send(.get, Path.auditExport(in: nil) + "?action=token.*&since=1h")
        #expect(try some.jsonLines().dropFirst().allSatisfy { $0["action"] == "token.create" })
    }

    @Test func `an answer names the rows that its request wrote, and a repeat of it the same`() async throws {
        let made = try await task("one")
        let row = try #require(made.headers[.auditRow])
        #expect(row.hasSuffix("/2"))
        let read = try await house.send(.get, Path.workItem(.task, key: "TASK-0001", in: "acme"))
        #expect(read.headers[.auditRow] == nil)
        let headers: HTTPFields = [.idempotencyKey: "k"]
        let first = try await house.send(.post, Path.tokens, #"{"name":"ci"}"#, headers: headers)
        let again = try await house.send(.post, Path.tokens, #"{"name":"ci"}"#, headers: headers)
        #expect(first.headers[.auditRow]?.hasPrefix("platform/") == true)
        #expect(again.headers[.idempotencyReplayed] == "true")
        #expect(again.headers[.auditRow] == first.headers[.auditRow])
        let workspace = try await house.workspace("other")
        #expect(workspace.headers[.auditRow]?.split(separator: ", ").count == 2)
        let refused = try await house.workspace("other")
        #expect(refused.status == 409 && refused.headers[.auditRow] == nil)
    }
}

/// Holds a writer up while it is closed.
private actor Gate {
    private var isClosed = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var observers: [CheckedContinuation<Void, Never>] = []

    func close() { isClosed = true }

    func open() {
        isClosed = false
        for one in waiting { one.resume() }
        waiting = []
    }

    /// Returns when somebody waits.
    func stalled() async {
        if waiting.isEmpty { await withCheckedContinuation { observers.append($0) } }
    }

    func pass() async {
        guard isClosed else { return }
        await withCheckedContinuation { continuation in
            waiting.append(continuation)
            for one in observers { one.resume() }
            observers = []
        }
    }
}

extension House {
    /// Follows a stream; the lines as they come, without the empty ones.
    fileprivate func follow(_ path: String, token: String, gate: Gate? = nil) async throws -> AsyncThrowingStream<
        JSONValue, any Error
    > {
        let response = try await respond(.get, path, headers: [.authorization: "Bearer \(token)"])
        let (lines, continuation) = AsyncThrowingStream<JSONValue, any Error>.makeStream()
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let task = Task {
            do {
                try await response.body.write(LineWriter(continuation, beginning, gate))
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        // The second part, empty like the first, comes when it is let in.
        var count = 0
        for await _ in begun {
            count += 1
            if count == 2 { break }
        }
        return lines
    }
}

private struct LineWriter: ResponseBodyWriter {
    let lines: AsyncThrowingStream<JSONValue, any Error>.Continuation
    let parts: AsyncStream<Void>.Continuation
    let gate: Gate?

    init(
        _ lines: AsyncThrowingStream<JSONValue, any Error>.Continuation, _ parts: AsyncStream<Void>.Continuation,
        _ gate: Gate?
    ) {
        self.lines = lines
        self.parts = parts
        self.gate = gate
    }

    func write(_ part: ByteBuffer) async throws {
        await gate?.pass()
        parts.yield()
        for line in String(buffer: part).split(separator: "\n") { lines.yield(try JSONValue(parsing: String(line))) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
