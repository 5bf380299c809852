// vigilo_host_v1: the plugin's door to the host.

internal import CVigiloPlugin

/// The plugin's door to the host.
enum HostTable {
    static func table(context: UnsafeMutableRawPointer, version: HostView) -> vigilo_host_v1 {
        unsafe vigilo_host_v1(
            abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_host_v1>.size), context: context,
            vigilo_version: version.text, service: service)
    }

    private typealias Service =
        @convention(c) (
            UnsafePointer<vigilo_host_v1>, UnsafePointer<CChar>
        ) -> UnsafeRawPointer?

    private static let service: Service = { table, id in
        guard let bridge = unsafe PluginBridge.behind(table),
            let id = unsafe ForeignText.argument(id, limit: 256)
        else { return nil }
        return unsafe bridge.table(of: id)
    }
}
