// The C contract seen from Swift: every offset of every table, pinned.

import CVigiloPlugin
import Testing

@testable import VigiloPluginRuntime

@Suite struct LayoutTests {
    @Test func `the numbers that the runtime reads by are those of the headers`() {
        #expect(PluginABI.version == UInt32(VIGILO_ABI))
        typealias D = PluginABI.Descriptor
        #expect(MemoryLayout<vigilo_plugin_v1>.size == D.size)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.abi) == 0)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.size) == 4)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.name) == D.name)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.kind) == D.kind)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.version) == D.version)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.compatible_with) == D.compatibleWith)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.flags) == D.flags)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.register_plugin) == D.register)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.shutdown) == D.shutdown)
        #expect(MemoryLayout<vigilo_plugin_v1>.offset(of: \.get_extension) == 64)
    }

    @Test func `field types and widgets`() {
        typealias F = PluginABI.FieldType
        #expect(MemoryLayout<vigilo_field_type_v1>.size == F.size)
        #expect(MemoryLayout<vigilo_field_type_v1>.offset(of: \.key) == F.key)
        #expect(MemoryLayout<vigilo_field_type_v1>.offset(of: \.label) == F.label)
        #expect(MemoryLayout<vigilo_field_type_v1>.offset(of: \.options_schema) == F.optionsSchema)
        #expect(MemoryLayout<vigilo_field_type_v1>.offset(of: \.context) == F.context)
        #expect(MemoryLayout<vigilo_field_type_v1>.offset(of: \.validate) == F.validate)
        #expect(MemoryLayout<vigilo_field_type_v1>.offset(of: \.describe) == F.describe)
        typealias W = PluginABI.DashboardWidget
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.size == W.size)
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.offset(of: \.key) == W.key)
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.offset(of: \.label) == W.label)
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.offset(of: \.config_schema) == W.configSchema)
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.offset(of: \.default_width) == W.defaultWidth)
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.offset(of: \.default_height) == W.defaultHeight)
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.offset(of: \.context) == W.context)
        #expect(MemoryLayout<vigilo_dashboard_widget_v1>.offset(of: \.load) == W.load)
    }

    @Test func `adapters, tasks and functions`() {
        typealias A = PluginABI.IntegrationAdapter
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.size == A.size)
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.offset(of: \.key) == A.key)
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.offset(of: \.label) == A.label)
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.offset(of: \.config_schema) == A.configSchema)
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.offset(of: \.context) == A.context)
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.offset(of: \.check) == A.check)
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.offset(of: \.send) == A.send)
        #expect(MemoryLayout<vigilo_integration_adapter_v1>.offset(of: \.receive) == A.receive)
        typealias T = PluginABI.PeriodicTask
        #expect(MemoryLayout<vigilo_celery_task_v1>.size == T.size)
        #expect(MemoryLayout<vigilo_celery_task_v1>.offset(of: \.key) == T.key)
        #expect(MemoryLayout<vigilo_celery_task_v1>.offset(of: \.label) == T.label)
        #expect(MemoryLayout<vigilo_celery_task_v1>.offset(of: \.cron) == T.cron)
        #expect(MemoryLayout<vigilo_celery_task_v1>.offset(of: \.every_seconds) == T.everySeconds)
        #expect(MemoryLayout<vigilo_celery_task_v1>.offset(of: \.timeout_seconds) == T.timeoutSeconds)
        #expect(MemoryLayout<vigilo_celery_task_v1>.offset(of: \.context) == T.context)
        #expect(MemoryLayout<vigilo_celery_task_v1>.offset(of: \.run) == T.run)
        typealias F = PluginABI.Function
        #expect(MemoryLayout<vigilo_function_v1>.size == F.size)
        #expect(MemoryLayout<vigilo_function_v1>.offset(of: \.name) == F.name)
        #expect(MemoryLayout<vigilo_function_v1>.offset(of: \.signature) == F.signature)
        #expect(MemoryLayout<vigilo_function_v1>.offset(of: \.summary) == F.summary)
        #expect(MemoryLayout<vigilo_function_v1>.offset(of: \.function) == F.function)
        #expect(MemoryLayout<vigilo_function_v1>.offset(of: \.flags) == F.flags)
    }

    @Test func `the host's tables have their context at offset 8 and their released size`() {
        #expect(MemoryLayout<vigilo_bytes>.size == 16)
        #expect(MemoryLayout<vigilo_bytes>.offset(of: \.data) == 0)
        #expect(MemoryLayout<vigilo_bytes>.offset(of: \.len) == 8)
        #expect(MemoryLayout<vigilo_host_v1>.size == 32)
        #expect(MemoryLayout<vigilo_host_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_registrar_v1>.size == 64)
        #expect(MemoryLayout<vigilo_registrar_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_result_v1>.size == 32)
        #expect(MemoryLayout<vigilo_result_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_log_v1>.size == 24)
        #expect(MemoryLayout<vigilo_log_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_workspace_v1>.size == 32)
        #expect(MemoryLayout<vigilo_workspace_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_counts_v1>.size == 24)
        #expect(MemoryLayout<vigilo_counts_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_records_v1>.size == 24)
        #expect(MemoryLayout<vigilo_records_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_store_v1>.size == 40)
        #expect(MemoryLayout<vigilo_store_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_config_v1>.size == 24)
        #expect(MemoryLayout<vigilo_config_v1>.offset(of: \.context) == 8)
        #expect(MemoryLayout<vigilo_cancel_v1>.size == 24)
        #expect(MemoryLayout<vigilo_cancel_v1>.offset(of: \.context) == 8)
    }

    @Test(arguments: [
        ("VIGILO_PLUGIN_THREAD_SAFE", PluginABI.threadSafePlugin), ("VIGILO_PLUGIN_PURE", PluginABI.purePlugin),
        ("VIGILO_FUNCTION_PURE", PluginABI.pureFunction), ("VIGILO_MAX_RESULT", UInt64(PluginABI.maximumResult)),
        ("VIGILO_STORE_MAX_VALUE", UInt64(PluginABI.maximumStoredValue)),
    ])
    func `macros that Swift does not see have the values that the runtime gives them`(
        _ macro: String, _ value: UInt64
    ) async throws {
        let fixture = try await Fixture("constant.c", defines: ["CONSTANT=\(macro)"])
        let constant = unsafeBitCast(try fixture.symbol("constant"), to: (@convention(c) () -> UInt64).self)
        #expect(constant() == value)
    }
}
