// Kind `dashboard_widget`: a tile and the data it shows.

/// A size on the dashboard's 12-column grid.
public struct WidgetSize: Sendable, Hashable {
    /// In columns, 1 to 12.
    public var width: Int
    /// In rows, 1 to 12.
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A dashboard widget: the data of a tile.
public protocol DashboardWidget: Sendable {
    /// `[a-z][a-z0-9_]{0,63}`, unique among all widgets.
    var key: String { get }
    /// For people.
    var label: String { get }
    /// JSON Schema of a tile's configuration; nil, the default: none.
    var configSchema: JSON? { get }
    /// The size of a new tile; 4 by 3 by default.
    var defaultSize: WidgetSize { get }

    /// The tile's data, for the call's workspace. `config` is the tile's, `null` if it has none.
    func load(config: JSON, call: Call) throws -> JSON
}

extension DashboardWidget {
    public var configSchema: JSON? { nil }
    public var defaultSize: WidgetSize { WidgetSize(width: 4, height: 3) }
}
