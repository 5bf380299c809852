// vigilo_result_v1: where a plugin puts its answer.

internal import CVigiloPlugin

/// The table that a plugin answers through; it belongs to one slot and lives for ever.
@safe
struct ResultTable: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): written once, in `attach`, before a plugin sees it; only read afterwards.
    private let table: UnsafeMutablePointer<vigilo_result_v1>

    init() {
        unsafe table = .allocate(capacity: 1)
    }

    var pointer: UnsafePointer<vigilo_result_v1> { unsafe UnsafePointer(table) }

    /// Makes the table the slot's. The slot is retained for ever: the plugin may use the table at any time.
    func attach(to slot: CallSlot) {
        // SAFETY: the memory is fresh, and the retained slot makes the context valid for ever.
        unsafe table.initialize(
            to: vigilo_result_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_result_v1>.size),
                context: Unmanaged.passRetained(slot).toOpaque(), set: Self.set, fail: Self.fail))
    }

    private typealias Set = @convention(c) (UnsafePointer<vigilo_result_v1>, UnsafeRawPointer?, Int) -> Void
    private typealias Fail = @convention(c) (UnsafePointer<vigilo_result_v1>, UnsafePointer<CChar>?, Int) -> Void

    private static let set: Set = { table, data, length in
        guard let slot = unsafe slot(of: table) else { return }
        if length < 0 || length > PluginABI.maximumResult {
            let limit = PluginABI.maximumResult
            slot.answer { $0.breach = "gave a result of \(UInt(bitPattern: length)) bytes; the limit is \(limit)" }
            return
        }
        if unsafe data == nil && length > 0 {
            slot.answer { $0.breach = "gave a result of \(length) bytes at NULL" }
            return
        }
        // SAFETY: the contract promises `length` readable bytes; they are copied before this returns.
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: length))
        slot.answer { $0.value = bytes }
    }

    private static let fail: Fail = { table, sentence, length in
        guard let slot = unsafe slot(of: table), length > 0, let sentence = unsafe sentence else { return }
        // SAFETY: the contract promises `length` readable bytes; no more than the limit and one are looked at.
        let bytes = unsafe UnsafeRawBufferPointer(start: sentence, count: min(length, Int(VIGILO_MAX_MESSAGE) + 1))
        let text = unsafe ForeignText.sentence(bytes)
        slot.answer { $0.sentence = text }
    }

    /// The slot of a table that a plugin gave back; nil for NULL.
    private static func slot(of table: UnsafeRawPointer) -> CallSlot? {
        guard let context = unsafe HostOwnedTable.context(of: table) else { return nil }
        // SAFETY: the context of our table is a slot that is retained for ever.
        return unsafe Unmanaged<CallSlot>.fromOpaque(context).takeUnretainedValue()
    }
}
