// The built-in widgets.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct DashboardTests {
    private let house: House

    init() async throws {
        house = try await House()
        try await house.workspace()
        try await house.workspace("other")
    }

    private func load(_ widget: String, _ config: JSONValue? = nil) async throws -> JSONValue {
        try await house.platform.dashboards.load(widget: widget, config: config, in: "acme", by: house.admin)
    }

    @Test func `the built-in widgets are listed by key with their owner`() async throws {
        let widgets = try await house.platform.dashboards.widgets(in: "acme", by: house.admin)
        #expect(widgets.map(\.key) == ["expiring_certs", "incident_grid", "open_changes"])
        #expect(widgets.allSatisfy { $0.owner == "vigilo" && (1...12).contains($0.defaultSize.width) })
    }

    @Test func `open changes are counted by status, and the next come first`() async throws {
        let items = house.platform.workItems
        for (start, slug) in [(nil, "acme"), ("2026-12-26", "acme"), ("2026-12-25", "acme"), ("2026-12-24", "other")] {
            let new = NewWorkItem(title: "x", plannedStart: start.map { "\($0)T00:00:00Z" })
            _ = try await items.create(.change, new, in: slug, by: house.admin)
        }
        _ = try await items.create(.change, NewWorkItem(title: "gone"), in: "acme", by: house.admin)
        _ = try await items.move(.change, key: "CHG-00004", to: "cancelled", in: "acme", by: house.admin)
        _ = try await items.move(.change, key: "CHG-00001", to: "review", in: "acme", by: house.admin)
        let data = try await load("open_changes")
        #expect(data["total"] == 3)
        #expect(
            data["by_status"] == ["draft": 2, "review": 1, "approved": 0, "scheduled": 0, "in_progress": 0])
        let keys = { (data: JSONValue) in data["items"]?.arrayValue?.compactMap { $0["key"]?.stringValue } }
        #expect(keys(data) == ["CHG-00003", "CHG-00002", "CHG-00001"])
        #expect(keys(try await load("open_changes", ["limit": 1])) == ["CHG-00003"])
    }

    @Test func `incidents stand in a grid of severity and status`() async throws {
        let items = house.platform.workItems
        for severity in ["p1", "p1", "p4"] {
            _ = try await items.create(
                .incident, NewWorkItem(title: "x", severity: severity), in: "acme", by: house.admin)
        }
        _ = try await items.create(.incident, NewWorkItem(title: "x"), in: "other", by: house.admin)
        _ = try await items.move(.incident, key: "INC-0001", to: "investigating", in: "acme", by: house.admin)
        let data = try await load("incident_grid")
        #expect(data["total"] == 3)
        #expect(data["severities"] == ["p1", "p2", "p3", "p4"])
        #expect(data["cells"]?["p1"]?["open"] == 1 && data["cells"]?["p1"]?["investigating"] == 1)
        #expect(data["cells"]?["p4"]?["open"] == 1 && data["cells"]?["p3"]?["open"] == 0)
    }

    @Test(
        arguments: [
            ("open_changes", ["limit": 0]), ("open_changes", ["limit": 51]), ("open_changes", ["limit": "1"]),
            ("open_changes", ["size": 1]), ("incident_grid", ["limit": 1]), ("incident_grid", [1]),
            ("expiring_certs", ["days": 0]), ("expiring_certs", ["limit": 51]), ("expiring_certs", ["day": 1]),
        ] as [(String, JSONValue)])
    func `a configuration that cannot be right is an error`(widget: String, config: JSONValue) async {
        let error = await #expect(throws: ExtensionError.self) { _ = try await load(widget, config) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.sentence.contains(widget) == true)
    }

    @Test func `an unknown widget is not found and the hint names those there are`() async {
        let error = await refusal { _ = try await load("clock") }
        #expect(error?.kind == .notFound)
        #expect(error?.hint?.contains("incident_grid, open_changes") == true)
    }

    @Test func `a widget that is loaded for no workspace says so`() async throws {
        let widget = try #require(house.registry.dashboardWidget("incident_grid")?.value)
        let error = await #expect(throws: ExtensionError.self) {
            _ = try await widget.load(config: [:], context: CallContext())
        }
        #expect(error?.code == .invalidArgument)
    }
}
