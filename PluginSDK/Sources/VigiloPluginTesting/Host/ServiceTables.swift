// The service tables of the host that a plugin under test sees.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloPluginSDK

/// The service tables. They live as long as the host, which is for ever.
@safe final class ServiceTables {
    private let log = UnsafeMutablePointer<vigilo_log_v1>.allocate(capacity: 1)
    private let workspace = UnsafeMutablePointer<vigilo_workspace_v1>.allocate(capacity: 1)
    private let counts = UnsafeMutablePointer<vigilo_counts_v1>.allocate(capacity: 1)
    private let records = UnsafeMutablePointer<vigilo_records_v1>.allocate(capacity: 1)
    private let store = UnsafeMutablePointer<vigilo_store_v1>.allocate(capacity: 1)
    private let config = UnsafeMutablePointer<vigilo_config_v1>.allocate(capacity: 1)
    private let cancel = UnsafeMutablePointer<vigilo_cancel_v1>.allocate(capacity: 1)
    /// The plugin's section of the configuration, the same at every call.
    private(set) var configuration = unsafe vigilo_bytes()

    func table(_ id: String) -> UnsafeRawPointer? {
        switch id {
        case VIGILO_SERVICE_LOG: unsafe UnsafeRawPointer(log)
        case VIGILO_SERVICE_WORKSPACE: unsafe UnsafeRawPointer(workspace)
        case VIGILO_SERVICE_COUNTS: unsafe UnsafeRawPointer(counts)
        case VIGILO_SERVICE_RECORDS: unsafe UnsafeRawPointer(records)
        case VIGILO_SERVICE_STORE: unsafe UnsafeRawPointer(store)
        case VIGILO_SERVICE_CONFIG: unsafe UnsafeRawPointer(config)
        case VIGILO_SERVICE_CANCEL: unsafe UnsafeRawPointer(cancel)
        default: nil
        }
    }

    func fill(context: UnsafeMutableRawPointer, configuration: vigilo_bytes) {
        unsafe self.configuration = unsafe configuration
        unsafe fillForAnyTime(context)
        unsafe fillForCalls(context)
        unsafe fillStore(context)
    }

    private func fillForAnyTime(_ context: UnsafeMutableRawPointer) {
        unsafe log.initialize(
            to: vigilo_log_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_log_v1>.size), context: context,
                write: { unsafe TestHost.behind($0.pointee.context)?.log($2, $3, handle: $1) }))
        unsafe config.initialize(
            to: vigilo_config_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_config_v1>.size), context: context,
                get: { table, out in
                    guard let host = unsafe TestHost.behind(table.pointee.context) else {
                        return Int32(VIGILO_UNAVAILABLE)
                    }
                    unsafe out.pointee = host.services.configuration
                    return Int32(VIGILO_OK)
                }))
    }

    private func fillForCalls(_ context: UnsafeMutableRawPointer) {
        unsafe cancel.initialize(
            to: vigilo_cancel_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_cancel_v1>.size), context: context,
                is_cancelled: { table, handle in
                    guard let host = unsafe TestHost.behind(table.pointee.context),
                        let call = unsafe host.call(handle, for: VIGILO_SERVICE_CANCEL)
                    else { return 1 }
                    return call.isCancelled(by: host.state.withLock { $0.cancellation }) ? 1 : 0
                }))
        unsafe workspace.initialize(
            to: vigilo_workspace_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_workspace_v1>.size), context: context,
                slug: { table, handle, out in
                    unsafe Service.answer(VIGILO_SERVICE_WORKSPACE, table.pointee.context, handle, out) {
                        .success(Array($0.slug.utf8))
                    }
                },
                settings: { table, handle, out in
                    unsafe Service.answer(VIGILO_SERVICE_WORKSPACE, table.pointee.context, handle, out) {
                        .success(Array($0.settings.text.utf8))
                    }
                }))
        unsafe counts.initialize(
            to: vigilo_counts_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_counts_v1>.size), context: context,
                by_status: { table, handle, type, out in
                    unsafe Service.answer(VIGILO_SERVICE_COUNTS, table.pointee.context, handle, out) { workspace in
                        guard let type = unsafe Service.entityType(type) else { return .failure(.invalidArgument) }
                        let counts = workspace.allCounts(of: type).mapValues { JSON($0) }
                        return .success(Array(JSON(counts).text.utf8))
                    }
                }))
        unsafe records.initialize(
            to: vigilo_records_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_records_v1>.size), context: context,
                page: { table, handle, type, cursor, limit, out in
                    unsafe Service.answer(VIGILO_SERVICE_RECORDS, table.pointee.context, handle, out) { workspace in
                        guard let type = unsafe Service.entityType(type), (1...500).contains(limit) else {
                            return .failure(.invalidArgument)
                        }
                        let after = unsafe cursor.map { unsafe String(cString: $0) }
                        let page = workspace.page(of: type, after: after, limit: Int(limit))
                        return page.map { .success(Array($0.text.utf8)) } ?? .failure(.invalidArgument)
                    }
                }))
    }

    private func fillStore(_ context: UnsafeMutableRawPointer) {
        unsafe store.initialize(
            to: vigilo_store_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_store_v1>.size), context: context,
                get: { table, handle, key, out in
                    let host = unsafe TestHost.behind(table.pointee.context)
                    return unsafe Service.answer(VIGILO_SERVICE_STORE, table.pointee.context, handle, out) {
                        workspace in
                        guard let key = unsafe Service.key(key) else { return .failure(.invalidArgument) }
                        let value = host?.state.withLock { $0.stored[workspace.slug]?[key] }
                        return value.map { .success($0) } ?? .failure(.notFound)
                    }
                },
                set: { table, handle, key, value in
                    unsafe Service.change(table.pointee.context, handle, key) { host, slug, key in
                        let length = unsafe value.len
                        if length < 0 || length > 1 << 20 { return Int32(VIGILO_TOO_LARGE) }
                        if unsafe value.data == nil, length > 0 { return Int32(VIGILO_INVALID_ARGUMENT) }
                        // SAFETY: the contract promises `len` readable bytes; they are copied here.
                        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: value.data, count: length))
                        host.state.withLock { $0.stored[slug, default: [:]][key] = bytes }
                        return Int32(VIGILO_OK)
                    }
                },
                remove: { table, handle, key in
                    unsafe Service.change(table.pointee.context, handle, key) { host, slug, key in
                        let removed = host.state.withLock { $0.stored[slug]?.removeValue(forKey: key) }
                        return Int32(removed == nil ? VIGILO_NOT_FOUND : VIGILO_OK)
                    }
                }))
    }
}
