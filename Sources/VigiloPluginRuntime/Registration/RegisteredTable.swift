// The tables that a plugin registers, read and checked.

internal import CVigiloPlugin
internal import VigiloExtensionPoints
internal import VigiloJSON

/// The tables that a plugin registers, turned into extensions. Everything is copied; the tables may go afterwards.
enum RegisteredTable {
    static func fieldType(_ table: ForeignTable, port: PluginPort) throws(Refusal) -> PluginFieldType {
        typealias Offset = PluginABI.FieldType
        let key = try key(of: table, at: Offset.key)
        let table = table.named("the field type '\(key)'")
        let context = unsafe table.pointer(at: Offset.context)
        return PluginFieldType(
            key: key, label: try label(of: table, at: Offset.label),
            optionsSchema: try schema(of: table, at: Offset.optionsSchema, "options_schema"), port: port,
            validateOperation: try unsafe PluginOperation(
                table.function(at: Offset.validate, "validate"), context: context),
            describeOperation: unsafe optional(table, at: Offset.describe, context: context))
    }

    static func dashboardWidget(_ table: ForeignTable, port: PluginPort) throws(Refusal) -> PluginDashboardWidget {
        typealias Offset = PluginABI.DashboardWidget
        let key = try key(of: table, at: Offset.key)
        let table = table.named("the dashboard widget '\(key)'")
        let size = WidgetSize(
            width: Int(table.uint32(at: Offset.defaultWidth)), height: Int(table.uint32(at: Offset.defaultHeight)))
        guard (1...12).contains(size.width), (1...12).contains(size.height) else {
            throw Refusal(
                .registerInvalid,
                "\(table.subject) has the size \(size.width) by \(size.height); width and height are 1 to 12")
        }
        return PluginDashboardWidget(
            key: key, label: try label(of: table, at: Offset.label),
            configSchema: try schema(of: table, at: Offset.configSchema, "config_schema"), defaultSize: size,
            port: port,
            loadOperation: try unsafe PluginOperation(
                table.function(at: Offset.load, "load"), context: table.pointer(at: Offset.context)))
    }

    static func integrationAdapter(
        _ table: ForeignTable, port: PluginPort
    ) throws(Refusal) -> PluginIntegrationAdapter {
        typealias Offset = PluginABI.IntegrationAdapter
        let key = try key(of: table, at: Offset.key)
        let table = table.named("the integration adapter '\(key)'")
        let context = unsafe table.pointer(at: Offset.context)
        return PluginIntegrationAdapter(
            key: key, label: try label(of: table, at: Offset.label),
            configSchema: try schema(of: table, at: Offset.configSchema, "config_schema"), port: port,
            checkOperation: try unsafe PluginOperation(table.function(at: Offset.check, "check"), context: context),
            sendOperation: try unsafe PluginOperation(table.function(at: Offset.send, "send"), context: context),
            receiveOperation: unsafe optional(table, at: Offset.receive, context: context))
    }

    static func periodicTask(_ table: ForeignTable, port: PluginPort) throws(Refusal) -> PluginPeriodicTask {
        typealias Offset = PluginABI.PeriodicTask
        let key = try key(of: table, at: Offset.key)
        let table = table.named("the periodic task '\(key)'")
        let timeout = table.uint32(at: Offset.timeoutSeconds)
        guard (1...86_400).contains(timeout) else {
            throw Refusal(
                .registerInvalid, "\(table.subject) has a timeout of \(timeout) s; it must be 1 to 86400")
        }
        return PluginPeriodicTask(
            key: key, label: try label(of: table, at: Offset.label), schedule: try schedule(of: table),
            timeoutSeconds: Int(timeout), port: port,
            runOperation: try unsafe PluginOperation(
                table.function(at: Offset.run, "run"), context: table.pointer(at: Offset.context)))
    }

    static func function(_ table: ForeignTable, port: PluginPort) throws(Refusal) -> PluginTypedFunction {
        typealias Offset = PluginABI.Function
        let name = try key(of: table, at: Offset.name, "name")
        let table = table.named("the function '\(name)'")
        let text = try table.text(at: Offset.signature, "signature", limit: VIGILO_MAX_SIGNATURE)
        let signature: FunctionSignature
        do throws(SignatureError) {
            signature = try FunctionSignature(parsing: text)
        } catch {
            throw Refusal(.registerSignature, "the signature of the function '\(name)' is wrong at \(error.sentence)")
        }
        let summary = try table.optionalText(at: Offset.summary, "summary", limit: VIGILO_MAX_LABEL)
        return PluginTypedFunction(
            name: name, summary: summary.map(ForeignText.harmless),
            isPure: table.uint64(at: Offset.flags) & PluginABI.pureFunction != 0, port: port,
            prepared: unsafe PreparedFunction(
                function: try table.function(at: Offset.function, "function"), signature: signature))
    }
}
