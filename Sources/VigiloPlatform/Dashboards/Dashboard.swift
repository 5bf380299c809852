// A dashboard of a workspace, as it is read.

import VigiloExtensionPoints
public import VigiloJSON
import VigiloStore

/// A dashboard: tiles on a grid of 12 columns.
public struct Dashboard: Sendable, Equatable {
    /// nil: the standard one, which is not stored before it is changed.
    let id: String?
    public var name: String
    /// Whether it is the one that is shown where none is named.
    public var isDefault: Bool
    public var layout: [Tile]
    /// nil: it was never changed.
    public var createdAt: Timestamp?
    public var updatedAt: Timestamp?

    static let columns = "id, name, is_default, layout, created_at, updated_at"

    init(_ row: Row) throws {
        id = try row.text("id")
        name = try row.text("name")
        isDefault = try row.integer("is_default") == 1
        let tiles = try JSONValue(parsing: try row.text("layout")).arrayValue?.map(Tile.init) ?? []
        guard !tiles.contains(nil) else {
            throw StoreError(.corrupt, "A dashboard's layout is damaged; restore the database from a backup.")
        }
        layout = tiles.compactMap(\.self)
        createdAt = try row.timestamp("created_at")
        updatedAt = try row.timestamp("updated_at")
    }

    init(id: String?, name: String, isDefault: Bool, layout: [Tile], at now: Timestamp?) {
        self.id = id
        self.name = name
        self.isDefault = isDefault
        self.layout = layout
        createdAt = now
        updatedAt = now
    }
}

extension Dashboard {
    /// All that is kept of the dashboard but its id and when it changed last.
    var image: JSONValue {
        json.merging(["created_at": createdAt.map { .string($0.rfc3339) } ?? .null])
    }

    /// All that is kept of the dashboard but its id and times: what an export holds.
    public var json: JSONValue {
        ["name": .string(name), "is_default": .bool(isDefault), "layout": .array(layout.map(\.json))]
    }

    /// The dashboard of a workspace that has stored none.
    static var standard: Dashboard {
        let tiles: [(kind: String, place: TilePlace)] = [
            ("open_changes", TilePlace(x: 0, y: 0, width: 6, height: 4)),
            ("incident_grid", TilePlace(x: 6, y: 0, width: 6, height: 4)),
            ("expiring_certs", TilePlace(x: 0, y: 4, width: 12, height: 4)),
        ]
        return Dashboard(
            id: nil, name: "Overview", isDefault: true,
            layout: tiles.map { Tile(widgetKind: $0.kind, widgetID: $0.kind, owner: Registry.core, place: $0.place) },
            at: nil)
    }
}
