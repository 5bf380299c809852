// The plugin: who it is, what it brings, and the one symbol that it exports.

import VigiloPluginSDK

struct PluginName: Plugin {
    static let name = "plugin_name"
    static let kind = PluginKind.dashboardWidget
    static let version = "0.1.0"
    static let compatibleWith = ">=1.0,<2.0"
    // Calls share nothing, so they may overlap.
    static let isThreadSafe = true

    static func register(_ registry: Registry) throws {
        try registry.add(WorkDoneWidget())
        try registry.function(
            "percent", .int("part"), .int("whole"), summary: "A part of a whole in percent", isPure: true
        ) { part, whole in
            WorkDone(done: part, all: whole).percent
        }
    }
}

@c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { PluginName.export() }
