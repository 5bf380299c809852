// vigilo doctor: each thing that can be wrong, what is said of it, and what is said to cure it.

import Glibc
import Testing
import VigiloJSON

@testable import vigilo

private func status(version: String = "1.0.0", safe: Bool = false, taints: String = "") -> String {
    """
    {"version":"\(version)","abi":1,"installation_id":"x","started_at":"x","uptime_seconds":90,"pid":1,"data_dir":"/d",
     "plugins_dirs":[],"regions":["us"],"is_safe_mode":\(safe),"taints":[\(taints)],
     "plugins":{"active":2,"disabled":0,"refused":0,"quarantined":0,"retired":0,"missing":0}}
    """
}

private let me = """
    {"email":"a@example.com","display_name":"A","is_platform_admin":true,"token_name":"cli","token_prefix":"vgl_abc"}
    """
private let workspace = """
    {"id":"1","slug":"acme","name":"Acme","region":"us","plan":"free","created_at":"x","settings":{}}
    """

private func routes(status: String = status(), plugins: String = "") -> [String: String] {
    [
        "GET /api/v1/status": status, "GET /api/v1/me": me, "GET /api/v1/workspaces/acme": workspace,
        "GET /api/v1/plugins": #"{"items":[\#(plugins)],"next_cursor":null}"#,
    ]
}

/// The checks that did not pass, by their names, with their cures.
private func failed(_ outcome: Outcome) -> [String: String] {
    let checks = json(outcome.output)?["checks"]?.arrayValue ?? []
    let failed = checks.filter { $0["status"] == "failed" }
    return Dictionary(
        failed.map { ($0["name"]?.stringValue ?? "", $0["cure"]?.stringValue ?? "") }, uniquingKeysWith: { $1 })
}

@Suite struct `the doctor` {
    @Test func `finds a sound installation sound`() async throws {
        try await FakeDaemon.run(routes()) { daemon in
            try await withFolder { folder in
                try FileText.write("workspace = \"acme\"\n", to: "\(folder)/config.toml")
                let outcome = await vigilo(
                    "doctor", daemon: daemon, environment: ["VIGILO_CONFIG": "\(folder)/config.toml"])
                #expect(outcome.status == 0)
                #expect(
                    outcome.output == """
                        passed   configuration  \(folder)/config.toml is sound, and yours alone
                        passed   daemon         it answers at \(daemon.host), and has run for 1 min 30 s
                        passed   token          cli of a@example.com, valid without an end
                        passed   version        client and daemon are both 1.0.0
                        passed   workspace      acme, Acme
                        passed   plugins        2 plugins: 2 active
                        passed   taints         the daemon has none
                        skipped  audit log      the daemon signs nothing of it

                        """)
                #expect(outcome.errors == "All is well.\n")
            }
        }
    }

    @Test func `tells each thing that is wrong with its cure`() async throws {
        let taint = #"{"code":"guard.signal_handler","message":"The plugin x changed the handler of SIGSEGV."}"#
        let sick = status(version: "0.9.0", taints: taint)
        try await FakeDaemon.run(routes(status: sick)) { daemon in
            let outcome = await vigilo("doctor", "--json", "-w", "nowhere", daemon: daemon)
            #expect(outcome.status == 1)
            let cures = failed(outcome)
            #expect(Set(cures.keys) == ["version", "workspace", "taints"])
            #expect(cures["version"]?.contains("same version") == true)
            #expect(json(outcome.output)?["failed"] == 3)
            #expect(
                await vigilo("doctor", "-q", "-w", "nowhere", daemon: daemon).output == "version\nworkspace\ntaints\n")
        }
    }

    @Test func `tells of safe mode`() async throws {
        try await FakeDaemon.run(routes(status: status(safe: true))) { daemon in
            #expect(failed(await vigilo("doctor", "--json", daemon: daemon)).keys.sorted() == ["plugins"])
        }
    }

    @Test func `names the plugins that are not served`() async throws {
        let plugin = try text(body(of: "risk_math") { $0.become("refused", "version.incompatible", "it does not fit") })
        try await FakeDaemon.run(routes(plugins: plugin)) { daemon in
            let outcome = await vigilo("doctor", daemon: daemon)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("is refused"))
            #expect(outcome.output.contains("cure: vigilo plugin info "))
        }
    }

    @Test func `stops at a token that is not valid`() async throws {
        try await FakeDaemon.run(routes()) { daemon in
            let outcome = await vigilo("doctor", "--json", daemon: daemon, environment: ["VIGILO_TOKEN": "vgl_bad"])
            #expect(outcome.status == 1)
            #expect(failed(outcome)["token"]?.contains("vigilo configure") == true)
            let states = json(outcome.output)?["checks"]?.arrayValue?.compactMap { $0["status"]?.stringValue }
            #expect(states == ["passed", "passed", "failed", "skipped", "skipped", "skipped", "skipped"])
        }
    }

    @Test func `stops at a daemon that is not there`() async throws {
        let outcome = await vigilo("doctor", "--json")
        #expect(outcome.status == 1)
        #expect(failed(outcome)["daemon"]?.contains("vigilod run") == true)
        let malformed = await vigilo("doctor", "--json", "--host", "tcp://x")
        #expect(failed(malformed)["daemon"]?.contains("unix://") == true)
    }

    @Test func `tells of a configuration that others may read, is mistyped or broken`() async throws {
        try await FakeDaemon.run(routes()) { daemon in
            try await withFolder { folder in
                let file = "\(folder)/config.toml"
                func cure() async -> String? {
                    failed(await vigilo("doctor", "--json", daemon: daemon, environment: ["VIGILO_CONFIG": file]))[
                        "configuration"]
                }
                try FileText.write("token = \"vgl_x\"\n", to: file)
                chmod(file, 0o644)
                #expect(await cure() == "chmod 600 \(file)")
                try FileText.write("workspce = \"acme\"\n", to: file)
                #expect(await cure()?.contains("Correct the name") == true)
                try FileText.write("workspace = \n", to: file)
                #expect(await cure()?.contains("Mend the line") == true)
            }
        }
    }
}
