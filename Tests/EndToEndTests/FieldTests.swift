// Custom fields with plugins' types and dashboards with plugins' widgets: real programs, real .so files.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FieldTests {
    @Test func `a change on a Saturday is refused in the plugin's own words, and nothing is made`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let acme = ["VIGILO_WORKSPACE": "acme"]
            let defined = try await installation.vigilo(
                "field", "define", "change", "window", "--type", "holiday_aware_date", "--label", "Change window",
                environment: acme)
            #expect(defined.status == 0, "\(defined.errors)")
            let saturday = try await installation.vigilo(
                "change", "create", "--title", "Patch", "--field", "window=2026-12-26", environment: acme)
            #expect(saturday.status == 6)
            #expect(
                saturday.errors.contains("2026-12-26") && saturday.errors.contains("Saturday"), "\(saturday.errors)")
            let program = try await installation.vigilo(
                "change", "create", "--title", " ", "--field", "window=2026-12-26", "--field", "widnow=1", "--json",
                environment: acme)
            let lines = program.errors
            for part in ["\"title\"", "fields.window", "Saturday", "fields.widnow", "did you mean 'window'?"] {
                #expect(lines.contains(part), "\(part) in \(lines)")
            }
            let list = try await installation.vigilo("change", "list", "--json", environment: acme)
            #expect((list.object["items"] as? [Any])?.isEmpty == true)

            let monday = try await installation.vigilo(
                "change", "create", "--title", "Patch", "--field", "window=2026-12-28", environment: acme)
            #expect(monday.status == 0, "\(monday.errors)")
            let shown = try await installation.vigilo("change", "show", "CHG-00001", environment: acme)
            #expect(shown.output.contains("Change window:") && shown.output.contains("2026-12-28"), "\(shown.output)")
            let holidays = try await installation.vigilo("workspace", "set", "acme", #"holidays=["2026-12-29"]"#)
            #expect(holidays.status == 0)
            let holiday = try await installation.vigilo(
                "field", "set", "CHG-00001", "window=2026-12-29", environment: acme)
            #expect(holiday.status == 6 && holiday.errors.contains("holiday"), "\(holiday.errors)")
        }
    }

    @Test func `values outlive their plugin: readable while it is gone, writable when it is back`() async throws {
        let installation = try await Installation(examples: true)
        let plugin = installation.plugins.appending(path: "libdatepicker_with_holidays.so")
        let aside = installation.folder.appending(path: "aside.so")
        let acme = ["VIGILO_WORKSPACE": "acme"]
        @Sendable func value() async throws -> String? {
            let shown = try await installation.vigilo("change", "show", "CHG-00001", "--json", environment: acme)
            return (shown.object["fields"] as? [String: Any])?["window"] as? String
        }
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            for arguments in [
                ["field", "define", "change", "window", "--type", "holiday_aware_date", "--required"],
                ["field", "define", "change", "note", "--type", "text"],
                ["change", "create", "--title", "Patch", "--field", "window=2026-12-28"],
                ["plugin", "disable", "datepicker_with_holidays"],
            ] {
                let done = try await Programs.run(
                    "vigilo", arguments, environment: installation.surroundings.merging(acme) { _, new in new })
                #expect(done.status == 0, "\(arguments): \(done.errors)")
            }
            #expect(try await value() == "2026-12-28")
            let refused = try await installation.vigilo(
                "field", "set", "CHG-00001", "window=2026-12-30", environment: acme)
            #expect(refused.status == 6 && refused.errors.contains("datepicker_with_holidays"), "\(refused.errors)")
            let other = try await installation.vigilo("field", "set", "CHG-00001", "note=still", environment: acme)
            #expect(other.status == 0, "\(other.errors)")
            let made = try await installation.vigilo("change", "create", "--title", "Without", environment: acme)
            #expect(made.status == 0, "\(made.errors)")
            let enabled = try await installation.vigilo("plugin", "enable", "datepicker_with_holidays")
            #expect(enabled.status == 0, "\(enabled.errors)")
            let demanded = try await installation.vigilo("change", "create", "--title", "Without", environment: acme)
            #expect(demanded.status == 6 && demanded.errors.contains("window"), "\(demanded.errors)")
        }
        try FileManager.default.moveItem(at: plugin, to: aside)
        try await installation.withDaemon { _ in
            #expect(try await value() == "2026-12-28", "removed, and the value is still there after a restart")
            let listed = try await installation.vigilo("field", "list", environment: acme)
            #expect(listed.output.contains("missing") && listed.output.contains("datepicker_with_holidays"))
        }
        try FileManager.default.moveItem(at: aside, to: plugin)
        try await installation.withDaemon { _ in
            let set = try await installation.vigilo(
                "field", "set", "CHG-00001", "window=2026-12-30", environment: acme)
            #expect(set.status == 0, "\(set.errors)")
            let history = try await installation.vigilo(
                "field", "history", "CHG-00001", "window", "--json", environment: acme)
            let entries = history.object["items"] as? [[String: Any]] ?? []
            let changes = entries.flatMap { $0["changes"] as? [[String: String]] ?? [] }
            #expect(
                changes == [
                    ["field": "window", "new": "2026-12-28"],
                    ["field": "window", "old": "2026-12-28", "new": "2026-12-30"],
                ])
            #expect(entries.allSatisfy { $0["actor"] as? String == "root@example.com" })
        }
    }

    @Test
    func `the kanban tile on a dashboard counts real rows, and a tile without its plugin leaves the others alone`()
        async throws
    {
        let installation = try await Installation(examples: true)
        let acme = ["VIGILO_WORKSPACE": "acme"]
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let fresh = try await installation.vigilo("dashboard", "list", environment: acme)
            #expect(fresh.status == 0 && fresh.output.contains("Overview"), "\(fresh.output)")
            let added = try await installation.vigilo(
                "dashboard", "add-widget", "Overview", "kanban_overview", environment: acme)
            #expect(added.status == 0, "\(added.errors)")
            let wrong = try await installation.vigilo(
                "dashboard", "add-widget", "Overview", "kanban_overview", "--options", #"{"types":["certificate"]}"#,
                environment: acme)
            #expect(wrong.status == 6 && wrong.errors.contains("config.types"), "\(wrong.errors)")
            for title in ["One", "Two", "Three"] {
                _ = try await installation.vigilo("task", "create", "--title", title, environment: acme)
            }
            _ = try await installation.vigilo("task", "move", "TASK-0002", "in_progress", environment: acme)
            @Sendable func tiles() async throws -> [String: [String: Any]] {
                let shown = try await installation.vigilo("dashboard", "show", "--json", environment: acme)
                let all = shown.object["tiles"] as? [[String: Any]] ?? []
                return Dictionary(
                    all.map { (($0["tile"] as? [String: Any])?["widget_id"] as? String ?? "", $0) }
                ) { first, _ in first }
            }
            let tile = try #require(try await tiles()["kanban_overview"]?["data"] as? [String: Any])
            let columns = tile["columns"] as? [[String: Any]] ?? []
            #expect(columns.first { $0["status"] as? String == "todo" }?["task"] as? Int == 2)
            #expect(columns.first { $0["status"] as? String == "in_progress" }?["task"] as? Int == 1)
            let drawn = try await installation.vigilo("dashboard", "show", environment: acme)
            #expect(drawn.output.contains("Kanban overview [kanban_overview]"), "\(drawn.output)")

            _ = try await installation.vigilo("plugin", "disable", "kanban_overview")
            let gone = try await tiles()
            let message = (gone["kanban_overview"]?["error"] as? [String: Any])?["message"] as? String
            #expect(message?.contains("kanban_overview") == true, "\(gone)")
            #expect(gone["open_changes"]?["data"] != nil && gone["incident_grid"]?["data"] != nil)
            _ = try await installation.vigilo("plugin", "enable", "kanban_overview")
            #expect(try await tiles()["kanban_overview"]?["data"] != nil)
        }
    }
}
