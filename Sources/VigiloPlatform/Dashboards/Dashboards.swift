// Dashboard widgets, built in and plugins': which there are, and the data they show.

public import VigiloExtensionPoints
public import VigiloJSON

/// A dashboard widget, as lists show it.
public struct WidgetSummary: Sendable, Equatable {
    public var key: String
    public var label: String
    /// The plugin that brought it; ``Registry/core`` for what is built in.
    public var owner: String
    /// JSON Schema of a tile's configuration; nil: none.
    public var configSchema: JSONValue?
    public var defaultSize: WidgetSize

    public init(key: String, label: String, owner: String, configSchema: JSONValue?, defaultSize: WidgetSize) {
        self.key = key
        self.label = label
        self.owner = owner
        self.configSchema = configSchema
        self.defaultSize = defaultSize
    }
}

/// The dashboard widgets of the installation, and the dashboards that workspaces have made of them.
public struct Dashboards: Sendable {
    let records: Records
    let permissions: Permissions
    let registry: Registry

    /// All widgets, by key. Needs `dashboard.read`.
    public func widgets(in slug: String, by caller: Caller) async throws -> [WidgetSummary] {
        _ = try await permissions.require(.dashboardRead, in: slug, by: caller)
        return registry.dashboardWidgets.map { entry in
            WidgetSummary(
                key: entry.value.key, label: entry.value.label, owner: entry.owner,
                configSchema: entry.value.configSchema, defaultSize: entry.value.defaultSize)
        }
    }

    /// What a tile shows; `config` nil is an empty object. Needs `dashboard.read`.
    ///
    /// Throws `.notFound` with the code `widget_not_found` for a widget that there is not, and an ``ExtensionError``
    /// where the widget has no data to show.
    public func load(
        widget key: String, config: JSONValue? = nil, in slug: String, by caller: Caller
    ) async throws -> JSONValue {
        let workspace = try await permissions.require(.dashboardRead, in: slug, by: caller)
        guard let widget = registry.dashboardWidget(key)?.value else {
            let keys = registry.dashboardWidgets.map(\.value.key).joined(separator: ", ")
            throw PlatformError(
                .notFound, code: "widget_not_found", "There is no dashboard widget '\(key)'.",
                hint: "There are: \(keys).")
        }
        let context = CallContext(workspace: WorkspaceReference(id: workspace.id, slug: workspace.slug))
        return try await widget.load(config: config ?? [:], context: context)
    }
}
