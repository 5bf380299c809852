// Extension point: an integration adapter.

public import VigiloJSON

/// A way out to another system, and optionally back in.
public protocol IntegrationAdapter: Sendable {
    var key: String { get }
    var label: String { get }
    /// JSON Schema of the configuration; members marked `"secret": true` are secrets.
    var configSchema: JSONValue? { get }
    /// Whether the adapter takes inbound webhooks.
    var canReceive: Bool { get }

    /// Succeeds if this configuration can reach its system; the error's sentence says what is wrong.
    func check(config: JSONValue, context: CallContext) async throws(ExtensionError)

    /// Delivers a message; the receipt, if the system gave one. `failed` may be tried again, `refused` not.
    func send(_ message: JSONValue, config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue?

    /// Turns what an inbound webhook brought into JSON.
    func receive(_ payload: [UInt8], config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue
}
