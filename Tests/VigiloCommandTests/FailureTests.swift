// What goes wrong, as people and as programs are told.

import Testing
import VigiloClient
import VigiloJSON
import VigiloWire

@testable import vigilo

@Suite struct `the exit status` {
    @Test(arguments: [
        (400, 6), (401, 3), (403, 4), (404, 5), (405, 6), (409, 6), (413, 6), (414, 6), (415, 6), (422, 6), (429, 1),
        (431, 6), (501, 6), (408, 1), (500, 70),
        (505, 70), (502, 1), (503, 1), (504, 1), (507, 1),
    ])
    func `follows the problem's status`(_ status: Int, _ expected: Int32) {
        #expect(ExitStatus(problemStatus: status, code: "x").rawValue == expected)
    }

    @Test func `of a daemon that shuts down is that of one that cannot be reached`() {
        #expect(ExitStatus(problemStatus: 503, code: "shutting_down") == .unreachable)
    }

    @Test func `of a daemon that does not answer is 7, of one that makes no sense 70`() throws {
        let host = try Host("/s")
        for error in [
            ClientError.unreachable(.socketMissing, host), .unreachable(.refused, host), .connectionLost(host),
            .timeout(.seconds(1), host), .silence(.seconds(1), host),
        ] {
            #expect(Failure(error).status == .unreachable)
        }
        #expect(Failure(ClientError.protocolBroken("is not HTTP", host)).status == .internalError)
    }

    @Test func `is one of the table, and the table is the help's`() async {
        let help = await vigilo("help", "exit-codes")
        let numbers = help.output.split(separator: "\n").dropFirst().compactMap { line in
            line.first?.isNumber == true ? Int32(line.prefix { $0.isNumber }) : nil
        }
        #expect(numbers == [0, 1, 2, 3, 4, 5, 6, 7, 70])
        #expect(numbers == ExitStatus.allCases.map(\.rawValue))
        for status in ExitStatus.allCases { #expect(help.output.contains(status.meaning)) }
    }
}

@Suite struct `a failure` {
    @Test func `has at most three lines: what happened, to which members, what to do next`() async throws {
        let problem = FakeDaemon.problem(
            422, "invalid_input", "The body has 2 mistakes.", hint: "Mend it.",
            errors: #"[{"field":"title","message":"is empty"},{"field":"severity","message":"is 'p9'"}]"#)
        try await FakeDaemon.run(["POST /ws/acme/api/v1/incidents": problem]) { daemon in
            let outcome = await vigilo("incident", "create", "--title", "", daemon: daemon)
            #expect(outcome.status == 6)
            #expect(outcome.output == "")
            #expect(
                outcome.errors == """
                    error: The body has 2 mistakes.
                      title: is empty; severity: is 'p9'
                    hint: Mend it.

                    """)
        }
    }

    @Test func `is JSON for programs`() async throws {
        let problem = FakeDaemon.problem(
            409, "slug_taken", "The slug is taken.", errors: #"[{"field":"slug","message":"is taken"}]"#)
        let routes = ["POST /api/v1/workspaces": problem]
        try await FakeDaemon.run(routes) { daemon in
            let outcome = await vigilo(
                "workspace", "create", "--slug", "acme", "--region", "eu", "--json", daemon: daemon)
            #expect(outcome.status == 6)
            #expect(
                json(outcome.errors) == [
                    "error": [
                        "code": "slug_taken", "message": "The slug is taken.", "hint": nil, "retryable": false,
                        "exit_status": 6, "fields": [["field": "slug", "message": "is taken"]],
                    ]
                ])
        }
    }

    @Test func `of a bad token sends the user to configure`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            let outcome = await vigilo("status", daemon: daemon, environment: ["VIGILO_TOKEN": "vgl_bad"])
            #expect(outcome.status == 3)
            #expect(
                outcome.errors == """
                    error: The token is not known.
                    hint: Run vigilo configure to store a valid token, or set VIGILO_TOKEN.

                    """)
        }
    }

    @Test func `to reach the daemon says where it was looked for`() async {
        let outcome = await vigilo("status")
        #expect(outcome.status == 7)
        #expect(
            outcome.errors == """
                error: No daemon at unix:///tmp/vigilo-command-test.no-such-socket: there is no such socket.
                hint: Start the daemon (vigilod run), or name its socket with --host.

                """)
    }

    @Test func `cannot drive the terminal`() async throws {
        let problem = FakeDaemon.problem(404, "not_found", #"no \u001b[2J\u009b31m\u202efdp\u2028x"#)
        try await FakeDaemon.run(["GET /api/v1/plugins/x": problem]) { daemon in
            let outcome = await vigilo("plugin", "info", "x", daemon: daemon)
            #expect(outcome.errors == "error: no \\x1b[2J\\x9b31m\\u{202e}fdp\\u{2028}x\n")
            let forPrograms = await vigilo("plugin", "info", "x", "--json", daemon: daemon)
            #expect(forPrograms.errors.contains(#"no \u001b[2J\u009b31m\u202efdp\u2028x"#))
        }
    }

    @Test func `that names a socket first is not made another socket by the capital letter`() throws {
        let failure = Failure(ClientError.connectionLost(try Host("/run/s")))
        #expect(failure.message == "The daemon at unix:///run/s closed the connection before the answer was whole.")
    }

    @Test(arguments: ["vgl_a\nb", "vgl_é"]) func `of a token that can be none is that of a bad token`(_ token: String)
        async
    {
        let outcome = await vigilo("status", environment: ["VIGILO_TOKEN": token])
        #expect(outcome.status == 3)
        #expect(outcome.errors.hasPrefix("error: The token has characters that no token has.\nhint: "))
        #expect(!outcome.errors.contains("vgl_a"))
    }

    @Test func `without a workspace says how to name one`() async {
        let outcome = await vigilo("task", "list", environment: ["VIGILO_WORKSPACE": ""])
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("error: No workspace is named.\nhint: Give --workspace SLUG"))
    }

    @Test func `that nobody foresaw is internal`() {
        struct Surprise: Error {}
        #expect(Failure(Surprise()).status == .internalError)
    }
}

@Suite struct `a command line that is wrong` {
    @Test(arguments: [
        (["plugn", "list"], "'plugn' is no command of vigilo.", "Did you mean vigilo plugin?"),
        (["plugin", "lst"], "'lst' is no command of vigilo plugin.", "Did you mean vigilo plugin list?"),
        (["--json=1", "x"], "Unknown option '--json'", "See vigilo --help."),
        (["help", "tsak"], "There is no help on 'tsak'.", "Did you mean vigilo help task?"),
        (["change", "frobnicate"], "'frobnicate' is no command of vigilo change.", "See vigilo change --help for the"),
        (
            ["plugin", "list", "--jsn"], "Unknown option '--jsn'. Did you mean '--json'?",
            "See vigilo plugin list --help."
        ),
        (["plugin", "relod"], "'relod' is no command of vigilo plugin.", "Did you mean vigilo plugin reload?"),
        (["plugin", "check"], "Missing expected argument '--against <version>'", "See vigilo plugin check --help."),
        (["plugin", "logs", "x", "--lines=-1"], "--lines must not be negative", "See vigilo plugin logs --help."),
        (["plugin", "logs", "x", "--level", "loud"], "'loud' is invalid", "See vigilo plugin logs --help."),
        (["plugin", "info"], "Missing expected argument '<name>'", "See vigilo plugin info --help."),
        (["incident", "create", "--title", "x", "--severity", "p5"], "'p5' is invalid for '--severity", "See vigilo"),
        (["task", "list", "--limit", "0"], "--limit must be at least 1", "See vigilo task list --help."),
        (["task", "show", ""], "it is empty", "See vigilo task show --help."),
        (["plugin", "info", ""], "it is empty", "See vigilo plugin info --help."),
        (["task", "list", "-w", ""], "No workspace is named.", "Give --workspace SLUG"),
        (["plgin", "--help"], "There is no help on 'plgin'.", "Did you mean vigilo plugin?"),
        (
            ["field", "validate", "number", "-5"], "Missing expected argument",
            "A value that begins with - goes behind --"
        ),
        (["workspace", "set", "acme"], "Nothing to change", "See vigilo workspace set --help."),
        (["field", "validate", "text", "x", "--options", "[1]"], "--options is not a JSON object: [1]", "For example"),
    ])
    func `exits 2 and says what was probably meant`(
        _ arguments: [String], _ message: String, _ hint: String
    ) async {
        let outcome = await run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(message))
        #expect(outcome.errors.contains("hint: " + hint))
        #expect(outcome.errors.split(separator: "\n").count <= 3)
    }

    @Test func `is told as JSON where that is asked for`() async throws {
        let outcome = await vigilo("plugn", "list", "--json")
        let error = json(outcome.errors)?["error"]
        #expect(error?["code"] == "unknown_command")
        #expect(error?["hint"] == "Did you mean vigilo plugin?")
        #expect(error?["exit_status"] == 2)
    }

    @Test func `never runs the guess`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            _ = await vigilo("plugin", "lst", daemon: daemon)
            #expect(daemon.requests.isEmpty)
        }
    }

    private func run(_ arguments: [String]) async -> Outcome {
        let output = Transcript()
        let errors = Transcript()
        let surroundings = Surroundings(
            environment: { $0 == "VIGILO_WORKSPACE" ? "acme" : nil }, output: output.stream(), errors: errors.stream(),
            input: -1, userID: 1000)
        let status = await Program.run(arguments, in: surroundings)
        return Outcome(status: status, output: output.text, errors: errors.text)
    }
}

@Suite struct `a reader that goes away` {
    @Test func `ends the command quietly`() async throws {
        let errors = Transcript()
        let closed = Stream(columns: nil) { _ in throw ClosedPipe() }
        let surroundings = Surroundings(
            environment: { _ in nil }, output: closed, errors: errors.stream(), input: -1, userID: 1000)
        for arguments in [["version", "--client"], ["help", "environment"], ["--help"], ["completions", "bash"]] {
            #expect(await Program.run(arguments, in: surroundings) == 0)
        }
        #expect(errors.text == "")
    }
}
