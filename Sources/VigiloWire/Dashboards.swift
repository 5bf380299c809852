// Bodies about dashboards.

public import VigiloJSON

/// A tile's place and configuration.
public struct LayoutTileBody: Codable, Sendable, Equatable {
    /// The widget's key.
    public var widgetKind: String
    /// The tile's name, unique on its dashboard.
    public var widgetID: String
    /// The plugin that the widget came from when the tile was added; `vigilo` for what is built in.
    public var owner: String
    /// Columns and rows count from 0; the grid has 12 columns.
    public var x: Int
    public var y: Int
    public var w: Int
    public var h: Int
    public var config: JSONValue

    enum CodingKeys: String, CodingKey {
        case owner, x, y, w, h, config
        case widgetKind = "widget_kind"
        case widgetID = "widget_id"
    }

    public init(
        widgetKind: String, widgetID: String, owner: String, x: Int, y: Int, w: Int, h: Int, config: JSONValue
    ) {
        self.widgetKind = widgetKind
        self.widgetID = widgetID
        self.owner = owner
        self.x = x
        self.y = y
        self.w = w
        self.h = h
        self.config = config
    }
}

public struct DashboardBody: Codable, Sendable, Equatable {
    public var name: String
    /// Whether it is the one that is shown where none is named.
    public var isDefault: Bool
    public var layout: [LayoutTileBody]
    /// Absent for the standard dashboard, which a workspace has before it makes one its own.
    public var createdAt: String?
    public var updatedAt: String?

    enum CodingKeys: String, CodingKey {
        case name, layout
        case isDefault = "is_default"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    public init(name: String, isDefault: Bool, layout: [LayoutTileBody], createdAt: String?, updatedAt: String?) {
        self.name = name
        self.isDefault = isDefault
        self.layout = layout
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

public struct NewDashboardBody: Codable, Sendable {
    public var name: String
    public var isDefault: Bool?

    enum CodingKeys: String, CodingKey {
        case name
        case isDefault = "is_default"
    }

    public init(name: String, isDefault: Bool? = nil) {
        self.name = name
        self.isDefault = isDefault
    }
}

/// A change of a dashboard; what is nil stays.
public struct DashboardPatchBody: Codable, Sendable {
    public var name: String?
    public var isDefault: Bool?

    enum CodingKeys: String, CodingKey {
        case name
        case isDefault = "is_default"
    }

    public init(name: String? = nil, isDefault: Bool? = nil) {
        self.name = name
        self.isDefault = isDefault
    }
}

/// Puts a widget on a dashboard; where no place is given, on the first that is free.
public struct NewTileBody: Codable, Sendable {
    public var widgetKind: String
    public var widgetID: String?
    public var x: Int64?
    public var y: Int64?
    public var w: Int64?
    public var h: Int64?
    public var config: JSONValue?

    enum CodingKeys: String, CodingKey {
        case x, y, w, h, config
        case widgetKind = "widget_kind"
        case widgetID = "widget_id"
    }

    public init(
        widgetKind: String, widgetID: String? = nil, x: Int64? = nil, y: Int64? = nil, w: Int64? = nil,
        h: Int64? = nil, config: JSONValue? = nil
    ) {
        self.widgetKind = widgetKind
        self.widgetID = widgetID
        self.x = x
        self.y = y
        self.w = w
        self.h = h
        self.config = config
    }
}

/// A dashboard with what its tiles show now.
public struct DashboardViewBody: Codable, Sendable, Equatable {
    public struct ShownTile: Codable, Sendable, Equatable {
        public var tile: LayoutTileBody
        /// The widget's label; absent if the widget is not there.
        public var label: String?
        public var data: JSONValue?
        /// Why there is nothing to show; absent where there is data.
        public var error: TileErrorBody?

        public init(tile: LayoutTileBody, label: String?, data: JSONValue?, error: TileErrorBody?) {
            self.tile = tile
            self.label = label
            self.data = data
            self.error = error
        }
    }

    public var name: String
    public var isDefault: Bool
    public var tiles: [ShownTile]

    enum CodingKeys: String, CodingKey {
        case name, tiles
        case isDefault = "is_default"
    }

    public init(name: String, isDefault: Bool, tiles: [ShownTile]) {
        self.name = name
        self.isDefault = isDefault
        self.tiles = tiles
    }
}

/// Why a tile has nothing to show.
public struct TileErrorBody: Codable, Sendable, Equatable {
    /// The stable word for programs: `unavailable`, `failed`, `deadline_exceeded` ...
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
