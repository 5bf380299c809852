// Service "vigilo.config/1".

internal import CVigiloPlugin

/// The plugin's section of the daemon's configuration.
enum ConfigService {
    static func table(context: UnsafeMutableRawPointer) -> UnsafeRawPointer {
        let table = UnsafeMutablePointer<vigilo_config_v1>.allocate(capacity: 1)
        unsafe table.initialize(
            to: vigilo_config_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_config_v1>.size), context: context, get: get))
        return UnsafeRawPointer(table)
    }

    private typealias Get =
        @convention(c) (
            UnsafePointer<vigilo_config_v1>, UnsafeMutablePointer<vigilo_bytes>
        ) -> Int32

    private static let get: Get = { table, out in
        guard let bridge = unsafe PluginBridge.behind(table),
            let out = unsafe nilIfNull(UnsafeMutableRawPointer(out))
        else { return Int32(VIGILO_INVALID_ARGUMENT) }
        unsafe bridge.configuration.write(to: out)
        return Int32(VIGILO_OK)
    }
}
