// What one owner registers, before any of it takes effect.

/// What one plugin, or the core, brings: whole, or not at all.
public struct RegistrationDraft: Sendable {
    /// The plugin's name; ``Registry/core`` for what is built in.
    public let owner: String
    public var fieldTypes: [any FieldType] = []
    public var dashboardWidgets: [any DashboardWidget] = []
    public var integrationAdapters: [any IntegrationAdapter] = []
    public var periodicTasks: [any PeriodicTask] = []
    public var functions: [any TypedFunction] = []

    public init(owner: String) {
        self.owner = owner
    }

    public var isEmpty: Bool {
        fieldTypes.isEmpty && dashboardWidgets.isEmpty && integrationAdapters.isEmpty && periodicTasks.isEmpty
            && functions.isEmpty
    }
}
