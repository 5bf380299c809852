// What goes on: events and logs, line by line.

import Testing
import VigiloJSON
import VigiloWire

@testable import vigilo

private func events() throws -> String {
    let events = [
        event("loaded", "risk_math", "1.2.0"),
        event("quarantined", "crasher\u{1B}[2J", reason: "probe.crashed", message: "it crashed: SIGSEGV"),
    ]
    return try events.map(text).joined(separator: "\n\n") + "\n"
}

@Suite struct `plugin watch` {
    @Test func `shows each event on a line as it comes`() async throws {
        try await FakeDaemon.run(["GET /api/v1/plugin-events": try events()]) { daemon in
            let outcome = await vigilo("plugin", "watch", daemon: daemon)
            #expect(
                outcome.output == """
                    2026-08-01T10:00:00Z  loaded       risk_math 1.2.0                   /p/risk_math.so
                    2026-08-01T10:00:00Z  quarantined  crasher\\x1b[2J                    \
                    /p/crasher\\x1b[2J.so: it crashed: SIGSEGV [probe.crashed]

                    """)
            #expect(daemon.requests.map(\.line) == ["GET /api/v1/plugin-events?follow=true&limit=20"])
        }
    }

    @Test func `gives programs a JSON object a line, on a terminal too`() async throws {
        try await FakeDaemon.run(["GET /api/v1/plugin-events": try events()]) { daemon in
            let outcome = await vigilo("plugin", "watch", "--json", "-n", "5", daemon: daemon, columns: 80)
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.compactMap { json(String($0))?["kind"] } == ["loaded", "quarantined"])
            #expect(!outcome.output.contains("\u{1B}"))
            #expect(daemon.requests.map(\.line) == ["GET /api/v1/plugin-events?follow=true&limit=5"])
        }
    }

    @Test func `is ended quietly by a reader that goes away`() async throws {
        try await FakeDaemon.run(["GET /api/v1/plugin-events": try events()]) { daemon in
            let errors = Transcript()
            let variables = ["VIGILO_TOKEN": "vgl_good", "VIGILO_HOST": daemon.host]
            let surroundings = Surroundings(
                environment: { variables[$0] }, output: Stream(columns: nil) { _ in throw ClosedPipe() },
                errors: errors.stream(), input: -1, userID: 1000)
            #expect(await Program.run(["plugin", "watch"], in: surroundings) == 0)
            #expect(errors.text == "")
        }
    }

    @Test func `that may not be watched exits 4`() async throws {
        let problem = FakeDaemon.problem(403, "forbidden", "You may not do that.")
        try await FakeDaemon.run(["GET /api/v1/plugin-events": problem]) { daemon in
            let outcome = await vigilo("plugin", "watch", daemon: daemon)
            #expect(outcome.status == 4)
            #expect(outcome.errors == "error: You may not do that.\n")
        }
    }
}

@Suite struct `plugin logs` {
    private static func routes() throws -> [String: String] {
        let lines = [("debug", "a"), ("info", "b\nc"), ("warning", "d"), ("error", "e"), ("shout", "f")].map {
            PluginLogLineBody(
                at: "2026-08-01T10:00:00.123456Z", level: $0, message: $1, workspace: $0 == "warning" ? "acme" : nil)
        }
        return ["GET /api/v1/plugins/risk_math/log": try lines.map(text).joined(separator: "\n")]
    }

    @Test func `shows what the plugin wrote`() async throws {
        try await FakeDaemon.run(try Self.routes()) { daemon in
            let outcome = await vigilo("plugin", "logs", "risk_math", daemon: daemon)
            #expect(
                outcome.output == """
                    2026-08-01T10:00:00Z  debug    a
                    2026-08-01T10:00:00Z  info     b\\nc
                    2026-08-01T10:00:00Z  warning  d (workspace acme)
                    2026-08-01T10:00:00Z  error    e
                    2026-08-01T10:00:00Z  shout    f

                    """)
            #expect(daemon.requests.map(\.line) == ["GET /api/v1/plugins/risk_math/log?limit=20"])
        }
    }

    @Test func `goes on where it shall follow, and shows what is grave enough`() async throws {
        try await FakeDaemon.run(try Self.routes()) { daemon in
            let outcome = await vigilo(
                "plugin", "logs", "risk_math", "-f", "--lines", "100", "--level", "warning", "-q", daemon: daemon)
            #expect(outcome.output == "d\ne\nf\n")
            #expect(daemon.requests.map(\.line) == ["GET /api/v1/plugins/risk_math/log?follow=true&limit=100"])
        }
    }

    @Test func `says beside the results that there is nothing`() async throws {
        try await FakeDaemon.run(["GET /api/v1/plugins/risk_math/log": ""]) { daemon in
            let outcome = await vigilo("plugin", "logs", "risk_math", daemon: daemon)
            #expect(outcome.output == "")
            #expect(outcome.errors == "risk_math has written nothing since the daemon's start.\n")
            #expect(outcome.status == 0)
        }
    }
}
