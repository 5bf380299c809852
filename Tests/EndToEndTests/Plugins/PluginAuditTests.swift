// Who may manage plugins, and what is written down of it.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PluginAuditTests {
    @Test func `every managing command leaves a row with actor, hash and outcome`() async throws {
        let installation = try await Installation()
        let first = try await installation.put(.good("1.0.0"), installation.aside("good.so"))
        let folder = installation.folder.appending(path: "newer")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let second = try await installation.put(.good("2.0.0"), folder.appending(path: "good.so").path)
        try await installation.withDaemon { _ in
            for (words, action, outcome) in [
                (["install", first], "plugin.install", "plugin.load"),
                (["disable", "good"], "plugin.disable", "plugin.disable"),
                (["enable", "good"], "plugin.enable", "plugin.load"),
                (["reload", "good"], "plugin.replace", "plugin.replace"),
                (["reload"], "plugin.replace", "plugin.replace"),
                (["install", second], "plugin.install", "plugin.replace"),
                (["rollback", "good"], "plugin.roll_back", "plugin.replace"),
                (["remove", "good", "--yes"], "plugin.remove", "plugin.retire"),
            ] {
                let before = try await installation.auditRows().count
                let done = try await Programs.run(
                    "vigilo", ["plugin"] + words, environment: installation.surroundings)
                #expect(done.status == 0, "\(words): \(done)")
                let rows = try await installation.auditRows().dropFirst(before)
                #expect(rows.first?.action == action && rows.last?.action == outcome, "\(words): \(rows)")
                for row in rows {
                    #expect(row.target == "good" && row.actor != nil && row.note("sha256")?.count == 64, "\(row)")
                }
            }
        }
    }

    @Test func `questions leave a row too, and so does what was refused to be installed`() async throws {
        let installation = try await Installation()
        let bad = try await installation.put(.good(compatibleWith: ">=9.0"), installation.aside("good.so"))
        try await installation.withDaemon { _ in
            for (words, action) in [
                (["explain", bad], "plugin.explain"), (["load", "--dry-run", bad], "plugin.explain"),
                (["install", bad], "plugin.refuse"), (["check", "--against", "2.0.0"], "plugin.check"),
            ] {
                let before = try await installation.auditRows().count
                _ = try await Programs.run("vigilo", ["plugin"] + words, environment: installation.surroundings)
                let rows = try await installation.auditRows().dropFirst(before)
                let row = try #require(rows.first, "\(words)")
                #expect(rows.count == 1 && row.action == action && row.actor != nil, "\(words): \(rows)")
                guard action != "plugin.check" else { continue }
                #expect(row.note("reason") == "version.incompatible" && row.note("sha256")?.count == 64, "\(row)")
            }
        }
    }

    @Test func `what the daemon sees by itself is nobody's act, and a refusal is written down with its reason`()
        async throws
    {
        let installation = try await Installation()
        try await installation.put(.good(compatibleWith: ">=9.0"), "good.so")
        try await installation.withDaemon { _ in }
        let row = try #require(try await installation.auditRows().first)
        #expect(row.action == "plugin.refuse" && row.actor == nil && row.target == "good")
        #expect(row.note("reason") == "version.incompatible" && row.note("file") == installation.path("good.so"))
        #expect(row.note("sha256")?.count == 64)
        try await installation.withDaemon { _ in }
        #expect(try await installation.auditRows().count == 2, "each start says what it refused")
    }

    @Test func `a release is written down, and so is what came of it`() async throws {
        let installation = try await Installation()
        try await installation.put(
            ZooPlugin(source: "harmful", flags: ["-DHARM_EXIT", "-DIN_REGISTER"]), "harmful.so")
        try await installation.withDaemon { _ in
            let released = try await installation.vigilo("plugin", "release", "harmful")
            #expect(released.status == 1, "\(released)")
            let rows = try await installation.auditRows()
            try #require(rows.map(\.action) == ["plugin.quarantine", "plugin.release", "plugin.quarantine"], "\(rows)")
            #expect(rows[0].actor == nil && rows[1].actor != nil && rows[2].actor != nil)
            #expect(rows[2].note("reason") == "probe.exited")
        }
    }

    @Test func `a member who is no platform admin may look, and manages nothing`() async throws {
        let installation = try await Installation()
        let file = try await installation.put(.good(), "good.so")
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            try await installation.demoteAdmin()
            for words in [["list"], ["info", "good"], ["call", "good.twice", "number=1"]] {
                let done = try await Programs.run(
                    "vigilo", ["plugin"] + words, environment: installation.surroundings)
                #expect(done.status == 0, "\(words): \(done)")
            }
            for words in [
                ["enable", "good"], ["disable", "good"], ["reload", "good"], ["reload"], ["rescan"],
                ["release", "good"], ["install", file], ["remove", "good", "--yes"], ["rollback", "good"],
                ["explain", file], ["check", "--against", "2.0.0"], ["load", "--dry-run", file], ["logs", "good"],
                ["watch"],
            ] {
                let done = try await Programs.run(
                    "vigilo", ["plugin"] + words, environment: installation.surroundings)
                #expect(done.status == 4, "\(words): \(done)")
                #expect(
                    done.errors.contains("Only a platform admin has the permission plugin.manage"), "\(done.errors)")
            }
            #expect(try await installation.state(of: "good") == "active")
        }
    }
}
