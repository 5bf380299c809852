// The command line's contract: exit statuses, errors as people and as programs read them, the configuration file.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CommandLineTests {
    @Test func `each kind of failure has its exit status and says what to do`() async throws {
        let installation = try await Installation()
        let unreachable = try await installation.vigilo("status")
        #expect(unreachable.status == 7)
        #expect(unreachable.errors.contains(installation.socket), "\(unreachable.errors)")
        try await installation.withDaemon { _ in
            let usage = try await installation.vigilo("plugin", "lst")
            #expect(usage.status == 2)
            #expect(usage.errors.contains("list"), "a typing mistake gets a suggestion: \(usage.errors)")
            let noToken = try await installation.vigilo("status", environment: ["VIGILO_TOKEN": ""])
            #expect(noToken.status == 3)
            #expect(noToken.errors.contains("vigilo configure"), "\(noToken.errors)")
            let badToken = try await installation.vigilo(
                "status", environment: ["VIGILO_TOKEN": installation.token.dropLast() + "_"])
            #expect(badToken.status == 3)
            let nowhere = try await installation.vigilo("task", "list", "--workspace", "nowhere")
            #expect(nowhere.status == 5)
            try await installation.makeWorkspace("acme")
            let twice = try await installation.vigilo(
                "workspace", "create", "--name", "A", "--slug", "acme", "--region", "us")
            #expect(twice.status == 6)
            let region = try await installation.vigilo(
                "workspace", "create", "--name", "A", "--slug", "mars", "--region", "mars")
            #expect(region.status == 6)
            #expect(region.errors.contains("us") && region.errors.contains("eu"), "\(region.errors)")
        }
    }

    @Test func `with --json errors are JSON too`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            let wrong = try await installation.vigilo("plugin", "info", "nothing", "--json")
            let told = try JSONSerialization.jsonObject(with: Data(wrong.errors.utf8)) as? [String: Any]
            let error = try #require(told?["error"] as? [String: Any])
            #expect(error["code"] is String && error["message"] is String && error["retryable"] is Bool)
            #expect(wrong.output.isEmpty)
        }
    }

    @Test func `configure checks the token against the daemon and keeps it for its owner only`() async throws {
        let installation = try await Installation()
        let file = installation.folder.appendingPathComponent("config.toml").path
        let bare = ["VIGILO_CONFIG": file]
        try await installation.withDaemon { _ in
            let host = "unix://\(installation.socket)"
            let wrong = try await Programs.run(
                "vigilo", ["configure", "--host", host, "--token-stdin"], environment: bare, input: "vgl_wrong")
            #expect(wrong.status == 3, "\(wrong.errors)")
            #expect(!FileManager.default.fileExists(atPath: file), "what was refused is not kept")
            let right = try await Programs.run(
                "vigilo", ["configure", "--host", host, "--token-stdin"], environment: bare,
                input: installation.token + "\n")
            #expect(right.status == 0, "\(right.errors)")
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
            let status = try await Programs.run("vigilo", ["status"], environment: bare)
            #expect(status.status == 0, "\(status.errors)")
            let shown = try await Programs.run("vigilo", ["status", "--json"], environment: bare)
            #expect(!shown.output.contains(installation.token))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `completions are printed for a shell`(_ shell: String) async throws {
        let printed = try await Programs.run("vigilo", ["completions", shell])
        #expect(printed.status == 0)
        #expect(printed.output.contains("plugin") && printed.output.contains("workspace"))
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `completions are what that shell can read`(_ shell: String)
        async throws
    {
        let program = "/usr/bin/\(shell)"
        // Not every machine has every shell; bash is always there.
        guard shell == "bash" || FileManager.default.isExecutableFile(atPath: program) else { return }
        let read = try await Programs.run(
            "/bin/bash", ["-c", #""$0" completions "$1" | "$1" -n"#, Programs.path("vigilo"), shell])
        #expect(read.status == 0 && read.errors.isEmpty, "\(read.errors)")
    }

    @Test func `bash completes commands, and the names that the daemon knows`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let script = """
                source <(vigilo completions bash); complete -p vigilo
                try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                    COMPREPLY=(); _vigilo; echo "${COMPREPLY[*]}"; }
                try vigilo ''; try vigilo member role x@y.z ''; try vigilo plugin info ''
                """
            let path = "\(Programs.folder.path):/usr/bin:/bin"
            let outcome = try await Programs.run(
                "/bin/bash", ["-c", script],
                environment: installation.surroundings.merging(["PATH": path]) { _, new in new })
            let lines = outcome.output.components(separatedBy: "\n")
            try #require(lines.count > 3, "\(outcome.output)\(outcome.errors)")
            #expect(lines[0].hasPrefix("complete ") && lines[0].hasSuffix("-F _vigilo vigilo"))
            #expect(lines[1].contains("workspace") && lines[1].contains("plugin"))
            #expect(lines[2].contains("engineer"))
            #expect(lines[3].contains("risk_math"))
        }
    }

    @Test func `a closed pipe ends a command quietly`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let piped = try await Programs.run(
                "/bin/sh",
                [
                    "-c", "\"$0\" help exit-codes | head -n 1; \"$0\" plugin list --json | head -c 1",
                    Programs.path("vigilo"),
                ],
                environment: installation.surroundings)
            #expect(piped.errors.isEmpty, "\(piped.errors)")
        }
    }
}
