// What clients of the REST API lean on: repeats across a crash, refusals in one shape, and bounds for each peer.

import Foundation
import Glibc
import Testing

struct RESTTests {
    @Test func `a POST that is repeated after the daemon was killed gets its first answer`() async throws {
        let installation = try await Installation()
        let request = installation.post("/api/v1/tokens", #"{"name":"ci"}"#, "Idempotency-Key: k-1\r\n")
        let first = try await installation.withDaemon { daemon in
            let answer = try OpenConnections(1, to: installation.socket).exchange(0, request)
            daemon.send(SIGKILL)
            await daemon.ended()
            return answer
        }.result
        #expect(first.hasPrefix("HTTP/1.1 201"), "\(first)")
        try await installation.withDaemon { _ in
            let again = try OpenConnections(1, to: installation.socket).exchange(0, request)
            #expect(again.lowercased().contains("idempotency-replayed: true"), "\(again)")
            #expect(body(of: again) == body(of: first))
            let list = try await installation.vigilo("token", "list", "--json")
            #expect((list.object["items"] as? [Any])?.count == 2)
        }
    }

    @Test func `what is no HTTP, and a head that is too large, is refused with a problem document`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            let connections = try OpenConnections(3, to: installation.socket)
            let nonsense = connections.exchange(0, "nonsense\r\n\r\n")
            #expect(nonsense.hasPrefix("HTTP/1.1 400"), "\(nonsense)")
            #expect(body(of: nonsense).contains(#""code":"not_http""#), "\(nonsense)")
            let field = "X-Long: \(String(repeating: "x", count: 20_000))\r\n"
            let long = connections.exchange(1, "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\(field)\r\n")
            #expect(long.hasPrefix("HTTP/1.1 431"), "\(long)")
            #expect(body(of: long).contains(#""code":"head_too_large""#), "\(long)")
            let many = (0..<200).map { "X-\($0): y\r\n" }.joined()
            let crowded = connections.exchange(2, "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\(many)\r\n")
            #expect(crowded.hasPrefix("HTTP/1.1 431"), "\(crowded)")
        }
    }

    @Test func `wrong tokens come to an end, and a token that was good before goes on`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            #expect(try await installation.vigilo("status").status == 0)
            let connections = try OpenConnections(25, to: installation.socket)
            let wrong = "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer x\r\n\r\n"
            let answers = (0..<25).map { connections.exchange($0, wrong) }
            #expect(answers.first?.hasPrefix("HTTP/1.1 401") == true, "\(answers.first ?? "")")
            #expect(answers.last?.hasPrefix("HTTP/1.1 429") == true, "\(answers.last ?? "")")
            #expect(answers.last?.lowercased().contains("retry-after: ") == true)
            #expect(try await installation.vigilo("status").status == 0)
        }
    }

    @Test func `on demand the API is served on a loopback port as well`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon(arguments: ["--tcp", "127.0.0.1:0"]) { daemon in
            #expect(await daemon.log.line(containing: "Listening on TCP"))
            let line = try #require(await daemon.log.lines.first { $0.contains("Listening on TCP") })
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let port = try #require((object?["port"] as? String).flatMap { UInt16($0) })
            let connection = try OpenConnections(toPort: port)
            let answer = connection.exchange(
                0,
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(installation.token)\r\n\r\n"
            )
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            #expect(try await installation.vigilo("status").status == 0)
        }
    }

    @Test func `a port that is taken is told, and the daemon does not start`() async throws {
        let installation = try await Installation()
        let other = try await Installation()
        try await installation.withDaemon(arguments: ["--tcp", "127.0.0.1:0"]) { daemon in
            #expect(await daemon.log.line(containing: "Listening on TCP"))
            let line = try #require(await daemon.log.lines.first { $0.contains("Listening on TCP") })
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let port = try #require(object?["port"] as? String)
            let second = try await Programs.run("vigilod", other.runArguments + ["--tcp", "127.0.0.1:\(port)"])
            #expect(second.status != 0)
            #expect(second.errors.contains("127.0.0.1:\(port) cannot be listened on"), "\(second.errors)")
        }
    }

    private func body(of answer: String) -> String {
        answer.firstRange(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
    }
}

extension Installation {
    fileprivate func post(_ path: String, _ body: String, _ fields: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(token)\r\n\(fields)"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
