// What is done to plugins by name, and what came of it.

import Glibc
import Testing
import VigiloJSON
import VigiloWire

@testable import vigilo

private func run(_ word: String, answering plugin: PluginBody, _ options: String...) async throws -> Outcome {
    let route = "POST /api/v1/plugins/risk_math/\(word)"
    var outcome = Outcome(status: -1, output: "", errors: "")
    try await FakeDaemon.run([route: try text(plugin)]) { daemon in
        outcome = await vigilo(["plugin", word, "risk_math"] + options, daemon: daemon)
        #expect(daemon.requests.map(\.line) == [route])
        #expect(daemon.requests.first?.body == "")
    }
    return outcome
}

@Suite struct `a plugin command` {
    @Test(arguments: ["enable", "reload", "release", "rollback"])
    func `says in a line that the plugin is active`(_ word: String) async throws {
        let outcome = try await run(word, answering: body(of: "risk_math"))
        #expect(outcome.output == "risk_math 1.2.0 is active.\n")
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
    }

    @Test(arguments: ["enable", "reload", "release", "rollback"])
    func `exits 1 where it is not, and says why`(_ word: String) async throws {
        let plugin = body(of: "risk_math", "2.0.0") {
            $0.become("refused", "version.incompatible", "it needs Vigilo >=9")
        }
        let outcome = try await run(word, answering: plugin)
        #expect(outcome.output == "risk_math 2.0.0 was refused: it needs Vigilo >=9 [version.incompatible]\n")
        #expect(outcome.status == 1)
    }

    @Test func `exits 1 where the old version goes on because the new one was refused`() async throws {
        let plugin = body(of: "risk_math") {
            $0.replacement = PluginReplacementBody(
                state: "quarantined", reason: "probe.crashed", message: "it crashed", version: nil, sha256: nil,
                since: "x")
        }
        let outcome = try await run("reload", answering: plugin)
        #expect(
            outcome.output
                == "risk_math: its new file is quarantined: it crashed [probe.crashed]; 1.2.0 goes on serving\n")
        #expect(outcome.status == 1)
    }

    @Test func `that disables is done when the plugin is disabled`() async throws {
        let plugin = body(of: "risk_math") { $0.become("disabled", "disabled.by_operator", "an operator disabled it") }
        let outcome = try await run("disable", answering: plugin)
        #expect(outcome.output == "risk_math 1.2.0 is disabled.\n")
        #expect(outcome.status == 0)
    }

    @Test func `that enables in safe mode says why nothing is loaded`() async throws {
        let plugin = body(of: "risk_math") { $0.become("disabled", "disabled.safe_mode", "the daemon is in safe mode") }
        let outcome = try await run("enable", answering: plugin)
        #expect(outcome.output == "risk_math 1.2.0 is disabled: the daemon is in safe mode [disabled.safe_mode]\n")
        #expect(outcome.status == 1)
    }

    @Test func `shows the warnings of what it loaded`() async throws {
        let plugin = body(of: "risk_math") {
            $0.warnings = [.init(code: "guard.umask", message: "it changed the umask")]
        }
        let outcome = try await run("enable", answering: plugin)
        #expect(outcome.output == "risk_math 1.2.0 is active.\nwarning: it changed the umask [guard.umask]\n")
        #expect(outcome.status == 0)
    }

    @Test func `gives programs the plugin`() async throws {
        let outcome = try await run("enable", answering: body(of: "risk_math"), "--json")
        #expect(json(outcome.output)?["state"] == "active")
        #expect(try await run("enable", answering: body(of: "risk_math"), "-q").output == "risk_math\n")
    }

    @Test func `of a plugin that there is not exits 5`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            #expect(await vigilo("plugin", "disable", "nope", daemon: daemon).status == 5)
        }
    }
}

@Suite struct `a look at the plugin folders` {
    private let scan = PluginScanBody(
        events: [
            event("loaded", "risk_math", "1.2.0"),
            event("refused", nil, reason: "elf.not_elf", message: "it is a text file"),
        ], plugins: .init(active: 3, refused: 1))

    @Test(arguments: [("rescan", "plugin-scans"), ("reload", "plugin-reloads")])
    func `lists what happened, one line each`(_ word: String, _ path: String) async throws {
        try await FakeDaemon.run(["POST /api/v1/\(path)": try text(scan)]) { daemon in
            let outcome = await vigilo("plugin", word, daemon: daemon)
            #expect(
                outcome.output == """
                    loaded       risk_math 1.2.0  /p/risk_math.so
                    refused      broken.so        /p/broken.so: it is a text file [elf.not_elf]

                    4 plugins: 3 active, 1 refused

                    """)
            #expect(outcome.status == 0)
        }
    }

    @Test func `says that nothing has changed`() async throws {
        let body = try text(PluginScanBody(events: [], plugins: .init(active: 3)))
        try await FakeDaemon.run(["POST /api/v1/plugin-scans": body]) { daemon in
            #expect(
                await vigilo("plugin", "rescan", daemon: daemon).output
                    == "Nothing has changed.\n\n3 plugins: 3 active\n")
        }
    }
}

@Suite struct `plugin remove` {
    private static func routes() throws -> [String: String] {
        let removed = body(of: "risk_math") {
            $0.become("retired", "retired.removed", "it was removed")
            $0.former = FormerPluginBody(version: "1.2.0", sha256: "abcd", since: "x")
        }
        return [
            "GET /api/v1/plugins/risk_math": try text(body(of: "risk_math")),
            "DELETE /api/v1/plugins/risk_math": try text(removed),
        ]
    }

    @Test func `needs --yes where nobody can be asked, and touches nothing without`() async throws {
        try await FakeDaemon.run(try Self.routes()) { daemon in
            let outcome = await vigilo("plugin", "remove", "risk_math", daemon: daemon)
            #expect(outcome.status == 2)
            #expect(
                outcome.errors == """
                    error: Nothing was removed: this asks first, and there is no terminal to ask on.
                    hint: Give --yes if you mean it.

                    """)
            #expect(daemon.requests.isEmpty)
        }
    }

    @Test func `with --yes removes, and says how to get it back`() async throws {
        try await FakeDaemon.run(try Self.routes()) { daemon in
            let outcome = await vigilo("plugin", "remove", "risk_math", "--yes", daemon: daemon)
            #expect(outcome.output == "risk_math 1.2.0 is removed. vigilo plugin rollback risk_math brings it back.\n")
            #expect(outcome.status == 0)
            #expect(daemon.requests.map(\.line) == ["DELETE /api/v1/plugins/risk_math"])
        }
    }

    @Test(arguments: [("y\n", Int32(0)), ("Yes\n", 0), ("\n", 1), ("n\n", 1), ("yess\n", 1)])
    func `asks on a terminal, and takes no for an answer`(_ answer: String, _ status: Int32) async throws {
        try await FakeDaemon.run(try Self.routes()) { daemon in
            let outcome = try await vigiloOnTerminal("plugin", "remove", "risk_math", daemon: daemon, typing: answer)
            #expect(outcome.status == status)
            let question = "Remove risk_math 1.2.0, which is active, with its file /p/risk_math.so? (y/N): "
            #expect(outcome.errors == question + (status == 0 ? "" : "Nothing was removed.\n"))
            let hasDeleted = daemon.requests.contains { $0.line.hasPrefix("DELETE") }
            #expect(hasDeleted == (status == 0))
        }
    }

    @Test func `of a plugin that there is not asks nothing`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            let outcome = try await vigiloOnTerminal("plugin", "remove", "nope", daemon: daemon, typing: "y\n")
            #expect(outcome.status == 5)
            #expect(!outcome.errors.contains("(y/N)"))
        }
    }
}

/// Runs `vigilo` with a terminal as its standard input, on which the answer has been typed already.
private func vigiloOnTerminal(
    _ arguments: String..., daemon: FakeDaemon, typing answer: String
) async throws -> Outcome {
    let keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(keyboard >= 0)
    // TIOCSPTLCK and TIOCGPTN, which unlockpt(3) and ptsname(3) are made of.
    var isLocked: Int32 = 0
    var number: Int32 = 0
    try #require(ioctl(keyboard, 0x4004_5431, &isLocked) == 0 && ioctl(keyboard, 0x8004_5430, &number) == 0)
    let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(terminal >= 0)
    defer {
        close(terminal)
        close(keyboard)
    }
    try #require(write(keyboard, answer, answer.utf8.count) == answer.utf8.count)
    let output = Transcript()
    let errors = Transcript()
    let variables = ["VIGILO_TOKEN": "vgl_good", "VIGILO_HOST": daemon.host, "NO_COLOR": "1"]
    let surroundings = Surroundings(
        environment: { variables[$0] }, output: output.stream(), errors: errors.stream(columns: 80), input: terminal,
        userID: 1000)
    let status = await Program.run(arguments, in: surroundings)
    return Outcome(status: status, output: output.text, errors: errors.text)
}
