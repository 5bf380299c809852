// The four kinds of plugin.

/// What a plugin extends. The raw value is the name on the wire, in the C ABI and in the database.
public enum PluginKind: String, Sendable, Hashable, CaseIterable {
    case fieldType = "field_type"
    case dashboardWidget = "dashboard_widget"
    case integrationAdapter = "integration_adapter"
    /// Periodic work. The name is kept from the original system; no Celery is involved.
    case celeryTask = "celery_task"
}
