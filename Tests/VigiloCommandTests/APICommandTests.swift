// vigilo api: what goes out as it was written, and comes back as it was answered.

import Glibc
import Testing
import VigiloJSON

@testable import vigilo

@Suite struct `a raw request` {
    @Test func `prints the body as it came`() async throws {
        let body = "{ \"b\" : 1,\n  \"a\" : [] }"
        try await FakeDaemon.run(["GET /api/v1/me": body]) { daemon in
            let outcome = await vigilo("api", "get", "/api/v1/me", daemon: daemon)
            #expect(outcome.status == 0 && outcome.output == body && outcome.errors == "")
            #expect(daemon.requests.map(\.token) == ["vgl_good"])
            let onTerminal = await vigilo("api", "GET", "/api/v1/me", daemon: daemon, columns: 80)
            #expect(json(onTerminal.output) == ["a": [], "b": 1])
        }
    }

    @Test func `names the workspace and sends fields as a query or as a body`() async throws {
        let routes = ["GET /ws/acme/api/v1/tasks": "{}", "POST /ws/acme/api/v1/tasks": "{}"]
        try await FakeDaemon.run(routes) { daemon in
            _ = await vigilo(
                "api", "GET", "/ws/{workspace}/api/v1/tasks", "--field", "status=in progress", "-F", "limit=5",
                daemon: daemon)
            #expect(daemon.requests.last?.line == "GET /ws/acme/api/v1/tasks?status=in%20progress&limit=5")
            #expect(daemon.requests.last?.body == "")
            _ = await vigilo(
                "api", "POST", "/ws/{workspace}/api/v1/tasks", "--field", "title=Rotate the keys", "--field", "n=3",
                "--field", "s:=\"3\"", daemon: daemon)
            #expect(daemon.lastBody == ["title": "Rotate the keys", "n": 3, "s": "3"])
            #expect(daemon.requests.last?.contentType == "application/json")
        }
    }

    @Test func `sends a file as it is`() async throws {
        try await FakeDaemon.run(["PUT /x": "{}"]) { daemon in
            try await withFolder { folder in
                let bytes: [UInt8] = [0, 255, 10, 13]
                try FileBytes.create("\(folder)/body", bytes)
                let outcome = await vigilo(
                    "api", "PUT", "/x", "--input", "\(folder)/body", "--content-type", "application/octet-stream",
                    daemon: daemon)
                #expect(outcome.status == 0)
                #expect(daemon.requests.last?.bytes == bytes)
                #expect(daemon.requests.last?.contentType == "application/octet-stream")
                #expect(await vigilo("api", "PUT", "/x", "--input", "\(folder)/none", daemon: daemon).status == 2)
            }
        }
    }

    @Test(arguments: [(401, 3), (403, 4), (404, 5), (409, 6), (422, 6), (500, 70)] as [(Int, Int32)])
    func `that is refused prints the problem and has its exit status`(_ http: Int, _ expected: Int32) async throws {
        let problem = FakeDaemon.problem(http, "some_code", "It did not work.")
        try await FakeDaemon.run(["DELETE /x": problem]) { daemon in
            let outcome = await vigilo("api", "DELETE", "/x", daemon: daemon)
            #expect(outcome.status == expected)
            #expect(outcome.output == problem)
            #expect(outcome.errors.hasPrefix("error: It did not work."))
            let forPrograms = await vigilo("api", "DELETE", "/x", "--json", daemon: daemon)
            #expect(json(forPrograms.errors)?["error"]?["code"] == "some_code")
        }
    }

    @Test func `shows the head on demand`() async throws {
        try await FakeDaemon.run(["GET /x": "{}"]) { daemon in
            let outcome = await vigilo("api", "GET", "/x", "--include", daemon: daemon)
            #expect(outcome.output == "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}")
        }
    }

    @Test(
        arguments: [
            ["GET", "api/v1/me"], ["GET", "/a b"], ["GET", "/a\r\nX: y"], ["G T", "/x"], ["", "/x"],
            ["POST", "/x", "--input", "f", "--field", "a=b"], ["POST", "/x", "--content-type", "a\r\nX: y"],
            ["GET", "/x", "--timeout", "0"],
        ])
    func `that could not be one is not sent`(_ arguments: [String]) async throws {
        try await FakeDaemon.run([:]) { daemon in
            #expect(await vigilo(["api"] + arguments, daemon: daemon).status == 2)
            #expect(daemon.requests.isEmpty)
        }
    }

    @Test func `without a daemon exits 7`() async {
        #expect(await vigilo("api", "GET", "/x").status == 7)
    }
}
