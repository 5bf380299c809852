// Service "vigilo.log/1".

internal import CVigiloPlugin
internal import VigiloExtensionPoints

/// Lines in the daemon's log, marked with the plugin's name.
enum LogService {
    static func table(context: UnsafeMutableRawPointer) -> UnsafeRawPointer {
        let table = UnsafeMutablePointer<vigilo_log_v1>.allocate(capacity: 1)
        unsafe table.initialize(
            to: vigilo_log_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_log_v1>.size), context: context, write: write))
        return UnsafeRawPointer(table)
    }

    private typealias Write =
        @convention(c) (
            UnsafePointer<vigilo_log_v1>, OpaquePointer?, Int32, vigilo_bytes
        ) -> Void

    private static let write: Write = { table, call, level, message in
        guard let bridge = unsafe PluginBridge.behind(table),
            let text = unsafe message.data
        else { return }
        // SAFETY: the contract promises `len` readable bytes; no more than the limit and one are looked at.
        let bytes = unsafe UnsafeRawBufferPointer(
            start: text, count: max(0, min(message.len, Int(VIGILO_MAX_MESSAGE) + 1)))
        let token = unsafe CallToken(call)
        let workspace = bridge.lane.slot(of: token)?.context(of: token)?.workspace
        bridge.services.log(
            PluginLogLevel(rawValue: level) ?? .error, unsafe ForeignText.sentence(bytes), plugin: bridge.plugin,
            workspace: workspace)
    }
}
