// The plugin: who it is, what it brings, and the one symbol that it exports.

import VigiloPluginSDK

struct PluginName: Plugin {
    static let name = "plugin_name"
    static let kind = PluginKind.celeryTask
    static let version = "0.1.0"
    static let compatibleWith = ">=1.0,<2.0"

    static func register(_ registry: Registry) throws {
        try registry.add(BlockedWork())
        try registry.function(
            "is_news", .int("blocked"), .int("before"), summary: "Whether so much blocked work is news", isPure: true
        ) { blocked, before in
            BlockedWork.isNews(blocked, before: before)
        }
    }
}

@c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { PluginName.export() }
