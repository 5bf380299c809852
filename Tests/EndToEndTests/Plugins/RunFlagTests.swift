// How the daemon is started: strict, in safe mode, with checks switched off, and where nothing can be staged.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RunFlagTests {
    @Test func `strict ends the start with the report if a plugin is not active`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        try await installation.put(.good(name: "late", compatibleWith: ">=9.0"), "late.so")
        try Data("hello".utf8).write(to: URL(filePath: installation.path("text.so")))
        let strict = installation.runArguments + ["--strict", "--log-format", "text"]
        let ended = try await Programs.run("vigilod", strict)
        #expect(ended.status == 7, "\(ended)")
        let report = """
            2 plugins are not active, and --strict was given:
              late is refused: it needs Vigilo >=9.0, and this is Vigilo 1.0.0 [version.incompatible]
              \(installation.path("text.so")) is refused: it is a text file, not a shared object [elf.not_elf]
            """
        #expect(ended.errors.contains(report), "\(ended.errors)")
        #expect(!FileManager.default.fileExists(atPath: installation.socket))

        try FileManager.default.removeItem(atPath: installation.path("late.so"))
        try FileManager.default.removeItem(atPath: installation.path("text.so"))
        let run = try await installation.withDaemon(arguments: ["--strict"]) { _ in }
        #expect(run.status == 0, "with nothing but active plugins it runs: \(run.log)")
    }

    @Test func `strict tells the same to whoever reads JSON lines`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(name: "late", compatibleWith: ">=9.0"), "late.so")
        let ended = try await Programs.run("vigilod", installation.runArguments + ["--strict"])
        #expect(ended.status == 7)
        let lines = try ended.errors.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(!ended.errors.contains(#""level":"error""#), "a start that is called off is no fault: \(ended.errors)")
        let last = try #require(lines.last { $0["message"] as? String == "Daemon ended" })
        #expect("\(last)".contains("version.incompatible"), "\(last)")
    }

    @Test func `safe mode loads nothing, keeps what is known, and lets one disable and remove`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        try await installation.put(.good(name: "other"), "other.so")
        try await installation.put(.good(name: "third"), "third.so")
        // Without a note its name is known from its probe alone.
        try await installation.put(
            ZooPlugin(source: "harmful", flags: ["-DHARM_EXIT", "-DIN_REGISTER"]), "harmful.so")
        try await installation.withDaemon { _ in
            _ = try await installation.vigilo("plugin", "disable", "other")
        }
        let run = try await installation.withDaemon(arguments: ["--safe-mode"]) { _ in
            #expect(try await installation.state(of: "good") == "disabled disabled.safe_mode")
            #expect(try await installation.state(of: "other") == "disabled disabled.by_operator")
            #expect(try await installation.state(of: "harmful") == "disabled disabled.safe_mode")
            let status = try await installation.vigilo("status")
            #expect(status.output.contains("safe mode: no third-party plugin is loaded"), "\(status.output)")
            let called = try await installation.vigilo("plugin", "call", "good.twice", "number=1")
            #expect(called.status == 6 && called.errors.contains("safe mode"), "\(called)")
            let disabled = try await installation.vigilo("plugin", "disable", "good")
            #expect(disabled.status == 0, "\(disabled)")
            let removed = try await installation.vigilo("plugin", "remove", "third", "--yes")
            #expect(removed.status == 0, "\(removed)")
            let enabled = try await installation.vigilo("plugin", "enable", "other")
            #expect(enabled.status == 1 && enabled.output.contains("safe mode"), "\(enabled)")
        }
        #expect(run.log.contains { $0.contains("Safe mode: no third-party plugin is loaded") })
        try await installation.withDaemon { _ in
            #expect(try await installation.state(of: "good") == "disabled disabled.by_operator")
            #expect(try await installation.state(of: "other") == "active")
            #expect(try await installation.state(of: "harmful") == "quarantined probe.exited")
            let gone = try await installation.vigilo("plugin", "list", "--json")
            #expect(!gone.output.contains("third"), "\(gone.output)")
        }
    }

    @Test func `a check that was switched off taints the daemon, and everybody is told`() async throws {
        let installation = try await Installation()
        let file = try await installation.put(.good(), "good.so")
        try FileManager.default.setAttributes([.posixPermissions: 0o775], ofItemAtPath: file)
        let configuration = installation.aside("vigilod.toml")
        try "trust.check_owners = false\n".write(toFile: configuration, atomically: true, encoding: .utf8)
        let sentence =
            "it would be refused if trust.check_owners were not false: the file \(file) can be written by its group"
        let run = try await installation.withDaemon(arguments: ["--config", configuration]) { _ in
            #expect(try await installation.factor() == "2")
            let status = try await installation.vigilo("status")
            #expect(
                status.output.contains("Tainted") && status.output.contains("[trust.overridden]"), "\(status.output)")
            #expect(status.output.contains(sentence), "\(status.output)")
            let info = try await installation.vigilo("plugin", "info", "good")
            #expect(info.output.contains(sentence), "\(info.output)")
            let listed = try await installation.vigilo("plugin", "list")
            #expect(listed.output.contains("active, 1 warning"), "\(listed.output)")
            // Mended and loaded anew, the daemon stays tainted: whatever was in the file has run.
            _ = try await Programs.run("/bin/chmod", ["go-w", file])
            _ = try await installation.vigilo("plugin", "reload", "good")
            let later = try await installation.vigilo("status", "--json")
            #expect((later.object["taints"] as? [Any])?.count == 1, "\(later.output)")
            #expect(try await installation.info("good")["warnings"] as? [String] == [])
        }
        #expect(
            run.log.contains { $0.contains("trust.overridden") && $0.contains("Plugin taken in with a warning") },
            "\(run.log)")
        #expect(run.log.contains { $0.contains("Owners and permissions of plugin files are not checked") })
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "mounting needs root"))
    func `a full disk is told at the start in one sentence, and the daemon serves all the same`() async throws {
        let disk = try await SmallDisk(kilobytes: 1_500)
        let installation = try await Installation(in: disk.folder)
        // A plugin of some size, for which there will be no room.
        let plugin = try await ZooPlugin.good().bytes() + Data(count: 200 << 10)
        try plugin.write(to: URL(filePath: installation.path("good.so")))
        let filler = disk.folder.appending(path: "filler")
        try Data().write(to: filler)
        let file = try FileHandle(forWritingTo: filler)
        // The database needs a little to be opened; a plugin needs more.
        let free = try #require(
            try FileManager.default.attributesOfFileSystem(forPath: filler.path)[.systemFreeSize] as? Int)
        try file.write(contentsOf: Data(count: max(0, free - 60 << 10)))
        try file.close()
        let run = try await installation.withDaemon { _ in
            let state = try await installation.state(of: "good")
            #expect(state == "refused stage.failed")
        }
        let told = run.log.filter { $0.contains("Plugins cannot be staged") }
        #expect(told.count == 1 && told[0].contains("no space is left on the device"), "\(run.log)")
        try await disk.unmount()
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "mounting needs root"))
    func `a file system that runs no programs is told at the start in one sentence`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        let staging = installation.data + "/staging"
        try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: false)
        let mounted = try await Programs.run(
            "/bin/mount", ["-t", "tmpfs", "-o", "noexec,size=1m,mode=0700", "tmpfs", staging])
        try #require(mounted.status == 0, "\(mounted.errors)")
        defer { SmallDisk.detach(staging) }
        let run = try await installation.withDaemon { _ in
            let state = try await installation.state(of: "good")
            #expect(state == "refused stage.failed")
        }
        let told = run.log.filter { $0.contains("Plugins cannot be staged") }
        #expect(told.count == 1 && told[0].contains("mounted noexec"), "\(run.log)")
    }
}
