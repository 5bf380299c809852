// The plugin: who it is, what it brings, and the one symbol that it exports.

import VigiloPluginSDK

struct PluginName: Plugin {
    static let name = "plugin_name"
    static let kind = PluginKind.fieldType
    static let version = "0.1.0"
    static let compatibleWith = ">=1.0,<2.0"
    // Calls share nothing, so they may overlap; and none has an effect outside its result.
    static let isThreadSafe = true
    static let isPure = true

    static func register(_ registry: Registry) throws {
        try registry.add(ReferenceField())
        try registry.function("is_reference", .str("text"), summary: "Whether a text is a reference", isPure: true) {
            Reference($0) != nil
        }
    }
}

@c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { PluginName.export() }
