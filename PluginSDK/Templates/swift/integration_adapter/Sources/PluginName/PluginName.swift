// The plugin: who it is, what it brings, and the one symbol that it exports.

import VigiloPluginSDK

struct PluginName: Plugin {
    static let name = "plugin_name"
    static let kind = PluginKind.integrationAdapter
    static let version = "0.1.0"
    static let compatibleWith = ">=1.0,<2.0"
    // Calls share nothing, so they may overlap.
    static let isThreadSafe = true

    static func register(_ registry: Registry) throws {
        try registry.add(LogLines())
        try registry.function(
            "line", .str("prefix"), .str("text"), summary: "The line that a message becomes", isPure: true
        ) { prefix, text in
            try LogLine(prefix: prefix, text: text).description
        }
    }
}

@c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { PluginName.export() }
