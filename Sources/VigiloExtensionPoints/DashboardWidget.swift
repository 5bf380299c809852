// Extension point: a dashboard widget.

public import VigiloJSON

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

/// A dashboard widget, built in or a plugin's.
public protocol DashboardWidget: Sendable {
    var key: String { get }
    var label: String { get }
    /// JSON Schema of a tile's configuration; nil: none.
    var configSchema: JSONValue? { get }
    var defaultSize: WidgetSize { get }

    /// The data that a tile shows, for the context's workspace.
    func load(config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue
}
