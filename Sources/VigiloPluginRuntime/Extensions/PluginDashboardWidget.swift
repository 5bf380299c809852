// A plugin's dashboard widget.

internal import VigiloExtensionPoints
internal import VigiloJSON

/// A plugin's dashboard widget.
struct PluginDashboardWidget: DashboardWidget {
    let key: String
    let label: String
    let configSchema: JSONValue?
    let defaultSize: WidgetSize
    let port: PluginPort
    let loadOperation: PluginOperation

    func load(config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue {
        let subject = "dashboard widget '\(key)'"
        guard let data = try await port.value(loadOperation, .one(config.pluginText), subject, context: context) else {
            throw port.brokenContract(subject, "gave no data")
        }
        return data
    }
}
