// vigilo configure, in scripts and on a terminal.

import Glibc
import Synchronization
import Testing
import VigiloJSON

@testable import vigilo

private let me = """
    {"email":"ops@example.com","display_name":"Ops","is_platform_admin":true,"token_name":"init","token_prefix":"vgl_abc"}
    """
private let workspace = """
    {"id":"1","slug":"acme","name":"Acme","region":"eu","plan":"free","settings":{},"created_at":"x"}
    """
private let routes = ["GET /api/v1/me": me, "GET /api/v1/workspaces/acme": workspace]

@Suite struct `configure in a script` {
    @Test func `checks the token and the workspace and writes the file`() async throws {
        try await FakeDaemon.run(routes) { daemon in
            try await withFolder { folder in
                let outcome = await vigilo("configure", daemon: daemon, environment: ["HOME": folder])
                #expect(outcome.errors == "")
                #expect(outcome.status == 0)
                let path = "\(folder)/.vigilo/config.toml"
                #expect(outcome.output == "You are ops@example.com at \(daemon.host).\nWrote \(path).\n")
                let expected = "host = \"\(daemon.host)\"\ntoken = \"vgl_good\"\nworkspace = \"acme\"\n"
                let file = try FileText.read(path)
                #expect(file?.text == expected)
                #expect(file?.mode == 0o600)
            }
        }
    }

    @Test func `takes the token from a file, for a profile`() async throws {
        try await FakeDaemon.run(routes) { daemon in
            try await withFolder { folder in
                try FileText.write("vgl_good\n", to: "\(folder)/token")
                let outcome = await vigilo(
                    "configure", "--token-file", "\(folder)/token", "--profile", "p", "--config", "\(folder)/c.toml",
                    "--json", daemon: daemon, environment: ["VIGILO_TOKEN": ""])
                #expect(json(outcome.output)?["email"] == "ops@example.com")
                #expect(try FileText.read("\(folder)/c.toml")?.text.contains("[profiles.p]\nhost") == true)
            }
        }
    }

    @Test(arguments: [("VIGILO_TOKEN", "vgl_bad", Int32(3)), ("VIGILO_WORKSPACE", "nope", 5)])
    func `writes nothing that the daemon does not accept`(
        _ variable: String, _ value: String, _ status: Int32
    ) async throws {
        try await FakeDaemon.run(routes) { daemon in
            try await withFolder { folder in
                let environment = ["HOME": folder, variable: value]
                #expect(await vigilo("configure", daemon: daemon, environment: environment).status == status)
                #expect(access("\(folder)/.vigilo/config.toml", F_OK) != 0)
            }
        }
    }

    @Test func `writes without a daemon where it shall not check`() async throws {
        try await withFolder { folder in
            let outcome = await vigilo("configure", "--no-check", environment: ["HOME": folder])
            #expect(outcome.status == 0)
            #expect(outcome.output == "Wrote \(folder)/.vigilo/config.toml.\n")
        }
    }

    @Test func `with nothing to go by is a usage error`() async throws {
        let nothing = ["VIGILO_TOKEN": "", "VIGILO_HOST": "", "VIGILO_WORKSPACE": "", "HOME": "/nonexistent"]
        let outcome = await vigilo("configure", environment: nothing)
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("error: There is no terminal to ask on, and no token is given.\nhint: Give"))
    }

    @Test func `takes no token from the command line`() async throws {
        let outcome = await vigilo("configure", "--token", "vgl_secret")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("can be read by every user"))
        #expect(!outcome.errors.contains("vgl_secret"))
    }
}

/// A terminal whose other end is the test: it answers each question as soon as it is asked.
private final class TestTerminal: Sendable {
    let master: Int32
    let slave: Int32
    let transcript = Transcript()
    private let answers: Mutex<[String]>

    init(answers: [String]) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        // TIOCSPTLCK and TIOCGPTN, which Swift's Glibc does not name: unlock the other end and ask for its number.
        try #require(ioctl(master, 0x4004_5431, &isLocked) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(slave >= 0)
        self.answers = Mutex(answers)
    }

    deinit {
        close(slave)
        close(master)
    }

    var shows: Bool {
        var settings = termios()
        return tcgetattr(slave, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    /// What the terminal has echoed: what a person beside it would have read of what was typed.
    var echoed: String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fcntl(master, F_SETFL, O_NONBLOCK) == 0 ? read(master, &bytes, bytes.count) : 0
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    func surroundings(_ environment: [String: String]) -> Surroundings {
        let questions = transcript.stream(columns: 80) { text in
            guard text.hasSuffix(": ") else { return }
            let answer = self.answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            guard let answer else { return }
            _ = write(self.master, answer, answer.utf8.count)
        }
        return Surroundings(
            environment: { environment[$0] }, output: transcript.stream(columns: 80), errors: questions, input: slave,
            userID: 1000)
    }
}

@Suite struct `configure on a terminal` {
    @Test func `asks, checks each answer, asks again, and shows no token`() async throws {
        try await FakeDaemon.run(routes) { daemon in
            try await withFolder { folder in
                let answers = ["/nowhere\n", "vgl_bad\n", "\(daemon.host)\n", "vgl_good\n", "nope\n", "acme\n"]
                let terminal = try TestTerminal(answers: answers)
                let status = await Program.run(
                    ["configure"], in: terminal.surroundings(["HOME": folder, "NO_COLOR": "1"]))
                #expect(status == 0)
                #expect(
                    terminal.transcript.text == """
                        Host [unix://\(folder)/.local/share/vigilo/vigilod.sock]: Token: 
                        error: No daemon at unix:///nowhere: there is no such socket.
                        hint: Start the daemon (vigilod run), or name its socket with --host.
                        Host [/nowhere]: error: The token is not known.
                        hint: Give the whole token, as vigilod init showed it.
                        Token: 
                        The daemon knows you as ops@example.com.
                        Workspace slug (may be left empty): error: There is nothing at GET /api/v1/workspaces/nope.
                        Workspace slug (may be left empty): You are ops@example.com at \(daemon.host).
                        Wrote \(folder)/.vigilo/config.toml.

                        """)
                let echoed = terminal.echoed
                #expect(echoed.contains("/nowhere") && echoed.contains("acme"))
                #expect(!echoed.contains("vgl_"))
                #expect(terminal.shows)
                let expected = "host = \"\(daemon.host)\"\ntoken = \"vgl_good\"\nworkspace = \"acme\"\n"
                let file = try FileText.read("\(folder)/.vigilo/config.toml")
                #expect(file?.text == expected)
            }
        }
    }

    @Test func `keeps what is stored where the answer is empty`() async throws {
        try await FakeDaemon.run(routes) { daemon in
            try await withFolder { folder in
                let stored = "host = \"\(daemon.host)\"\ntoken = \"vgl_good\"\nworkspace = \"acme\"\n# mine\n"
                try FileText.write(stored, to: "\(folder)/c.toml")
                let terminal = try TestTerminal(answers: ["\n", "\n", "\n"])
                let surroundings = terminal.surroundings([:])
                #expect(await Program.run(["configure", "--config", "\(folder)/c.toml"], in: surroundings) == 0)
                #expect(terminal.transcript.text.contains("Token (Enter keeps the stored one): "))
                #expect(try FileText.read("\(folder)/c.toml")?.text == stored)
            }
        }
    }

    @Test func `gives up after three tries`() async throws {
        try await FakeDaemon.run(routes) { daemon in
            let terminal = try TestTerminal(answers: Array(repeating: "vgl_bad\n", count: 5))
            let surroundings = terminal.surroundings(["HOME": "/nonexistent"])
            #expect(await Program.run(["configure", "--host", daemon.host], in: surroundings) == 3)
            #expect(daemon.requests.count == 3)
        }
    }

    @Test func `ends where the input ends`() async throws {
        let terminal = try TestTerminal(answers: ["\u{4}"])
        let surroundings = terminal.surroundings(["HOME": "/nonexistent", "NO_COLOR": "1"])
        #expect(await Program.run(["configure"], in: surroundings) == 2)
        #expect(terminal.transcript.text.contains("The input ended before the question was answered."))
        #expect(terminal.shows)
    }
}
