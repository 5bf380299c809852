// The tables of the host's services, asked for once.

internal import CVigiloPlugin

/// The tables of the host's services; nil where this host has none.
///
/// SAFETY: the tables are the host's, never change, and live until shutdown has returned. Which threads and moments may
/// use which is kept by ``Host`` (any thread) and ``Call`` (during the call).
@safe struct Services: @unchecked Sendable {
    let log: UnsafePointer<vigilo_log_v1>?
    let config: UnsafePointer<vigilo_config_v1>?
    let workspace: UnsafePointer<vigilo_workspace_v1>?
    let counts: UnsafePointer<vigilo_counts_v1>?
    let records: UnsafePointer<vigilo_records_v1>?
    let store: UnsafePointer<vigilo_store_v1>?
    let cancel: UnsafePointer<vigilo_cancel_v1>?

    init(_ host: UnsafePointer<vigilo_host_v1>) {
        unsafe log = Self.table(VIGILO_SERVICE_LOG, of: host, size: MemoryLayout<vigilo_log_v1>.size)?
            .assumingMemoryBound(to: vigilo_log_v1.self)
        unsafe config = Self.table(VIGILO_SERVICE_CONFIG, of: host, size: MemoryLayout<vigilo_config_v1>.size)?
            .assumingMemoryBound(to: vigilo_config_v1.self)
        unsafe workspace = Self.table(VIGILO_SERVICE_WORKSPACE, of: host, size: MemoryLayout<vigilo_workspace_v1>.size)?
            .assumingMemoryBound(to: vigilo_workspace_v1.self)
        unsafe counts = Self.table(VIGILO_SERVICE_COUNTS, of: host, size: MemoryLayout<vigilo_counts_v1>.size)?
            .assumingMemoryBound(to: vigilo_counts_v1.self)
        unsafe records = Self.table(VIGILO_SERVICE_RECORDS, of: host, size: MemoryLayout<vigilo_records_v1>.size)?
            .assumingMemoryBound(to: vigilo_records_v1.self)
        unsafe store = Self.table(VIGILO_SERVICE_STORE, of: host, size: MemoryLayout<vigilo_store_v1>.size)?
            .assumingMemoryBound(to: vigilo_store_v1.self)
        unsafe cancel = Self.table(VIGILO_SERVICE_CANCEL, of: host, size: MemoryLayout<vigilo_cancel_v1>.size)?
            .assumingMemoryBound(to: vigilo_cancel_v1.self)
    }

    /// A table of another abi, or too small for what this plugin was built against, is as good as none.
    ///
    /// The callers bind the memory to a concrete type: C structs stay out of generic code of ours.
    private static func table(
        _ id: String, of host: UnsafePointer<vigilo_host_v1>, size: Int
    ) -> UnsafeRawPointer? {
        guard let table = unsafe host.pointee.service(host, id),
            unsafe table.load(as: UInt32.self) == UInt32(VIGILO_ABI),
            unsafe table.load(fromByteOffset: 4, as: UInt32.self) >= UInt32(size)
        else { return nil }
        return unsafe table
    }

    /// The error for a service that is not there.
    static func missing(_ id: String) -> PluginError {
        .unavailable("this Vigilo has no service '\(id)'")
    }

    func log(_ level: LogLevel, _ message: String, call: OpaquePointer?) {
        guard let table = unsafe log else { return }
        unsafe withBytes(message) { unsafe table.pointee.write(table, call, level.rawValue, $0) }
    }
}
