// The fake host's service tables.

import CVigiloPlugin

final class ServiceTables {
    private let log = UnsafeMutablePointer<vigilo_log_v1>.allocate(capacity: 1)
    private let workspace = UnsafeMutablePointer<vigilo_workspace_v1>.allocate(capacity: 1)
    private let counts = UnsafeMutablePointer<vigilo_counts_v1>.allocate(capacity: 1)
    private let records = UnsafeMutablePointer<vigilo_records_v1>.allocate(capacity: 1)
    private let store = UnsafeMutablePointer<vigilo_store_v1>.allocate(capacity: 1)
    private let config = UnsafeMutablePointer<vigilo_config_v1>.allocate(capacity: 1)
    private let cancel = UnsafeMutablePointer<vigilo_cancel_v1>.allocate(capacity: 1)

    func table(_ id: String) -> UnsafeRawPointer? {
        switch id {
        case VIGILO_SERVICE_LOG: UnsafeRawPointer(log)
        case VIGILO_SERVICE_WORKSPACE: UnsafeRawPointer(workspace)
        case VIGILO_SERVICE_COUNTS: UnsafeRawPointer(counts)
        case VIGILO_SERVICE_RECORDS: UnsafeRawPointer(records)
        case VIGILO_SERVICE_STORE: UnsafeRawPointer(store)
        case VIGILO_SERVICE_CONFIG: UnsafeRawPointer(config)
        case VIGILO_SERVICE_CANCEL: UnsafeRawPointer(cancel)
        default: nil
        }
    }

    func deallocate() {
        log.deallocate()
        workspace.deallocate()
        counts.deallocate()
        records.deallocate()
        store.deallocate()
        config.deallocate()
        cancel.deallocate()
    }

    func fill(context: UnsafeMutableRawPointer) {
        fillReading(context)
        fillStore(context)
        log.initialize(
            to: vigilo_log_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_log_v1>.size), context: context,
                write: { table, call, level, message in
                    let where_ = call == nil ? "host" : "call"
                    FakeHost.from(table.pointee.context).lines
                        .append("\(where_) \(level) \(FakeHost.string(message.data, message.len))")
                }))
        cancel.initialize(
            to: vigilo_cancel_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_cancel_v1>.size), context: context,
                is_cancelled: { table, _ in FakeHost.from(table.pointee.context).isCancelled ? 1 : 0 }))
    }

    private func fillReading(_ context: UnsafeMutableRawPointer) {
        workspace.initialize(
            to: vigilo_workspace_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_workspace_v1>.size), context: context,
                slug: { table, _, out in FakeHost.from(table.pointee.context).answer("acme", out) },
                settings: { table, _, out in
                    let fake = FakeHost.from(table.pointee.context)
                    guard let settings = fake.settings else { return vigilo_status(VIGILO_UNAVAILABLE) }
                    return fake.answer(settings, out)
                }))
        counts.initialize(
            to: vigilo_counts_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_counts_v1>.size), context: context,
                by_status: { table, _, _, out in
                    let fake = FakeHost.from(table.pointee.context)
                    return fake.answer(fake.counts, out)
                }))
        records.initialize(
            to: vigilo_records_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_records_v1>.size), context: context,
                page: { table, _, type, cursor, limit, out in
                    let fake = FakeHost.from(table.pointee.context)
                    fake.pages.append("\(String(cString: type)) \(cursor.map { String(cString: $0) } ?? "-") \(limit)")
                    let next = cursor == nil ? #""c1""# : "null"
                    return fake.answer(#"{"items":[{"key":"TASK-0001"}],"next_cursor":\#(next)}"#, out)
                }))
        config.initialize(
            to: vigilo_config_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_config_v1>.size), context: context,
                get: { table, out in FakeHost.from(table.pointee.context).answer(#"{"url":"https://x"}"#, out) }))
    }

    private func fillStore(_ context: UnsafeMutableRawPointer) {
        store.initialize(
            to: vigilo_store_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_store_v1>.size), context: context,
                get: { table, _, key, out in
                    let fake = FakeHost.from(table.pointee.context)
                    guard let value = fake.store[String(cString: key)] else { return vigilo_status(VIGILO_NOT_FOUND) }
                    out.pointee = fake.view(value)
                    return vigilo_status(VIGILO_OK)
                },
                set: { table, _, key, value in
                    let bytes = Array(UnsafeRawBufferPointer(start: value.data, count: value.len))
                    FakeHost.from(table.pointee.context).store[String(cString: key)] = bytes
                    return vigilo_status(VIGILO_OK)
                },
                remove: { table, _, key in
                    let removed = FakeHost.from(table.pointee.context).store.removeValue(forKey: String(cString: key))
                    return vigilo_status(removed == nil ? VIGILO_NOT_FOUND : VIGILO_OK)
                }))
    }
}

extension FakeHost {
    func answer(_ text: String, _ out: UnsafeMutablePointer<vigilo_bytes>) -> vigilo_status {
        out.pointee = view(text)
        return vigilo_status(VIGILO_OK)
    }
}
