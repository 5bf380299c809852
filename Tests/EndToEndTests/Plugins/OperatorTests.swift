// What operators do with plugins: disable, enable, reload, rescan, release.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct OperatorTests {
    @Test func `what is disabled stays so over a restart, until it is enabled`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        try await installation.withDaemon { _ in
            let disabled = try await installation.vigilo("plugin", "disable", "good")
            #expect(disabled.status == 0 && disabled.output == "good 1.0.0 is disabled.\n", "\(disabled)")
            let called = try await installation.vigilo("plugin", "call", "good.twice", "number=1")
            #expect(called.status == 6 && called.errors.contains("vigilo plugin enable good"), "\(called.errors)")
        }
        try await installation.withDaemon { _ in
            #expect(try await installation.state(of: "good") == "disabled disabled.by_operator")
            let info = try await installation.vigilo("plugin", "info", "good")
            #expect(info.output.contains("root@example.com disabled it"), "\(info.output)")
            let enabled = try await installation.vigilo("plugin", "enable", "good")
            #expect(enabled.status == 0 && enabled.output == "good 1.0.0 is active.\n", "\(enabled)")
            #expect(try await installation.factor() == "2")
        }
        try await installation.withDaemon { _ in
            let state = try await installation.state(of: "good")
            #expect(state == "active")
        }
    }

    @Test func `reload loads the same file anew, as a further generation, and its variables begin anew`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        try await installation.withDaemon { _ in
            func count() async throws -> String {
                try await installation.vigilo("plugin", "call", "good.count").output
            }
            #expect(try await count() == "1\n")
            #expect(try await count() == "2\n")
            let reloaded = try await installation.vigilo("plugin", "reload", "good")
            #expect(reloaded.status == 0 && reloaded.output == "good 1.0.0 is active.\n", "\(reloaded)")
            #expect(try await count() == "1\n")
            let all = try await installation.vigilo("plugin", "reload")
            #expect(all.status == 0 && all.output.contains("replaced"), "\(all)")
            #expect(try await count() == "1\n")
            #expect(try await installation.info("good")["generations"] as? Int == 3)
        }
    }

    @Test func `a file whose permissions were mended is taken in by a rescan`() async throws {
        let installation = try await Installation()
        let file = try await installation.put(.good(), "good.so")
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
        try await installation.withDaemon { _ in
            #expect(try await installation.state(of: "good.so") == "refused trust.world_writable")
            let listed = try await installation.vigilo("plugin", "list")
            #expect(listed.output.contains("run: chmod go-w \(file)"), "\(listed.output)")
            let mended = try await Programs.run("/bin/chmod", ["go-w", file])
            #expect(mended.status == 0)
            let scanned = try await installation.vigilo("plugin", "rescan")
            #expect(scanned.status == 0, "\(scanned)")
            #expect(try await installation.state(of: "good") == "active")
            let nothing = try await installation.vigilo("plugin", "rescan")
            #expect(nothing.output == "Nothing has changed.\n\n1 plugin: 1 active\n", "\(nothing.output)")
        }
    }

    @Test func `a quarantined plugin gets another chance when it is released, over a restart too`() async throws {
        let installation = try await Installation()
        let trigger = installation.aside("trigger")
        try Data().write(to: URL(filePath: trigger))
        let harmful = ZooPlugin(
            source: "harmful", flags: ["-DHARM_CRASH", "-DIN_CONSTRUCTOR", "-DWHILE_THERE=\"\(trigger)\""])
        try await installation.put(harmful, "harmful.so")
        try await installation.withDaemon { _ in
            #expect(try await installation.state(of: "harmful.so") == "quarantined probe.crashed")
            let again = try await installation.vigilo("plugin", "release", "harmful.so")
            #expect(again.status == 1, "it crashes still: \(again.output)")
            #expect(again.output.contains("[probe.crashed]"))
        }
        try FileManager.default.removeItem(atPath: trigger)
        try await installation.withDaemon { _ in
            // Nothing was tried again by itself: the content is known.
            #expect(try await installation.state(of: "harmful.so") == "quarantined probe.crashed")
            let released = try await installation.vigilo("plugin", "release", "harmful.so")
            #expect(released.status == 0 && released.output == "harmful 1.0.0 is active.\n", "\(released)")
            let again = try await installation.vigilo("plugin", "release", "harmful")
            #expect(again.status == 6 && again.errors.contains("active, not quarantined"), "\(again.errors)")
        }
    }

    @Test func `two commands at once have their turns, and both are answered`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        try await installation.put(.good(name: "other"), "other.so")
        try await installation.withDaemon { _ in
            let commands = [
                ["reload", "good"], ["reload"], ["disable", "other"], ["rescan"], ["reload", "good"], ["list"],
            ]
            let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
                for words in commands {
                    group.addTask {
                        try await Programs.run("vigilo", ["plugin"] + words, environment: installation.surroundings)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for outcome in outcomes { #expect(outcome.status == 0, "\(outcome)") }
            #expect(try await installation.state(of: "good") == "active")
            #expect(try await installation.state(of: "other") == "disabled disabled.by_operator")
        }
    }

    @Test func `a plugin whose file is gone when the daemon starts is missing, and comes back with its file`()
        async throws
    {
        let installation = try await Installation()
        let file = try await installation.put(.good(), "good.so")
        try await installation.withDaemon { _ in
            let state = try await installation.state(of: "good")
            #expect(state == "active")
        }
        try FileManager.default.moveItem(atPath: file, toPath: installation.aside("good.so"))
        try await installation.withDaemon { _ in
            #expect(try await installation.state(of: "good") == "missing missing.file")
            let listed = try await installation.vigilo("plugin", "list")
            #expect(listed.output.contains("or forget it: vigilo plugin remove good ["), "\(listed.output)")
            try await installation.withWatch { watch in
                #expect(await watch.next("missing")?.name == "good")
                try await installation.cp(installation.aside("good.so"), "good.so")
                #expect(await watch.next("loaded")?.name == "good")
            }
        }
        // Moved while nobody looks, it is not missing but somewhere else.
        try FileManager.default.moveItem(atPath: file, toPath: installation.path("renamed.so"))
        try await installation.withDaemon(arguments: ["--strict"]) { _ in
            let listed = try await installation.vigilo("plugin", "list", "--all")
            #expect(listed.output.hasSuffix("\n1 plugin: 1 active\n"), "\(listed.output)")
        }
    }
}
