// What a plugin has registered.

public import VigiloPluginSDK

/// An extension that the plugin has registered: what a test may look at, and what the harness calls.
public struct RegisteredExtension: Sendable, Hashable {
    public let kind: PluginKind
    public let key: String
    public let label: String
    /// The JSON Schema of its options or configuration, if it has one.
    public let schema: JSON?
    /// When a periodic task runs.
    public internal(set) var schedule: Schedule?
    /// After how long a periodic task's run is given up.
    public internal(set) var timeoutSeconds: Int?
    /// The size of a widget's new tile.
    public internal(set) var defaultSize: WidgetSize?
    /// Its functions by their names in the header, and what they want back; all of them addresses.
    var functions: [String: UInt]
    var context: UInt
}

/// A typed function that the plugin has registered.
public struct RegisteredFunction: Sendable, Hashable {
    public let name: String
    /// As it was registered: `f64(i64 severity, f64 exposure)`.
    public let signature: String
    public let summary: String?
    public let isPure: Bool
    let parsed: Signature
    let address: UInt
}
