// Bodies about field types and dashboard widgets.

public import VigiloJSON

public struct FieldTypeBody: Codable, Sendable, Equatable {
    public var key: String
    public var label: String
    /// The plugin that brought it; `vigilo` for what is built in.
    public var owner: String
    public var optionsSchema: JSONValue?

    enum CodingKeys: String, CodingKey {
        case key, label, owner
        case optionsSchema = "options_schema"
    }

    public init(key: String, label: String, owner: String, optionsSchema: JSONValue?) {
        self.key = key
        self.label = label
        self.owner = owner
        self.optionsSchema = optionsSchema
    }
}

public struct ValidationBody: Codable, Sendable {
    public var value: JSONValue
    /// The options of the field; an empty object if nil.
    public var options: JSONValue?

    public init(value: JSONValue, options: JSONValue? = nil) {
        self.value = value
        self.options = options
    }
}

/// What a field type says of a value.
public struct VerdictBody: Codable, Sendable, Equatable {
    public var accepted: Bool
    /// The value as it would be stored, where it is accepted.
    public var value: JSONValue?
    /// Why not, where it is refused.
    public var message: String?

    public init(accepted: Bool, value: JSONValue?, message: String?) {
        self.accepted = accepted
        self.value = value
        self.message = message
    }
}

public struct WidgetBody: Codable, Sendable, Equatable {
    public var key: String
    public var label: String
    /// The plugin that brought it; `vigilo` for what is built in.
    public var owner: String
    public var configSchema: JSONValue?
    /// In columns of a 12-column grid.
    public var defaultWidth: Int
    /// In rows.
    public var defaultHeight: Int

    enum CodingKeys: String, CodingKey {
        case key, label, owner
        case configSchema = "config_schema"
        case defaultWidth = "default_width"
        case defaultHeight = "default_height"
    }

    public init(
        key: String, label: String, owner: String, configSchema: JSONValue?, defaultWidth: Int, defaultHeight: Int
    ) {
        self.key = key
        self.label = label
        self.owner = owner
        self.configSchema = configSchema
        self.defaultWidth = defaultWidth
        self.defaultHeight = defaultHeight
    }
}

public struct WidgetLoadBody: Codable, Sendable {
    /// The tile's configuration; an empty object if nil.
    public var config: JSONValue?

    public init(config: JSONValue? = nil) {
        self.config = config
    }
}

/// A tile: which widget, and what it shows.
public struct TileBody: Codable, Sendable, Equatable {
    public var widget: String
    public var data: JSONValue

    public init(widget: String, data: JSONValue) {
        self.widget = widget
        self.data = data
    }
}
