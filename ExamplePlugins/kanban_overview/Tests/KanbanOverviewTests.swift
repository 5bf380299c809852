// The widget as Vigilo calls it, in the library that is shipped.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@Suite struct `The kanban overview` {
    static let counts: [EntityType: [String: Int]] = [
        .change: ["in_progress": 1], .incident: ["open": 2], .task: ["in_progress": 2, "done": 4],
    ]

    func load(_ config: JSON = nil, _ counts: [EntityType: [String: Int]] = Self.counts) throws -> JSON {
        let plugin = try PluginTestHarness(
            library: "libkanban_overview.so", workspace: TestWorkspace("acme", counts: counts))
        return try plugin.load(config: config)
    }

    @Test func `adds up each status over changes, incidents and tasks`() throws {
        let columns = try load()["columns"]?.arrayValue ?? []
        #expect(
            columns.first { $0["status"] == "in_progress" }
                == ["status": "in_progress", "change": 1, "task": 2, "total": 3])
        #expect(try load()["total"] == 9)
        #expect(try load()["totals"] == ["change": 1, "incident": 2, "task": 6])
    }

    @Test func `has its columns in the order of work, empty ones too`() throws {
        let statuses = try load(nil, [:])["columns"]?.arrayValue?.compactMap { $0["status"]?.stringValue } ?? []
        #expect(statuses.first == "draft")
        #expect(statuses.last == "cancelled")
        #expect(statuses.firstIndex(of: "todo") ?? 99 < statuses.firstIndex(of: "done") ?? 0)
    }

    @Test func `counts only what the tile is configured for`() throws {
        #expect(try load(["types": ["task"]])["totals"] == ["task": 6])
        #expect(throws: PluginError.self) { try load(["types": ["lunch"]]) }
    }

    @Test func `registers one widget, six columns wide`() throws {
        let plugin = try PluginTestHarness(library: "libkanban_overview.so")
        #expect(plugin.extensions.map(\.key) == ["kanban_overview"])
        #expect(plugin.extensions.first?.defaultSize == WidgetSize(width: 6, height: 4))
        try plugin.shutdown()
    }
}
