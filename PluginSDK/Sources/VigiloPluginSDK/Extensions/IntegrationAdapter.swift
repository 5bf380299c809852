// Kind `integration_adapter`: a way out to another system, and optionally back in.

/// An integration adapter.
public protocol IntegrationAdapter: Sendable {
    /// `[a-z][a-z0-9_]{0,63}`, unique among all adapters.
    var key: String { get }
    /// For people.
    var label: String { get }
    /// JSON Schema of the configuration; members marked `"secret": true` are kept encrypted. nil, the default: none.
    var configSchema: JSON? { get }

    /// Returns if this configuration can reach its system; the error's sentence says what is wrong.
    func check(config: JSON, call: Call) throws

    /// Delivers a message, and returns the system's receipt, if it gave one.
    ///
    /// ``PluginError/failed(_:)`` may be tried again, ``PluginError/refused(_:)`` not.
    func send(_ message: JSON, config: JSON, call: Call) throws -> JSON?
}

extension IntegrationAdapter {
    public var configSchema: JSON? { nil }
}

/// An adapter that also takes inbound webhooks.
public protocol ReceivingAdapter: IntegrationAdapter {
    /// Turns what a webhook brought into JSON.
    func receive(_ payload: [UInt8], config: JSON, call: Call) throws -> JSON
}
