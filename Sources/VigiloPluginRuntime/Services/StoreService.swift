// Service "vigilo.store/1".

internal import CVigiloPlugin
internal import VigiloExtensionPoints

/// The plugin's own keys and values, kept per workspace.
enum StoreService {
    static func table(context: UnsafeMutableRawPointer) -> UnsafeRawPointer {
        let table = UnsafeMutablePointer<vigilo_store_v1>.allocate(capacity: 1)
        unsafe table.initialize(
            to: vigilo_store_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_store_v1>.size), context: context, get: get,
                set: set, remove: remove))
        return UnsafeRawPointer(table)
    }

    private typealias Get =
        @convention(c) (
            UnsafePointer<vigilo_store_v1>, OpaquePointer, UnsafePointer<CChar>, UnsafeMutablePointer<vigilo_bytes>
        ) -> Int32
    private typealias Set =
        @convention(c) (
            UnsafePointer<vigilo_store_v1>, OpaquePointer, UnsafePointer<CChar>, vigilo_bytes
        ) -> Int32
    private typealias Remove =
        @convention(c) (
            UnsafePointer<vigilo_store_v1>, OpaquePointer, UnsafePointer<CChar>
        ) -> Int32

    private static let get: Get = { table, call, key, out in
        return unsafe ServiceCall.perform("\(VIGILO_SERVICE_STORE) get", of: table, handle: call) {
            call throws(HostServiceError) in
            let value = try unsafe call.bridge.services.storedValue(
                plugin: call.bridge.plugin, key: Self.key(key), in: call.workspace)
            try unsafe call.lend(value, to: out)
        }
    }

    private static let set: Set = { table, call, key, value in
        return unsafe ServiceCall.perform("\(VIGILO_SERVICE_STORE) set", of: table, handle: call) {
            call throws(HostServiceError) in
            try unsafe call.bridge.services.store(
                bytes(of: value), plugin: call.bridge.plugin, key: Self.key(key), in: call.workspace)
        }
    }

    private static let remove: Remove = { table, call, key in
        return unsafe ServiceCall.perform("\(VIGILO_SERVICE_STORE) remove", of: table, handle: call) {
            call throws(HostServiceError) in
            try unsafe call.bridge.services.removeStoredValue(
                plugin: call.bridge.plugin, key: Self.key(key), in: call.workspace)
        }
    }

    private static func key(_ key: UnsafePointer<CChar>) throws(HostServiceError) -> String {
        let text = try unsafe ForeignText.serviceArgument(key, "key", limit: Int(VIGILO_STORE_MAX_KEY))
        if text.isEmpty { throw HostServiceError(.invalidArgument, "the key is empty") }
        return text
    }

    private static func bytes(of value: vigilo_bytes) throws(HostServiceError) -> [UInt8] {
        let length = unsafe value.len
        if length < 0 || length > PluginABI.maximumStoredValue {
            throw HostServiceError(
                .tooLarge, "a value has at most \(PluginABI.maximumStoredValue) bytes, not \(UInt(bitPattern: length))")
        }
        if unsafe value.data == nil && length > 0 { throw HostServiceError(.invalidArgument, "the value is NULL") }
        // SAFETY: the contract promises `len` readable bytes; they are copied before this returns.
        return unsafe [UInt8](UnsafeRawBufferPointer(start: value.data, count: length))
    }
}
