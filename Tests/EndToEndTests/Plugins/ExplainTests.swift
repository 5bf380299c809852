// What would become of a file: told by the daemon, by vigilod without one, and by the real loader in the same words.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ExplainTests {
    private func steps(_ outcome: Outcome) -> [String: String] {
        let checks = outcome.object["checks"] as? [[String: Any]] ?? []
        return checks.reduce(into: [:]) { $0[$1["step"] as? String ?? ""] = $1["status"] as? String }
    }

    @Test func `with a daemon, without one and by vigilod itself, the verdict is the same`() async throws {
        let installation = try await Installation()
        let good = try await installation.put(.good(), installation.aside("good.so"))
        let bad = try await installation.put(.good(compatibleWith: ">=9.0"), installation.aside("bad.so"))
        @Sendable func explanations(_ file: String) async throws -> [Outcome] {
            [
                try await installation.vigilo("plugin", "explain", file, "--json"),
                try await installation.vigilo("plugin", "explain", "--offline", file, "--json"),
                try await Programs.run("vigilod", ["explain", file, "--json"] + explainFlags(installation)),
            ]
        }
        try await installation.withDaemon { _ in
            for explained in try await explanations(good) {
                #expect(explained.status == 0, "\(explained)")
                #expect(explained.object["is_accepted"] as? Bool == true)
                #expect(steps(explained)["probe"] == "passed", "\(explained.output)")
                #expect((explained.object["functions"] as? [Any])?.count == 2)
            }
            for explained in try await explanations(bad) {
                #expect(explained.status == 1, "\(explained)")
                #expect(explained.object["is_accepted"] as? Bool == false)
                #expect(steps(explained)["compatibility"] == "failed" && steps(explained)["probe"] == "skipped")
            }
            // The loader says it in the same words.
            try await installation.put(.good(compatibleWith: ">=9.0"), "bad.so")
            _ = try await installation.vigilo("plugin", "rescan")
            let sentence = try #require(try await installation.info("bad.so")["message"] as? String)
            let explained = try await installation.vigilo("plugin", "explain", bad)
            #expect(explained.output.contains("\(sentence) [version.incompatible]"), "\(explained.output)")
        }
    }

    private func explainFlags(_ installation: Installation) -> [String] {
        ["--data-dir", installation.data, "--plugins-dir", installation.plugins.path]
    }

    @Test func `without a daemon vigilod is asked, and a line says so`() async throws {
        let installation = try await Installation()
        let good = try await installation.put(.good(), installation.aside("good.so"))
        let explained = try await installation.vigilo("plugin", "explain", good)
        #expect(explained.status == 0, "\(explained)")
        #expect(explained.errors.contains("checked by vigilod without one"), "\(explained.errors)")
        #expect(explained.output.contains("good 1.0.0 would be accepted."), "\(explained.output)")
        let table = try await Programs.run("vigilod", ["explain", good])
        #expect(table.status == 0 && table.output.contains("The loader would take in good 1.0.0"), "\(table)")
        let nothing = try await Programs.run("vigilod", ["explain", installation.aside("nothing.so")])
        #expect(nothing.status == 1, "\(nothing)")
    }

    @Test func `a check that failed says what was wanted, and finds nothing where nothing was found`() async throws {
        let installation = try await Installation()
        try Data("hello".utf8).write(to: URL(filePath: installation.aside("text.so")))
        let explained = try await installation.vigilo("plugin", "explain", "--offline", installation.aside("text.so"))
        #expect(explained.status == 1)
        #expect(
            explained.output.contains("it is a text file, not a shared object [elf.not_elf]"), "\(explained.output)")
        #expect(!explained.output.contains("found nothing"), "\(explained.output)")
        #expect(explained.output.contains("wanted: a whole shared object for this machine"), "\(explained.output)")
    }

    @Test func `a dry run shows what would be registered, and with whom it would clash`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        let clash = try await installation.put(.good(name: "rival", key: "good"), installation.aside("rival.so"))
        let fine = try await installation.put(.good(name: "fine"), installation.aside("fine.so"))
        try await installation.withDaemon { _ in
            let clashing = try await installation.vigilo("plugin", "load", "--dry-run", clash)
            #expect(clashing.status == 1)
            #expect(
                clashing.output.contains("clash: the field type 'good' is already registered by 'good'"),
                "\(clashing.output)")
            let free = try await installation.vigilo("plugin", "load", "--dry-run", fine)
            #expect(free.status == 0 && free.output.contains("i64(i64 number)"), "\(free)")
            let wet = try await installation.vigilo("plugin", "load", fine)
            #expect(wet.status == 2 && wet.errors.contains("vigilo plugin install"), "\(wet)")
            let listed = try await installation.vigilo("plugin", "list", "--json")
            #expect((listed.object["items"] as? [Any])?.count == 1, "nothing was loaded")
        }
    }

    @Test func `an upgrade is rehearsed`() async throws {
        let installation = try await Installation()
        try await installation.put(.good(), "good.so")
        try await installation.put(.good(name: "wide", compatibleWith: ">=1.0,<4.0"), "wide.so")
        try await installation.withDaemon { _ in
            let report = try await installation.vigilo("plugin", "check", "--against", "3.0.0")
            #expect(report.status == 1)
            #expect(report.output.contains("Vigilo 3.0.0 would refuse 1 of 2 plugins."), "\(report.output)")
            let fine = try await installation.vigilo("plugin", "check", "--against", "1.9.0")
            #expect(fine.status == 0 && fine.output.contains("refuse none of 2 plugins"), "\(fine)")
            let wrong = try await installation.vigilo("plugin", "check", "--against", "three")
            #expect(wrong.status == 6 && wrong.errors.contains("A version looks like 2.0.0"), "\(wrong)")
        }
    }
}
