// Dashboards of a workspace, and the tiles on them.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct DashboardLayoutTests {
    private let house: House
    private let workspace: Workspace

    init() async throws {
        house = try await House()
        workspace = try await house.workspace()
        try house.addDoubler()
    }

    private var dashboards: Dashboards { house.platform.dashboards }

    private func add(_ tile: NewTile, to name: String = "Ops") async throws -> Tile {
        try await dashboards.addTile(tile, to: name, in: "acme", by: house.admin).tile
    }

    @Test func `a new workspace has a dashboard, which is stored with its first change`() async throws {
        let fresh = try await dashboards.list(in: "acme", by: house.admin)
        #expect(fresh.map(\.name) == ["Overview"] && fresh[0].isDefault && fresh[0].createdAt == nil)
        #expect(fresh[0].layout.map(\.widgetKind) == ["open_changes", "incident_grid", "expiring_certs"])
        #expect(try await house.count("dashboard") == 0)
        let view = try await dashboards.view("overview", in: "acme", by: house.admin)
        #expect(view.tiles.count == 3 && view.tiles.allSatisfy { $0.data != nil })
        let tile = try await add(NewTile(widgetKind: "mirror"), to: "Overview")
        #expect(tile.place == TilePlace(x: 0, y: 8, width: 4, height: 2))
        let stored = try await dashboards.list(in: "acme", by: house.admin)
        #expect(stored.count == 1 && stored[0].layout.count == 4 && stored[0].createdAt != nil)
        #expect(
            try await house.auditActions(.workspace(workspace.id)).suffix(2)
                == ["dashboard.create", "dashboard.add_widget"])
    }

    @Test func `a dashboard made beside the standard one leaves it there`() async throws {
        let made = try await dashboards.create("Ops", in: "acme", by: house.admin)
        #expect(!made.isDefault && made.layout.isEmpty)
        let night = try await dashboards.create("Night", isDefault: true, in: "acme", by: house.admin)
        #expect(night.isDefault)
        let all = try await dashboards.list(in: "acme", by: house.admin)
        #expect(all.map(\.name) == ["Night", "Ops", "Overview"] && all.map(\.isDefault) == [true, false, false])
        for name in ["Ops", "ops", ""] {
            #expect(await refusal { _ = try await dashboards.create(name, in: "acme", by: house.admin) } != nil)
        }
    }

    @Test func `the default is handed over, not given up`() async throws {
        _ = try await dashboards.create("Ops", in: "acme", by: house.admin)
        let error = await refusal { _ = try await dashboards.delete("Overview", in: "acme", by: house.admin) }
        #expect(error?.code == "default_dashboard")
        let taken = await refusal {
            _ = try await dashboards.update("Ops", newName: "Overview", in: "acme", by: house.admin)
        }
        #expect(taken?.code == "dashboard_exists")
        let ops = try await dashboards.update("Ops", newName: "All", isDefault: true, in: "acme", by: house.admin)
        #expect(ops.isDefault && ops.name == "All")
        let deleted = try await dashboards.delete("Overview", in: "acme", by: house.admin)
        #expect(deleted.name == "Overview")
        #expect(try await dashboards.list(in: "acme", by: house.admin).map(\.name) == ["All"])
        let row = try #require(try await house.auditRows(.workspace(workspace.id)).last)
        #expect(try row.text("action") == "dashboard.delete")
        #expect(try JSONValue(parsing: row.text("old_value")) == deleted.image)
    }

    @Test func `tiles without a place get the first that is free, row by row`() async throws {
        _ = try await dashboards.create("Ops", in: "acme", by: house.admin)
        var tiles: [Tile] = []
        for _ in 0..<4 { tiles.append(try await add(NewTile(widgetKind: "mirror"))) }
        #expect(tiles.map(\.widgetID) == ["mirror", "mirror-2", "mirror-3", "mirror-4"])
        #expect(tiles.map { [$0.place.x, $0.place.y] } == [[0, 0], [4, 0], [8, 0], [0, 2]])
        let wide = try await add(NewTile(widgetKind: "mirror", width: 12, height: 1))
        #expect(wide.place.y == 4)
        _ = try await dashboards.removeTile("mirror-2", from: "Ops", in: "acme", by: house.admin)
        let filling = try await add(NewTile(widgetKind: "mirror", width: 3))
        #expect(filling.place == TilePlace(x: 4, y: 0, width: 3, height: 2) && filling.widgetID == "mirror-2")
        #expect(try await add(NewTile(widgetKind: "mirror", y: 20)).place.y == 20)
        #expect(try await add(NewTile(widgetKind: "mirror", x: 5)).place == TilePlace(x: 5, y: 2, width: 4, height: 2))
    }

    @Test func `tiles do not overlap`() async throws {
        _ = try await dashboards.create("Ops", in: "acme", by: house.admin)
        _ = try await add(NewTile(widgetKind: "mirror", x: 4, y: 4))
        let over = await refusal { _ = try await add(NewTile(widgetKind: "mirror", x: 7, y: 5)) }
        #expect(over?.code == "tile_overlaps" && over?.sentence.contains("'mirror'") == true)
        _ = try await add(NewTile(widgetKind: "mirror", x: 8, y: 5))
        _ = try await add(NewTile(widgetKind: "mirror", x: 4, y: 6))
        let full = await refusal { _ = try await add(NewTile(widgetKind: "mirror", y: 5, width: 9)) }
        #expect(full?.code == "tile_overlaps" && full?.sentence.contains("In row 5") == true)
    }

    @Test func `a dashboard has 50 tiles at most, and a workspace 50 dashboards`() async throws {
        for _ in 0..<47 { _ = try await add(NewTile(widgetKind: "mirror"), to: "Overview") }
        let tile = await refusal { _ = try await add(NewTile(widgetKind: "mirror"), to: "Overview") }
        #expect(tile?.code == "too_many_tiles")
        for number in 1..<50 { _ = try await dashboards.create("Board \(number)", in: "acme", by: house.admin) }
        let dashboard = await refusal { _ = try await dashboards.create("More", in: "acme", by: house.admin) }
        #expect(dashboard?.code == "too_many_dashboards")
    }

    @Test(
        arguments: [
            (NewTile(widgetKind: "mirror", x: 9), "x"), (NewTile(widgetKind: "mirror", x: -1), "x"),
            (NewTile(widgetKind: "mirror", y: -1), "y"), (NewTile(widgetKind: "mirror", y: 1000), "y"),
            (NewTile(widgetKind: "mirror", width: 13), "w"), (NewTile(widgetKind: "mirror", width: 0), "w"),
            (NewTile(widgetKind: "mirror", height: .max), "h"), (NewTile(widgetKind: "miror"), "widget_kind"),
            (NewTile(widgetKind: "mirror", config: ["bad": 1]), "config"),
            (NewTile(widgetKind: "mirror", config: "x"), "config"),
            (NewTile(widgetKind: "open_changes", config: ["limit": 51]), "config.limit"),
            (NewTile(widgetKind: "open_changes", config: ["limt": 5]), "config.limt"),
        ])
    func `a tile that leaves the grid or that its widget does not take is refused`(
        tile: NewTile, field: String
    ) async throws {
        let error = await refusal { _ = try await add(tile, to: "Overview") }
        #expect(error?.kind == .invalid && error?.fields.map(\.field) == [field], "\(error?.sentence ?? "")")
        #expect(try await house.count("dashboard") == 0)
    }

    @Test func `a tile that has nothing to show says why and leaves the others alone`() async throws {
        _ = try await add(NewTile(widgetKind: "mirror", config: ["a": 1]), to: "Overview")
        func tiles() async throws -> [LoadedTile] {
            try await dashboards.view("Overview", in: "acme", by: house.admin).tiles
        }
        #expect(try await tiles().last?.data == ["config": ["a": 1]])
        try house.addDoubler(DoublingField(), MirrorWidget(error: ExtensionError(.failed, "mirror broke")))
        #expect(try await tiles().map(\.error?.sentence) == [nil, nil, nil, "mirror broke"])
        house.registry.withdraw(owner: "doubler")
        let gone = try await tiles()
        #expect(gone.last?.error?.sentence == "The widget comes from the plugin 'doubler', which is not active.")
        #expect(gone.prefix(3).allSatisfy { $0.data != nil } && gone.last?.tile.config == ["a": 1])
        try house.addDoubler()
        #expect(try await tiles().last?.data == ["config": ["a": 1]])
    }

    @Test func `viewers look, admins arrange`() async throws {
        let viewer = try await house.person("vi", .viewer, in: workspace)
        #expect(try await dashboards.view("Overview", in: "acme", by: viewer).tiles.count == 3)
        for role in [Role.viewer, .engineer, .approver] {
            let person = try await house.person("p-\(role.rawValue)", role, in: workspace)
            let error = await refusal { _ = try await dashboards.create("Mine", in: "acme", by: person) }
            #expect(error?.kind == .forbidden)
        }
        let missing = await refusal { _ = try await dashboards.show("Overvew", in: "acme", by: viewer) }
        #expect(missing?.code == "dashboard_not_found" && missing?.hint == "Did you mean 'Overview'?")
        let tile = await refusal {
            _ = try await dashboards.removeTile("mirror", from: "Overview", in: "acme", by: house.admin)
        }
        #expect(tile?.code == "tile_not_found")
    }
}
