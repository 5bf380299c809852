// One call into the plugin, from the handle that the plugin is given to what it has answered.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloPluginSDK

/// One call into the plugin.
///
/// It lives for ever, and so do its handle and its result table: a plugin that uses either too late shall be told so by
/// a test, not by a crash.
@safe final class TestCall: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): the table is written once, in init; everything else is behind the lock.
    struct State {
        var isOver = false
        var value: [UInt8]?
        var sentence: String?
        var breach: String?
        var questions = 0
        /// What was lent to the plugin until the call returns, by address and length.
        var views: [(address: UInt, count: Int)] = []
    }

    /// What is called, for sentences: "field type 'port'".
    let subject: String
    let host: TestHost
    let state = Mutex(State())
    private let table: UnsafeMutablePointer<vigilo_result_v1>

    init(_ subject: String, host: TestHost) {
        self.subject = subject
        self.host = host
        unsafe table = .allocate(capacity: 1)
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        unsafe table.initialize(
            to: vigilo_result_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_result_v1>.size), context: context,
                set: { unsafe TestCall.behind($0).set($1, $2) }, fail: { unsafe TestCall.behind($0).fail($1, $2) }))
        host.keep(self)
    }

    /// The number that stands for this call; no plugin looks behind it.
    var bits: UInt { unsafe UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }
    /// SAFETY: the object lives for ever, so its address is never null.
    var handle: OpaquePointer { unsafe OpaquePointer(bitPattern: bits).unsafelyUnwrapped }
    var resultTable: UnsafePointer<vigilo_result_v1> { unsafe UnsafePointer(table) }

    private static func behind(_ table: UnsafePointer<vigilo_result_v1>) -> TestCall {
        // SAFETY: the contract says that the table is ours, and the contexts of ours are calls retained for ever.
        unsafe Unmanaged<TestCall>.fromOpaque(table.pointee.context.unsafelyUnwrapped).takeUnretainedValue()
    }
}

// What the plugin answers.
extension TestCall {
    private func set(_ data: UnsafeRawPointer?, _ length: Int) {
        if state.withLock({ $0.isOver }) { return host.note("\(subject) set its result after it had returned") }
        if length < 0 || length > 16 << 20 {
            return breach("gave a result of \(UInt(bitPattern: length)) bytes; the limit is \(16 << 20)")
        }
        if unsafe data == nil, length > 0 { return breach("gave a result of \(length) bytes at NULL") }
        // SAFETY: the contract promises `length` readable bytes; they are copied before this returns.
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: length))
        state.withLock { $0.value = bytes }
    }

    private func fail(_ sentence: UnsafePointer<CChar>?, _ length: Int) {
        if state.withLock({ $0.isOver }) { return host.note("\(subject) set its sentence after it had returned") }
        guard length > 0, let sentence = unsafe sentence else { return }
        if length > Int(VIGILO_MAX_MESSAGE) {
            return breach("gave a sentence of \(length) bytes; the limit is \(VIGILO_MAX_MESSAGE)")
        }
        // SAFETY: the contract promises `length` readable bytes.
        let bytes = unsafe UnsafeRawBufferPointer(start: sentence, count: length)
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
            return breach("gave a sentence that is not UTF-8")
        }
        state.withLock { $0.sentence = text }
    }

    /// The first breach of a call is the one that is told.
    func breach(_ sentence: String) {
        state.withLock { $0.breach = $0.breach ?? sentence }
    }
}

// What the plugin is lent.
extension TestCall {
    /// A view of a copy that is valid until the call returns.
    func lend(_ bytes: [UInt8]) -> vigilo_bytes {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 16)
        unsafe copy.copyBytes(from: bytes + [0])
        let address = UInt(bitPattern: copy.baseAddress)
        state.withLock { $0.views.append((address, bytes.count + 1)) }
        return unsafe vigilo_bytes(data: copy.baseAddress?.assumingMemoryBound(to: CChar.self), len: bytes.count)
    }

    /// Whether the plugin is told that nobody waits.
    func isCancelled(by cancellation: Cancellation) -> Bool {
        state.withLock { state in
            if state.isOver { return true }
            state.questions += 1
            return switch cancellation {
            case .never: false
            case .fromTheStart: true
            case .afterAsking(let times): state.questions > times
            }
        }
    }

    /// Ends the call. What was lent is spoiled rather than freed, so that a plugin that kept a view reads nonsense at
    /// once instead of what it hoped for.
    func end() -> State {
        let last = state.withLock { state in
            state.isOver = true
            return state
        }
        for view in last.views {
            // SAFETY: allocated by `lend` with that length, and freed nowhere but in `free`.
            unsafe UnsafeMutableRawPointer(bitPattern: view.address)?
                .initializeMemory(as: UInt8.self, repeating: 0xA5, count: view.count)
        }
        return last
    }

    /// Frees what was lent, when the harness goes.
    func free() {
        let views = state.withLock { state in
            defer { state.views = [] }
            return state.views
        }
        // SAFETY: allocated by `lend`; the list is emptied, so nothing is freed twice.
        for view in views { unsafe UnsafeMutableRawPointer(bitPattern: view.address)?.deallocate() }
    }
}
