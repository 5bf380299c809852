// A widget's place on a dashboard.

public import VigiloJSON

/// A widget on a dashboard: where it stands, and with which configuration.
public struct Tile: Sendable, Equatable {
    /// The widget's key.
    public var widgetKind: String
    /// The tile's name, unique on its dashboard.
    public var widgetID: String
    /// The plugin that brought the widget when the tile was added; ``Registry/core`` for what is built in.
    public var owner: String
    public var place: TilePlace
    /// An object, as the widget reads it.
    public var config: JSONValue

    init(widgetKind: String, widgetID: String, owner: String, place: TilePlace, config: JSONValue = [:]) {
        self.widgetKind = widgetKind
        self.widgetID = widgetID
        self.owner = owner
        self.place = place
        self.config = config
    }
}

extension Tile {
    /// As it is stored, exported and told to the audit log.
    var json: JSONValue {
        [
            "widget_kind": .string(widgetKind), "widget_id": .string(widgetID), "owner": .string(owner),
            "x": .integer(Int64(place.x)), "y": .integer(Int64(place.y)), "w": .integer(Int64(place.width)),
            "h": .integer(Int64(place.height)), "config": config,
        ]
    }

    /// nil: this is no tile.
    init?(_ json: JSONValue) {
        guard let kind = json["widget_kind"]?.stringValue, let id = json["widget_id"]?.stringValue,
            let owner = json["owner"]?.stringValue, let config = json["config"],
            let x = json["x"]?.integerValue, let y = json["y"]?.integerValue, let w = json["w"]?.integerValue,
            let h = json["h"]?.integerValue
        else { return nil }
        let place = TilePlace(
            x: Int(clamping: x), y: Int(clamping: y), width: Int(clamping: w), height: Int(clamping: h))
        self.init(widgetKind: kind, widgetID: id, owner: owner, place: place, config: config)
    }
}
