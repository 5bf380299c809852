// The README's tour, driven as a user drives it: real programs, real plugins, a real socket.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TourTests {
    @Test func `the example plugins are listed, the one for a newer Vigilo as refused with its reason`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let listed = try await installation.vigilo("plugin", "list", "--json")
            #expect(listed.status == 0, "\(listed.errors)")
            let items = listed.object["items"] as? [[String: Any]] ?? []
            let states = Dictionary(items.map { ($0["name"] as? String ?? "", $0["state"] as? String) }) { first, _ in
                first
            }
            #expect(
                states == [
                    "datepicker_with_holidays": "active", "kanban_overview": "active", "risk_math": "active",
                    "requires_vigilo_9": "refused",
                ])
            let refused = try #require(items.first { $0["state"] as? String == "refused" })
            #expect(refused["reason"] as? String == "version.incompatible")
            #expect((refused["message"] as? String)?.contains(">=9") == true)

            let table = try await installation.vigilo("plugin", "list")
            for word in ["NAME", "risk_math", "version.incompatible", "4 plugins: 3 active, 1 refused"] {
                #expect(table.output.contains(word), "\(table.output)")
            }
        }
    }

    @Test func `plugin info tells what a plugin registered, from which file, and how often it was called`() async throws
    {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let called = try await installation.vigilo(
                "plugin", "call", "risk_math.risk_score", "severity=4", "exposure=0.5", "owner=alice", "--json")
            #expect(called.status == 0, "\(called.errors)")
            #expect(called.object["result"] is Double)
            let info = try await installation.vigilo("plugin", "info", "risk_math", "--json")
            #expect(info.status == 0, "\(info.errors)")
            #expect((info.object["calls"] as? [String: Any])?["total"] as? Int == 1)
            #expect((info.object["sha256"] as? String)?.count == 64)
            #expect(info.object["isolation"] as? String == "in_process")
            let functions = info.object["functions"] as? [[String: Any]] ?? []
            #expect(functions.contains { $0["signature"] as? String == "f64(i64 severity, f64 exposure, str owner)" })

            let wrong = try await installation.vigilo(
                "plugin", "call", "risk_math.risk_score", "severity=high", "exposure=0.5", "owner=alice")
            #expect(wrong.status == 6)
            #expect(wrong.errors.contains("severity"))
            let nobody = try await installation.vigilo("plugin", "info", "no_such_plugin")
            #expect(nobody.status == 5)
        }
    }

    @Test func `a holiday and a weekend are refused by the plugin's own sentence, a working day is accepted`()
        async throws
    {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let set = try await installation.vigilo("workspace", "set", "acme", #"holidays=["2026-12-25"]"#)
            #expect(set.status == 0, "\(set.errors)")

            func verdict(_ date: String) async throws -> Outcome {
                try await installation.vigilo("field", "validate", "holiday_aware_date", date, "--workspace", "acme")
            }
            let good = try await verdict("2026-12-23")
            #expect(good.status == 0, "\(good.output)\(good.errors)")
            let holiday = try await verdict("2026-12-25")
            #expect(holiday.status == 1)
            #expect(holiday.output.contains("2026-12-25") && holiday.output.contains("holiday"), "\(holiday.output)")
            let weekend = try await verdict("2026-12-26")
            #expect(weekend.status == 1)
            #expect(weekend.output.contains("Saturday"), "\(weekend.output)")
        }
    }

    @Test func `the kanban tile counts the rows that there are`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            for arguments in [
                ["task", "create", "--title", "One"], ["task", "create", "--title", "Two"],
                ["incident", "create", "--title", "Down", "--severity", "p1"],
                ["change", "create", "--title", "Switch"],
                ["task", "move", "TASK-0002", "in_progress"],
            ] {
                let made = try await Programs.run(
                    "vigilo", arguments + ["--workspace", "acme"], environment: installation.surroundings)
                #expect(made.status == 0, "\(made.errors)")
            }
            let tile = try await installation.vigilo(
                "dashboard", "preview", "kanban_overview", "--workspace", "acme", "--json")
            #expect(tile.status == 0, "\(tile.errors)")
            let columns = tile.object(at: "data")["columns"] as? [[String: Any]] ?? []
            func count(_ status: String, _ type: String) -> Int? {
                columns.first { $0["status"] as? String == status }?[type] as? Int
            }
            #expect(count("todo", "task") == 1 && count("in_progress", "task") == 1 && count("done", "task") == 0)
            #expect(count("open", "incident") == 1 && count("draft", "change") == 1)
            #expect(count("open", "task") == nil, "a task is never open")
            #expect(tile.object(at: "data")["total"] as? Int == 4, "\(tile.output)")
        }
    }

    @Test func `a move that is not allowed says what is`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            _ = try await installation.vigilo("change", "create", "--title", "Switch", "--workspace", "acme")
            let wrong = try await installation.vigilo("change", "move", "CHG-00001", "completed", "--workspace", "acme")
            #expect(wrong.status == 6)
            #expect(wrong.errors.contains("draft") && wrong.errors.contains("review"), "\(wrong.errors)")
            let own = try await installation.vigilo("change", "move", "CHG-00001", "review", "--workspace", "acme")
            #expect(own.status == 0)
            let approved = try await installation.vigilo(
                "change", "move", "CHG-00001", "approved", "--workspace", "acme")
            #expect(approved.status == 4, "nobody approves their own change: \(approved.errors)")
        }
    }
}
