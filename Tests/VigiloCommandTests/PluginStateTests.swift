// The states of plugins and of the daemon that has them, as people see them.

import Testing
import VigiloJSON
import VigiloWire

@testable import vigilo

private let needsNewer = "it needs Vigilo >=2.0, and this is Vigilo 1.0.0"

private func refusedReplacement() -> PluginReplacementBody {
    PluginReplacementBody(
        state: "refused", reason: "version.incompatible", message: needsNewer, version: "2.0.0", sha256: "ef",
        since: "2026-08-02T10:00:00.000000Z")
}

private func routes() throws -> [String: String] {
    let list = try page(
        body(of: "risk_math") { $0.replacement = refusedReplacement() },
        body(of: "locale_lab", "0.9.0") {
            $0.warnings = [
                .init(code: "guard.locale", message: "it changed the locale"), .init(code: "x", message: "y"),
            ]
        },
        body(of: "old_one", "1.0.0") {
            $0.become("disabled", "disabled.by_operator", "it was disabled by ops@example.com")
        },
        body(of: "crasher") { $0.become("quarantined", "probe.crashed", "it crashed when it was tried: SIGSEGV") },
        body(of: "gone") { $0.become("missing", "missing.file", "its file is not there any more") })
    return ["GET /api/v1/plugins": list]
}

@Suite struct `plugin list, of every state` {
    @Test func `says what keeps a plugin from serving, and which version goes on`() async throws {
        try await FakeDaemon.run(try routes()) { daemon in
            let outcome = await vigilo("plugin", "list", daemon: daemon)
            #expect(
                outcome.output == """
                    NAME        KIND         VERSION  COMPATIBLE_WITH  STATE
                    risk_math   celery_task  1.2.0    >=1.0            active
                      version 2.0.0 in its file was refused: \(needsNewer) [version.incompatible]; 1.2.0 goes on serving
                    locale_lab  celery_task  0.9.0    >=1.0            active, 2 warnings
                    old_one     celery_task  1.0.0    >=1.0            disabled
                      it was disabled by ops@example.com [disabled.by_operator]
                    crasher     celery_task  1.2.0    >=1.0            quarantined
                      it crashed when it was tried: SIGSEGV [probe.crashed]
                    gone        celery_task  1.2.0    >=1.0            missing
                      its file is not there any more [missing.file]

                    5 plugins: 2 active, 1 disabled, 1 missing, 1 quarantined

                    """)
        }
    }

    @Test func `asks for the retired ones only where they are wanted`() async throws {
        try await FakeDaemon.run(try routes()) { daemon in
            for arguments in [[], ["--all"], ["--state", "retired"], ["--state", "active"]] {
                _ = await vigilo(["plugin", "list"] + arguments, daemon: daemon)
            }
            let all = "GET /api/v1/plugins?all=true&limit=500"
            let some = "GET /api/v1/plugins?limit=500"
            #expect(daemon.requests.map(\.line) == [some, all, all, some])
        }
    }

    @Test func `tells the retired ones beside the others`() async throws {
        let list = try page(
            body(of: "a"), body(of: "b") { $0.become("retired", "retired.file_gone", "its file was deleted") })
        try await FakeDaemon.run(["GET /api/v1/plugins": list]) { daemon in
            let outcome = await vigilo("plugin", "list", "--all", "--strict", daemon: daemon)
            #expect(outcome.output.hasSuffix("\n\n1 plugin: 1 active; 1 retired\n"))
            #expect(outcome.status == 0)
        }
    }

    @Test func `leaves out what is in other states, for programs too`() async throws {
        try await FakeDaemon.run(try routes()) { daemon in
            let filter = ["plugin", "list", "--state", "quarantined", "--state", "missing"]
            #expect(await vigilo(filter + ["-q"], daemon: daemon).output == "crasher\ngone\n")
            let document = json(await vigilo(filter + ["--json"], daemon: daemon).output)
            #expect(document?["items"]?.arrayValue?.map { $0["name"] } == ["crasher", "gone"])
            #expect(
                await vigilo("plugin", "list", "--state", "refused", daemon: daemon).output == "No plugin is refused.\n"
            )
        }
    }

    @Test func `names the states on the line of the error`() async {
        let outcome = await vigilo("plugin", "list", "--state", "weird")
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.contains("one of the following: active, disabled, refused, quarantined, retired, missing."))
    }

    @Test func `knows the states`() async {
        let outcome = await vigilo("plugin", "list", "--state", "broken")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("quarantined"))
    }

    @Test func `is strict about a newer file that was refused`() async throws {
        for (plugin, status) in [
            (body(of: "a"), Int32(0)), (body(of: "a") { $0.replacement = refusedReplacement() }, 1),
        ] {
            try await FakeDaemon.run(["GET /api/v1/plugins": try page(plugin)]) { daemon in
                #expect(await vigilo("plugin", "list", "--strict", daemon: daemon).status == status)
            }
        }
    }
}

@Suite struct `plugin info, of every state` {
    @Test func `tells of a newer file, warnings, the signer and the version before`() async throws {
        let plugin = body(of: "risk_math") {
            $0.replacement = refusedReplacement()
            $0.warnings = [.init(code: "guard.signal_handler", message: "it replaced the SIGSEGV handler")]
            $0.signer = "ops@example.com"
            $0.generations = 3
            $0.former = FormerPluginBody(version: "1.1.0", sha256: "99", since: "2026-07-01T00:00:00.000000Z")
        }
        try await FakeDaemon.run(["GET /api/v1/plugins/risk_math": try text(plugin)]) { daemon in
            #expect(
                await vigilo("plugin", "info", "risk_math", daemon: daemon).output == """
                    Plugin:          risk_math
                    State:           active since 2026-08-01 10:00:00 UTC
                    Newer file:      version 2.0.0 was refused: \(needsNewer) [version.incompatible], since 2026-08-02 10:00:00 UTC
                    Warnings:        it replaced the SIGSEGV handler [guard.signal_handler]
                    Kind:            celery_task
                    Version:         1.2.0
                    Compatible with: >=1.0
                    File:            /p/risk_math.so
                    SHA-256:         abcd
                    Size:            14.2 KB
                    Signed by:       ops@example.com
                    Compiler:        gcc 12.2
                    Isolation:       in_process
                    Calls at once:   many
                    Load time:       1.2 ms
                    Versions loaded: 3 since the daemon's start
                    Calls:           7, of which 0 failed
                    Former version:  1.1.0, until 2026-07-01 00:00:00 UTC (vigilo plugin rollback risk_math)

                    """)
        }
    }

    @Test func `shows where a plugin crashed, innermost call first`() async throws {
        let plugin = body(of: "crasher") {
            $0.become("quarantined", "probe.crashed", "it crashed when it was tried: SIGSEGV")
            $0.backtrace = ["boom (crasher.so+0x1139)", "vigilo_plugin_entry (crasher.so+0x1200)"]
        }
        try await FakeDaemon.run(["GET /api/v1/plugins/crasher": try text(plugin)]) { daemon in
            let outcome = await vigilo("plugin", "info", "crasher", daemon: daemon)
            #expect(
                outcome.output.contains(
                    """
                    State:           quarantined since 2026-08-01 10:00:00 UTC
                    Reason:          it crashed when it was tried: SIGSEGV [probe.crashed]
                    Way back:        put a mended file in its place, or try this one again: vigilo plugin release crasher
                    Crashed in:      boom (crasher.so+0x1139)
                                     vigilo_plugin_entry (crasher.so+0x1200)

                    """))
        }
    }
}

@Suite struct `status, of plugins` {
    private func show(_ change: (inout StatusBody) -> Void) async throws -> String {
        var status = StatusBody(
            version: "1.0.0", abi: 1, installationID: "i", startedAt: "2026-08-01T10:00:00.000000Z", uptimeSeconds: 61,
            pid: 7, residentMemoryBytes: nil, dataDirectory: "/d", pluginDirectories: ["/p"], regions: ["eu"],
            plugins: .init(active: 3))
        change(&status)
        let me = #"{"email":"a@b","display_name":"A","is_platform_admin":true,"token_name":"t","token_prefix":"vgl_a"}"#
        var output = ""
        try await FakeDaemon.run(["GET /api/v1/status": try text(status), "GET /api/v1/me": me]) { daemon in
            output = await vigilo("status", daemon: daemon).output
        }
        return output
    }

    @Test func `counts those states only that there are`() async throws {
        #expect(try await show { _ in }.contains("\nPlugins:        3 plugins: 3 active\nPlugin folders: /p\n"))
        let counts = StatusBody.PluginCounts(active: 1, disabled: 2, refused: 3, quarantined: 4, retired: 5, missing: 6)
        #expect(
            try await show { $0.plugins = counts }.contains(
                "16 plugins: 1 active, 2 disabled, 6 missing, 4 quarantined, 3 refused; 5 retired\n"))
    }

    @Test func `shows how far a look at many files has come`() async throws {
        let output = try await show { $0.progress = .init(decided: 412, files: 1000, probed: 130, toBeProbed: 600) }
        #expect(output.contains("\nPlugin scan:    412 of 1000 files, 130 of 600 probed\n"))
        let quick = try await show { $0.progress = .init(decided: 1, files: 2, probed: 0, toBeProbed: 0) }
        #expect(quick.contains("\nPlugin scan:    1 of 2 files\n"))
    }

    @Test func `says what did not protect the daemon, and that it is in safe mode`() async throws {
        let output = try await show {
            $0.isSafeMode = true
            $0.taints = [.init(code: "trust.overridden", message: "owners are not checked")]
        }
        #expect(output.contains("\nMode:           safe mode: no third-party plugin is loaded\n"))
        #expect(output.contains("\nTainted:        owners are not checked [trust.overridden]\n"))
    }
}
