// Files that are not installed yet: explained, tried, installed.

import Glibc
import Testing
import VigiloPackage
import VigiloJSON
import VigiloWire

@testable import vigilo

private func check(
    _ step: String, _ status: String, _ found: String?, wanted: String? = nil, reason: String? = nil,
    message: String? = nil
) -> ExplanationBody.Check {
    .init(step: step, status: status, found: found, wanted: wanted, reason: reason, message: message)
}

private func explanation(isAccepted: Bool) -> ExplanationBody {
    let version = check(
        "compatibility", "failed", ">=9.0", wanted: "a range that holds 1.0.0", reason: "version.incompatible",
        message: "it needs Vigilo >=9.0, and this is Vigilo 1.0.0; upgrade Vigilo, or install another version of it")
    return ExplanationBody(
        file: "/p/risk_math.so", name: "risk_math", version: "1.2.0", sha256: "abcd", isAccepted: isAccepted,
        checks: [
            check("elf", "passed", "ELF64, x86-64, shared object", wanted: "a shared object"),
            check(
                "clash", "warned", "DF_STATIC_TLS", wanted: "none", reason: "clash.static_tls",
                message: "it needs static TLS"),
            isAccepted ? check("compatibility", "passed", ">=1.0") : version,
            isAccepted
                ? check("probe", "passed", "1 celery_task") : check("probe", "skipped", "a check before it failed"),
        ],
        extensions: isAccepted ? [.init(kind: "celery_task", key: "recount", label: "Recount")] : [],
        functions: isAccepted ? [.init(name: "score", signature: "f64(i64 n)", summary: nil, isPure: true)] : [],
        clashes: isAccepted ? [] : ["the function 'score' is already registered by 'old_math'"])
}

private func explaining(_ isAccepted: Bool) throws -> [String: String] {
    ["POST /api/v1/plugin-explanations": try text(explanation(isAccepted: isAccepted))]
}

@Suite struct `plugin explain` {
    @Test func `shows every check, and of what is not as it should be what was wanted`() async throws {
        try await FakeDaemon.run(try explaining(false)) { daemon in
            let outcome = await vigilo("plugin", "explain", "/p/risk_math.so", daemon: daemon)
            #expect(
                outcome.output == """
                    File:    /p/risk_math.so
                    SHA-256: abcd

                    passed   elf            ELF64, x86-64, shared object
                    warned   clash          found: DF_STATIC_TLS; wanted: none
                                            it needs static TLS [clash.static_tls]
                    failed   compatibility  found: >=9.0; wanted: a range that holds 1.0.0
                                            it needs Vigilo >=9.0, and this is Vigilo 1.0.0; upgrade Vigilo, \
                    or install another version of it [version.incompatible]
                    skipped  probe          a check before it failed

                    risk_math 1.2.0 would be refused: 1 of 4 checks failed.

                    """)
            #expect(outcome.status == 1)
            #expect(daemon.lastBody == ["file": "/p/risk_math.so"])
        }
    }

    @Test func `exits 0 for what would be accepted`() async throws {
        try await FakeDaemon.run(try explaining(true)) { daemon in
            let outcome = await vigilo("plugin", "explain", "/p/risk_math.so", daemon: daemon)
            #expect(outcome.output.hasSuffix("\n\nrisk_math 1.2.0 would be accepted, with 1 warning.\n"))
            #expect(outcome.status == 0)
        }
    }

    @Test func `names the file from the root, as the daemon works elsewhere`() async throws {
        try await FakeDaemon.run(try explaining(true)) { daemon in
            let here = String(cString: try #require(getcwd(nil, 0)))
            for file in ["x.so", "./x.so"] {
                _ = await vigilo("plugin", "explain", file, "--json", daemon: daemon)
                #expect(daemon.lastBody == ["file": .string(here + "/x.so")])
            }
        }
    }

    @Test func `fits into the terminal, with colours`() async throws {
        try await FakeDaemon.run(try explaining(false)) { daemon in
            let outcome = await vigilo(
                "plugin", "explain", "/p/risk_math.so", daemon: daemon, environment: ["NO_COLOR": ""], columns: 60)
            #expect(
                outcome.output.contains("\u{1B}[32mpassed \u{1B}[0m  elf            ELF64, x86-64, shared object\n"))
            #expect(
                outcome.output.contains(
                    "\u{1B}[31mfailed \u{1B}[0m  compatibility  found: >=9.0; wanted: a range that\n"))
            #expect(outcome.output.contains("\n                        holds 1.0.0\n"))
        }
    }

    @Test func `has vigilod make the checks where there is no daemon`() async throws {
        try await withFolder { folder in
            let body = try text(explanation(isAccepted: false))
            try program("echo \"$@\" >&2; cat <<'END'\n\(body)\nEND\nexit 1", at: "\(folder)/vigilod")
            for arguments in [["/p/x.so"], ["--offline", "/p/x.so"]] {
                let outcome = await vigilo(["plugin", "explain"] + arguments, environment: ["PATH": folder])
                #expect(outcome.status == 1)
                #expect(outcome.output.contains("risk_math 1.2.0 would be refused: 1 of 4 checks failed.\n"))
                let note =
                    "There is no daemon at unix:///tmp/vigilo-command-test.no-such-socket: there is no such socket"
                #expect(outcome.errors.hasPrefix(note) == (arguments.count == 1))
            }
        }
    }

    @Test func `asks a daemon that is there, and nobody else`() async throws {
        try await withFolder { folder in
            try program("exit 3", at: "\(folder)/vigilod")
            try await FakeDaemon.run([:]) { daemon in
                let outcome = await vigilo("plugin", "explain", "/x.so", daemon: daemon, environment: ["PATH": folder])
                #expect(outcome.status == 5)
            }
        }
    }

    @Test func `without a daemon and without vigilod is not reachable`() async {
        let outcome = await vigilo("plugin", "explain", "/p/x.so", environment: ["PATH": "/nonexistent"])
        #expect(outcome.status == 7)
        #expect(outcome.errors.hasPrefix("error: No daemon at "))
    }

    @Test func `tells what vigilod said if it could not check at all`() async throws {
        try await withFolder { folder in
            try program("echo 'error: the configuration is wrong' >&2; exit 2", at: "\(folder)/vigilod")
            let outcome = await vigilo("plugin", "explain", "--offline", "/x.so", environment: ["PATH": folder])
            #expect(outcome.status == 1)
            #expect(outcome.errors == "error: Vigilod explain ended with 2: error: the configuration is wrong.\n")
        }
    }
}

@Suite struct `plugin load` {
    @Test func `shows what a file would register`() async throws {
        try await FakeDaemon.run(try explaining(true)) { daemon in
            let outcome = await vigilo("plugin", "load", "/p/risk_math.so", "--dry-run", daemon: daemon)
            #expect(
                outcome.output == """
                    risk_math 1.2.0 would register:

                    REGISTERED   KEY      LABEL
                    celery_task  recount  Recount

                    FUNCTION  SIGNATURE   PURE  SUMMARY
                    score     f64(i64 n)  yes   -

                    risk_math 1.2.0 would be accepted, with 1 warning.

                    """)
            #expect(outcome.status == 0)
        }
    }

    @Test func `shows what it would clash with, and what else is wrong`() async throws {
        try await FakeDaemon.run(try explaining(false)) { daemon in
            let outcome = await vigilo("plugin", "load", "--dry-run", "/p/risk_math.so", daemon: daemon)
            #expect(
                outcome.output == """
                    What risk_math 1.2.0 would register is not known: it was not probed.

                    clash: the function 'score' is already registered by 'old_math'

                    risk_math 1.2.0 would be refused: 1 of 4 checks failed.
                      it needs Vigilo >=9.0, and this is Vigilo 1.0.0; upgrade Vigilo, or install another version of it \
                    [version.incompatible]

                    """)
            #expect(outcome.status == 1)
        }
    }

    @Test func `says how to install, as it loads nothing`() async {
        let outcome = await vigilo("plugin", "load", "x.so")
        #expect(outcome.status == 2)
        #expect(
            outcome.errors == """
                error: Plugins are loaded from the plugin folders, and x.so stays where it is.
                hint: Copy it into a plugin folder or run: vigilo plugin install x.so

                """)
    }
}

@Suite struct `plugin install` {
    private static let library = [0x7F] + Array("ELF and so on".utf8)

    private static func routes(_ change: (inout PluginBody) -> Void = { _ in }) throws -> [String: String] {
        ["POST /api/v1/plugins": try text(body(of: "risk_math", "1.2.0", change))]
    }

    @Test func `sends a file as a package, with the signature that lies beside it`() async throws {
        try await withFolder { folder in
            try write(Self.library, to: "\(folder)/risk_math.so")
            try write(Array("signed".utf8), to: "\(folder)/risk_math.so.sig")
            try await FakeDaemon.run(try Self.routes()) { daemon in
                let outcome = await vigilo("plugin", "install", "\(folder)/risk_math.so", daemon: daemon)
                #expect(outcome.output == "risk_math 1.2.0 is installed and active.\n")
                #expect(outcome.errors == "")
                #expect(outcome.status == 0)
                let request = try #require(daemon.requests.first)
                #expect(request.line == "POST /api/v1/plugins?filename=risk_math.so")
                #expect(request.contentType == "application/vnd.vigilo.plugin")
                let package = try PluginPackage(reading: request.bytes) { _ in "" }
                #expect(package.library == PackageFile(path: "risk_math.so", bytes: Self.library))
                #expect(package.signature == PackageFile(path: "risk_math.so.sig", bytes: Array("signed".utf8)))
                #expect(package.manifest == nil)
            }
        }
    }

    @Test func `sends a package as it is, whatever it is called`() async throws {
        try await withFolder { folder in
            let package = try PluginPackage(
                name: "risk_math", kind: "celery_task", version: "1.2.0", compatibleWith: ">=1.0",
                library: PackageFile(path: "risk_math.so", bytes: Self.library)
            ) { _ in String(repeating: "0", count: 64) }
            try write(package.archive(), to: "\(folder)/download")
            try await FakeDaemon.run(try Self.routes()) { daemon in
                #expect(await vigilo("plugin", "install", "\(folder)/download", daemon: daemon).status == 0)
                #expect(daemon.requests.first?.line == "POST /api/v1/plugins?filename=risk_math.so")
                #expect(daemon.requests.first?.bytes == package.archive())
            }
        }
    }

    @Test func `says what is kept, and what should be known`() async throws {
        let routes = try Self.routes {
            $0.former = FormerPluginBody(version: "1.1.0", sha256: "99", since: "x")
            $0.warnings = [.init(code: "guard.umask", message: "it changed the umask")]
        }
        try await withFolder { folder in
            try write(Self.library, to: "\(folder)/risk_math.so")
            try await FakeDaemon.run(routes) { daemon in
                #expect(
                    await vigilo("plugin", "install", "\(folder)/risk_math.so", daemon: daemon).output == """
                        risk_math 1.2.0 is installed and active.
                        warning: it changed the umask [guard.umask]
                        Version 1.1.0 is kept: vigilo plugin rollback risk_math brings it back.

                        """)
            }
        }
    }

    @Test func `exits 6 with the daemon's refusal`() async throws {
        let problem = FakeDaemon.problem(422, "trust.unsigned", "risk_math.so was not installed: it has no signature.")
        try await withFolder { folder in
            try write(Self.library, to: "\(folder)/risk_math.so")
            try await FakeDaemon.run(["POST /api/v1/plugins": problem]) { daemon in
                let outcome = await vigilo("plugin", "install", "\(folder)/risk_math.so", daemon: daemon)
                #expect(outcome.status == 6)
                #expect(outcome.output == "")
                #expect(
                    outcome.errors == """
                        error: risk_math.so was not installed: it has no signature.
                        hint: vigilo plugin explain \(folder)/risk_math.so shows every check.

                        """)
            }
        }
    }

    @Test(arguments: [
        ("risk_math.so", "a text", Int32(6), "is neither a shared object nor a package"),
        ("missing", nil, 2, "Cannot read"), ("library", "\u{7F}ELF", 2, "its name does not end in .so"),
    ])
    func `sends nothing that can be no plugin`(
        _ name: String, _ content: String?, _ status: Int32, _ sentence: String
    ) async throws {
        try await withFolder { folder in
            if let content { try write(Array(content.utf8), to: "\(folder)/\(name)") }
            try await FakeDaemon.run(try Self.routes()) { daemon in
                let outcome = await vigilo("plugin", "install", "\(folder)/\(name)", daemon: daemon)
                #expect(outcome.status == status)
                #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
                #expect(daemon.requests.isEmpty)
            }
        }
    }

    @Test func `shows a bar on a terminal, and nothing of it is left`() async throws {
        try await withFolder { folder in
            try write(Self.library + [UInt8](repeating: 0, count: 600_000), to: "\(folder)/risk_math.so")
            try await FakeDaemon.run(try Self.routes()) { daemon in
                let outcome = await vigilo("plugin", "install", "\(folder)/risk_math.so", daemon: daemon, columns: 80)
                #expect(outcome.errors.contains("\rSending") == false)
                #expect(outcome.errors.contains("Sending risk_math.so  [##########--------------]  43 % of 601.6 KB"))
                #expect(outcome.errors.contains("\r\u{1B}[KSent; the daemon checks it ..."))
                #expect(outcome.errors.hasSuffix("\r\u{1B}[K"))
                let quiet = await vigilo(
                    "plugin", "install", "\(folder)/risk_math.so", "-q", daemon: daemon, columns: 80)
                #expect(quiet.errors == "")
            }
        }
    }

    @Test func `explains instead where it shall be dry`() async throws {
        try await FakeDaemon.run(try explaining(false)) { daemon in
            let outcome = await vigilo("plugin", "install", "--dry-run", "/p/risk_math.so", daemon: daemon)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("risk_math 1.2.0 would be refused"))
            #expect(daemon.requests.map(\.line) == ["POST /api/v1/plugin-explanations"])
        }
    }
}

@Suite struct `plugin check` {
    private static func routes(_ plugins: UpgradeReportBody.Plugin...) throws -> [String: String] {
        ["POST /api/v1/plugin-upgrade-checks": try text(UpgradeReportBody(against: "2.0.0", plugins: plugins))]
    }

    private static func plugin(_ name: String, _ reason: String? = nil, state: String = "active")
        -> UpgradeReportBody.Plugin
    {
        .init(
            name: name, version: "1.2.0", compatibleWith: ">=1.0,<2.0", state: state, isCompatible: reason == nil,
            reason: reason, message: reason.map { _ in "it needs Vigilo >=1.0,<2.0" })
    }

    @Test func `shows which plugins another version would refuse`() async throws {
        try await FakeDaemon.run(
            try Self.routes(Self.plugin("risk_math", "version.incompatible"), Self.plugin("kanban"))
        ) { daemon in
            let outcome = await vigilo("plugin", "check", "--against", "2.0.0", daemon: daemon)
            #expect(
                outcome.output == """
                    NAME       VERSION  COMPATIBLE_WITH  STATE   COMPATIBLE
                    risk_math  1.2.0    >=1.0,<2.0       active  no
                      it needs Vigilo >=1.0,<2.0 [version.incompatible]
                    kanban     1.2.0    >=1.0,<2.0       active  yes

                    Vigilo 2.0.0 would refuse 1 of 2 plugins.

                    """)
            #expect(outcome.status == 1)
            #expect(daemon.lastBody == ["against": "2.0.0"])
            #expect(await vigilo("plugin", "check", "--against", "2.0.0", "-q", daemon: daemon).output == "risk_math\n")
        }
    }

    @Test func `exits 0 where none would be, unless it shall be strict and one is out of service now`() async throws {
        try await FakeDaemon.run(try Self.routes(Self.plugin("a"), Self.plugin("b", state: "disabled"))) { daemon in
            let outcome = await vigilo("plugin", "check", "--against", "2.0.0", daemon: daemon)
            #expect(outcome.output.hasSuffix("\n\nVigilo 2.0.0 would refuse none of 2 plugins.\n"))
            #expect(outcome.status == 0)
            #expect(await vigilo("plugin", "check", "--against", "2.0.0", "--strict", daemon: daemon).status == 1)
        }
    }
}

private func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count)
}

private func program(_ script: String, at path: String) throws {
    try write(Array("#!/bin/sh\n\(script)\n".utf8), to: path, mode: 0o700)
}
