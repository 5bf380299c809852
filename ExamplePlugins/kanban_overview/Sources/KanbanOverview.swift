// The plugin: who it is, what it brings, and the one symbol that it exports.

import VigiloPluginSDK

/// Brings the dashboard widget `kanban_overview`.
struct KanbanOverview: Plugin {
    static let name = "kanban_overview"
    static let kind = PluginKind.dashboardWidget
    static let version = "1.0.0"
    static let compatibleWith = ">=1.0,<2.0"
    static let isThreadSafe = true
    static let isPure = true

    static func register(_ registry: Registry) throws {
        try registry.add(KanbanWidget())
    }
}

@c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { KanbanOverview.export() }
