// Dashboards over HTTP.

import HTTPTypes
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

@Suite struct DashboardRouteTests {
    private let house: House

    init() async throws {
        house = try await House()
        try await house.workspace()
    }

    @Test func `a dashboard is made, filled, looked at, renamed and deleted`() async throws {
        let made = try await house.send(.post, Path.dashboards(in: "acme"), #"{"name":"Night & day"}"#)
        #expect(made.status == 201 && made.headers[.location] == "/ws/acme/api/v1/dashboards/Night%20%26%20day")
        let listed = try await house.send(.get, Path.dashboards(in: "acme"))
        #expect(listed.json["items"]?.arrayValue?.map { $0["name"] } == ["Night & day", "Overview"])
        let tiles = Path.dashboardTiles("Night & day", in: "acme")
        let added = try await house.send(.post, tiles, #"{"widget_kind":"open_changes","x":6,"config":{"limit":1}}"#)
        #expect(added.status == 201, "\(added.text)")
        #expect(added.json["widget_id"] == "open_changes" && added.json["x"] == 6 && added.json["w"] == 6)
        let over = try await house.send(.post, tiles, #"{"widget_kind":"incident_grid","x":7,"y":0,"w":2}"#)
        #expect(over.status == 409)
        #expect(try over.problem().code == "tile_overlaps")
        let outside = try await house.send(.post, tiles, #"{"widget_kind":"incident_grid","x":7}"#)
        #expect(outside.status == 422)
        let view = try await house.send(.get, Path.dashboardView("Night & day", in: "acme"))
        #expect(view.json["tiles"]?.arrayValue?.first?["data"]?["total"] == 0)
        let one = Path.dashboard("Night & day", in: "acme")
        #expect(try await house.send(.patch, one, #"{"name":"Night"}"#).json["name"] == "Night")
        let tile = Path.dashboardTile("open_changes", on: "Night", in: "acme")
        #expect(try await house.send(.delete, tile).json["layout"] == [])
        #expect(try await house.send(.delete, tile).status == 404)
        #expect(try await house.send(.delete, Path.dashboard("Night", in: "acme")).status == 200)
        #expect(try await house.send(.delete, Path.dashboard("Overview", in: "acme")).status == 409)
        #expect(try await house.send(.get, Path.dashboard("Night", in: "acme")).status == 404)
    }
}
