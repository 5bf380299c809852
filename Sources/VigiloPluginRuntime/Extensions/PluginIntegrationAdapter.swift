// A plugin's integration adapter.

internal import VigiloExtensionPoints
internal import VigiloJSON

/// A plugin's integration adapter.
struct PluginIntegrationAdapter: IntegrationAdapter {
    let key: String
    let label: String
    let configSchema: JSONValue?
    let port: PluginPort
    let checkOperation: PluginOperation
    let sendOperation: PluginOperation
    let receiveOperation: PluginOperation?

    var canReceive: Bool { receiveOperation != nil }

    func check(config: JSONValue, context: CallContext) async throws(ExtensionError) {
        _ = try await port.value(checkOperation, .one(config.pluginText), subject, context: context)
    }

    func send(
        _ message: JSONValue, config: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> JSONValue? {
        let inputs = PluginOperation.Inputs.two(config.pluginText, message.pluginText)
        return try await port.value(sendOperation, inputs, subject, context: context)
    }

    func receive(
        _ payload: [UInt8], config: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> JSONValue {
        guard let receiveOperation else {
            throw ExtensionError(.unavailable, "\(subject) of plugin '\(port.plugin)' takes no inbound webhooks")
        }
        let inputs = PluginOperation.Inputs.two(config.pluginText, payload)
        guard let value = try await port.value(receiveOperation, inputs, subject, context: context) else {
            throw port.brokenContract(subject, "made nothing of a payload and called it well received")
        }
        return value
    }

    private var subject: String { "integration adapter '\(key)'" }
}
