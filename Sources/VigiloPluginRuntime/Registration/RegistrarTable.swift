// vigilo_registrar_v1: where a plugin says what it brings.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloExtensionPoints

/// Where a plugin says what it brings.
///
/// The registration behind it is there only while `register_plugin` runs; before and after, everything is unavailable.
enum RegistrarTable {
    static func table(context: UnsafeMutableRawPointer) -> vigilo_registrar_v1 {
        unsafe vigilo_registrar_v1(
            abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_registrar_v1>.size), context: context,
            field_type: { unsafe RegistrarTable.register($0, $1, { unsafe $0.add(fieldType: $1) }) },
            dashboard_widget: { unsafe RegistrarTable.register($0, $1, { unsafe $0.add(dashboardWidget: $1) }) },
            integration_adapter: { unsafe RegistrarTable.register($0, $1, { unsafe $0.add(integrationAdapter: $1) }) },
            celery_task: { unsafe RegistrarTable.register($0, $1, { unsafe $0.add(periodicTask: $1) }) },
            function: { unsafe RegistrarTable.register($0, $1, { unsafe $0.add(function: $1) }) },
            fail: fail)
    }

    /// Hands a table, which may be NULL, to the registration under way.
    private static func register(
        _ registrar: UnsafeRawPointer, _ table: UnsafeRawPointer,
        _ add: (inout Registration, UnsafeRawPointer?) -> Int32
    ) -> Int32 {
        guard let bridge = unsafe PluginBridge.behind(registrar) else { return Int32(VIGILO_INVALID_ARGUMENT) }
        return bridge.registration.withLock { registration in
            guard var current = registration else { return Int32(VIGILO_UNAVAILABLE) }
            defer { registration = current }
            return unsafe add(&current, nilIfNull(table))
        }
    }

    private typealias Fail =
        @convention(c) (
            UnsafePointer<vigilo_registrar_v1>, UnsafePointer<CChar>?, Int
        ) -> Void

    private static let fail: Fail = { registrar, sentence, length in
        guard let bridge = unsafe PluginBridge.behind(registrar), length > 0, let sentence = unsafe sentence
        else { return }
        // SAFETY: the contract promises `length` readable bytes; no more than the limit and one are looked at.
        let bytes = unsafe UnsafeRawBufferPointer(start: sentence, count: min(length, Int(VIGILO_MAX_MESSAGE) + 1))
        let text = unsafe ForeignText.sentence(bytes)
        bridge.registration.withLock { $0?.sentence = text }
    }
}
