// Requests and answers, good and bad.

import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloClient

private func client(_ server: TinyServer, token: String? = "vgl_token", limit: Int = 64 << 20) throws -> Client {
    Client(host: try Host("unix://\(server.path)"), token: token, timeout: .seconds(20), largestAnswer: limit)
}

private func failure(_ body: () async throws(ClientError) -> some Any) async -> ClientError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}

@Suite struct `a request` {
    @Test func `carries the token, the path and what it accepts`() async throws {
        try await TinyServer.run(answering: TinyServer.json(#"{"to":"done"}"#)) { server in
            let answer = try await client(server).get("/api/v1/x%2Fy", as: TransitionBody.self)
            #expect(try answer.body().to == "done")
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("GET /api/v1/x%2Fy HTTP/1.1\r\n"))
            #expect(request.contains("Authorization: Bearer vgl_token\r\n"))
            #expect(request.contains("Accept: application/json\r\n"))
            #expect(request.contains("User-Agent: vigilo/\(vigiloVersion)\r\n"))
        }
    }

    @Test func `without a token has no authorization`() async throws {
        try await TinyServer.run(answering: TinyServer.json("{}")) { server in
            _ = try await client(server, token: nil).get("/", as: JSONValue.self)
            #expect(try #require(server.requests.first).contains("Authorization") == false)
        }
    }

    @Test(arguments: ["POST", "PATCH"]) func `with content sends it as JSON of known length`(_ method: String)
        async throws
    {
        try await TinyServer.run(answering: TinyServer.json("{}", status: "201 Created")) { server in
            let client = try client(server)
            let content = TransitionBody(to: "réview")
            let answer: Answer<JSONValue> =
                method == "POST" ? try await client.post("/m", content) : try await client.patch("/m", content)
            #expect(try answer.json() == [:])
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("\(method) /m HTTP/1.1\r\n"))
            #expect(request.contains("Content-Length: 16\r\n"))
            #expect(request.hasSuffix("\r\n\r\n{\"to\":\"réview\"}"))
        }
    }

    @Test func `with a token that would break the header is refused, not sent`() async throws {
        try await TinyServer.run(answering: TinyServer.json("{}")) { server in
            let client = try client(server, token: "a\r\nX-Evil: 1")
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            #expect(error != nil)
            #expect(server.requests.isEmpty)
        }
    }
}

@Suite struct `an answer` {
    @Test func `in chunks is put together`() async throws {
        let chunks =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"to\":\"\r\n5\r\ndone\"\r\n1\r\n}\r\n0\r\n\r\n"
        try await TinyServer.run(answering: chunks) { server in
            let answer = try await client(server).get("/", as: TransitionBody.self)
            #expect(try answer.body().to == "done")
        }
    }

    @Test func `without a length ends with the connection`() async throws {
        try await TinyServer.run(answering: "HTTP/1.1 200 OK\r\n\r\n[1,2]") { server in
            let answer = try await client(server).get("/", as: JSONValue.self)
            #expect(try answer.json() == [1, 2])
        }
    }

    @Test func `of eight megabytes arrives whole`() async throws {
        let text = String(repeating: "é", count: 4 << 20)
        try await TinyServer.run(answering: TinyServer.json("\"\(text)\"")) { server in
            let answer = try await client(server).get("/", as: JSONValue.self)
            #expect(try answer.json().stringValue == text)
        }
    }

    @Test func `keeps members that the body does not know in its JSON`() async throws {
        try await TinyServer.run(answering: TinyServer.json(#"{"to":"done","new":1.5}"#)) { server in
            let answer = try await client(server).get("/", as: TransitionBody.self)
            #expect(try answer.json() == ["to": "done", "new": 1.5])
            #expect(try answer.body().to == "done")
        }
    }

    @Test func `that misses a member names it`() async throws {
        try await TinyServer.run(answering: TinyServer.json("{}")) { server in
            let answer = try await client(server).get("/", as: TransitionBody.self)
            let error = #expect(throws: ClientError.self) { try answer.body() }
            #expect(error?.sentence.contains("member 'to' is missing") == true)
        }
    }

    @Test func `that is longer than allowed is an error`() async throws {
        try await TinyServer.run(answering: TinyServer.json(String(repeating: "x", count: 1 << 21))) { server in
            let client = try client(server, limit: 1 << 20)
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            #expect(error == .protocolBroken("is larger than 1 MiB", client.host))
        }
    }

    @Test(arguments: ["hello\n", "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\u{3}", "HTTP/9.9 200 OK\r\n\r\n"])
    func `that is not HTTP is an error that says so`(_ garbage: String) async throws {
        try await TinyServer.run(answering: garbage) { server in
            let client = try client(server)
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            #expect(error == .protocolBroken("is not HTTP", client.host))
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"])
    func `that breaks off is a lost connection`(_ beginning: String) async throws {
        try await TinyServer.run(answering: beginning) { server in
            let client = try client(server)
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            #expect(error == .connectionLost(client.host))
            #expect(error?.isRetryable == false)
        }
    }

    @Test func `that does not come in time is a timeout`() async throws {
        try await TinyServer.run(answering: nil) { server in
            let host = try Host(server.path)
            let client = Client(host: host, token: nil, timeout: .milliseconds(50))
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            #expect(error == .timeout(.milliseconds(50), host))
        }
    }

    @Test func `with a redirect is none that a daemon gives`() async throws {
        try await TinyServer.run(answering: TinyServer.json("", status: "302 Found")) { server in
            let client = try client(server)
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            #expect(error?.code == "protocol_broken")
        }
    }
}

@Suite struct `a problem document` {
    @Test func `is thrown with all that it says`() async throws {
        let body = """
            {"type":"urn:vigilo:problem:invalid","title":"Invalid","status":422,"detail":"the change was not accepted",\
            "code":"invalid","hint":"Mend it.","retryable":false,"request_id":"r-1",\
            "errors":[{"field":"title","message":"must not be empty"}]}
            """
        let answer = TinyServer.json(body, status: "422 Unprocessable Content", type: "application/problem+json")
        try await TinyServer.run(answering: answer) { server in
            let client = try client(server)
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            let expected = Problem(
                status: 422, title: "Invalid", code: "invalid", detail: "the change was not accepted", hint: "Mend it.",
                requestID: "r-1", errors: [.init(field: "title", message: "must not be empty")])
            #expect(error == .problem(expected))
        }
    }

    @Test func `that is missing is made from the status`() async throws {
        let answer = "HTTP/1.1 404 Not Found\r\nX-Request-Id: r-2\r\nContent-Length: 0\r\n\r\n"
        try await TinyServer.run(answering: answer) { server in
            let client = try client(server)
            let error = await failure { () async throws(ClientError) in try await client.get("/", as: JSONValue.self) }
            guard case .problem(let problem) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(problem.code == "http_404")
            #expect(problem.requestID == "r-2")
            #expect(problem.detail == "The daemon answered 404 Not Found and did not say why.")
        }
    }
}

@Suite struct `a list` {
    private static func page(_ items: [Int], next: String?) -> String {
        let list = items.map { #"{"to":"\#($0)"}"# }.joined(separator: ",")
        return TinyServer.json(#"{"items":[\#(list)],"next_cursor":\#(next.map { "\"\($0)\"" } ?? "null")}"#)
    }

    @Test func `is followed from cursor to cursor to its end`() async throws {
        let pages = [Self.page([1, 2], next: "a/b"), Self.page([3], next: nil)]
        try await TinyServer.run(answering: pages[0], pages[1]) { server in
            let listing = try await client(server).list("/l", query: ["status": "in progress"], of: TransitionBody.self)
            #expect(listing.body().items.map(\.to) == ["1", "2", "3"])
            #expect(try listing.json() == ["items": [["to": "1"], ["to": "2"], ["to": "3"]], "next_cursor": nil])
            #expect(server.requests.count == 2)
            #expect(server.requests[0].hasPrefix("GET /l?limit=500&status=in%20progress HTTP"))
            #expect(server.requests[1].hasPrefix("GET /l?cursor=a%2Fb&limit=500&status=in%20progress HTTP"))
        }
    }

    @Test func `stops at the limit and keeps the cursor of the rest`() async throws {
        let pages = [Self.page([1, 2], next: "a"), Self.page([3], next: "b"), Self.page([4], next: nil)]
        try await TinyServer.run(answering: pages[0], pages[1], pages[2]) { server in
            let listing = try await client(server).list("/l", limit: 3, of: TransitionBody.self)
            #expect(listing.body().items.count == 3)
            #expect(listing.body().nextCursor == "b")
            #expect(
                server.requests.map { $0.prefix { !$0.isNewline } } == [
                    "GET /l?limit=3 HTTP/1.1", "GET /l?cursor=a&limit=1 HTTP/1.1",
                ])
        }
    }

    @Test func `whose cursor never moves is an error, not a loop`() async throws {
        try await TinyServer.run(answering: Self.page([1], next: "a")) { server in
            let client = try client(server)
            let error = await failure { () async throws(ClientError) in
                try await client.list("/l", of: TransitionBody.self)
            }
            #expect(error == .protocolBroken("names the same page twice", client.host))
        }
    }
}

@Suite struct `a request without content` {
    @Test func `deletes, or does what its path says`() async throws {
        try await TinyServer.run(answering: TinyServer.json(#"{"to":"done"}"#)) { server in
            let client = try client(server)
            #expect(try await client.delete("/x", as: TransitionBody.self).body().to == "done")
            #expect(try await client.post("/x/enable", as: TransitionBody.self).body().to == "done")
            #expect(server.requests[0].hasPrefix("DELETE /x HTTP/1.1\r\n"))
            #expect(server.requests[1].hasPrefix("POST /x/enable HTTP/1.1\r\n"))
            #expect(server.requests[1].contains("Content-Length: 0\r\n"))
            #expect(!server.requests[1].contains("Content-Type"))
        }
    }
}

@Suite struct `a request that changes something` {
    @Test func `names itself, each differently, and what only reads does not`() async throws {
        try await TinyServer.run(answering: TinyServer.json("{}")) { server in
            let client = try client(server)
            _ = try await client.post("/a", TransitionBody(to: "x"), as: JSONValue.self)
            _ = try await client.post("/a", as: JSONValue.self)
            _ = try await client.get("/a", as: JSONValue.self)
            let keys = server.requests.map(key(of:))
            #expect(keys[0] != nil && keys[1] != nil && keys[0] != keys[1])
            #expect(keys[2] == nil)
        }
    }

    @Test func `is sent once more, under the same name, where the connection ended before the answer`() async throws {
        try await TinyServer.run(answering: "", TinyServer.json(#"{"to":"done"}"#)) { server in
            let answer = try await client(server).post("/a", TransitionBody(to: "x"), as: TransitionBody.self)
            #expect(try answer.body().to == "done")
            #expect(server.requests.count == 2)
            #expect(server.requests[0] == server.requests[1])
        }
    }

    @Test func `is not sent a third time`() async throws {
        try await TinyServer.run(answering: "") { server in
            let client = try client(server)
            let error = await failure { () async throws(ClientError) in try await client.post("/a", as: JSONValue.self)
            }
            #expect(error?.code == "connection_lost")
            #expect(server.requests.count == 2)
        }
    }

    private func key(of request: String) -> String? {
        request.split(separator: "\r\n").first { $0.hasPrefix("Idempotency-Key: ") }.map(String.init)
    }
}
