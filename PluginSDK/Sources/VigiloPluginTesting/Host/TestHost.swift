// The host that a plugin under test sees: what its services answer, and what it has been told.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloPluginSDK

/// The host that one plugin under test sees. It lives for ever, as everything does that a plugin has pointers to.
@safe final class TestHost: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): the tables are written once, in init; everything else is behind the lock.
    struct State {
        var configuration: JSON
        var workspace: TestWorkspace?
        var cancellation = Cancellation.never
        /// By workspace, then by key.
        var stored: [String: [String: [UInt8]]] = [:]
        var lines: [LoggedLine] = []
        /// What came too late for the call that it belongs to.
        var breaches: [String] = []
        var calls: [UInt: TestCall] = [:]
        var sentence: String?
    }

    let state: Mutex<State>
    /// The plugin's registration under way, or what became of it.
    let registration = Mutex(Registration())
    let table: UnsafeMutablePointer<vigilo_host_v1>
    let registrar: UnsafeMutablePointer<vigilo_registrar_v1>
    let services: ServiceTables

    init(configuration: JSON, workspace: TestWorkspace?, vigiloVersion: String) {
        state = Mutex(State(configuration: configuration, workspace: workspace))
        unsafe table = .allocate(capacity: 1)
        unsafe registrar = .allocate(capacity: 1)
        services = ServiceTables()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        unsafe services.fill(context: context, configuration: permanentView(Array(configuration.text.utf8)))
        unsafe table.initialize(
            to: vigilo_host_v1(
                abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_host_v1>.size), context: context,
                vigilo_version: permanentText(vigiloVersion),
                service: { host, id in
                    unsafe TestHost.behind(host.pointee.context)?.services.table(String(cString: id))
                }))
        unsafe registrar.initialize(to: RegistrarTable.make(context: context))
    }

    /// SAFETY: the contexts of our tables are hosts retained for ever.
    static func behind(_ context: UnsafeMutableRawPointer?) -> TestHost? {
        unsafe context.map { unsafe Unmanaged<TestHost>.fromOpaque($0).takeUnretainedValue() }
    }

    func keep(_ call: TestCall) {
        state.withLock { $0.calls[call.bits] = call }
    }

    /// Remembers a breach that no call can be failed with any more.
    func note(_ breach: String) {
        state.withLock { $0.breaches.append(breach) }
    }

    /// The call that a handle stands for, if it is under way; if not, that is a breach.
    func call(_ handle: OpaquePointer?, for service: String) -> TestCall? {
        let bits = UInt(bitPattern: handle)
        guard let call = state.withLock({ $0.calls[bits] }) else {
            note("the service \(service) was asked with a call handle that the host never gave out")
            return nil
        }
        if call.state.withLock({ $0.isOver }) {
            note("the service \(service) was asked with the handle of \(call.subject), whose call is over")
            return nil
        }
        return call
    }

    func log(_ level: Int32, _ message: vigilo_bytes, handle: OpaquePointer?) {
        let workspace = unsafe handle == nil ? nil : call(handle, for: VIGILO_SERVICE_LOG).flatMap { _ in self.slug }
        guard let level = LogLevel(rawValue: level) else {
            return note("a line was logged with the level \(level); the levels are 0 to 3")
        }
        let length = unsafe message.len
        guard length >= 0, length <= 1 << 30, let data = unsafe message.data else { return }
        // SAFETY: the contract promises `len` readable bytes.
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: length)
        let text = unsafe String(decoding: bytes, as: UTF8.self)
        state.withLock { $0.lines.append(LoggedLine(level, text, workspace: workspace)) }
    }

    var slug: String? { state.withLock { $0.workspace?.slug } }
}

/// A copy that lives for ever, closed by NUL: the contract gives it no end.
func permanentView(_ bytes: [UInt8]) -> vigilo_bytes {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
    unsafe copy.copyBytes(from: bytes + [0])
    return unsafe vigilo_bytes(data: copy.baseAddress?.assumingMemoryBound(to: CChar.self), len: bytes.count)
}

func permanentText(_ text: String) -> UnsafePointer<CChar> {
    // SAFETY: the memory just allocated is not null.
    unsafe permanentView(Array(text.utf8)).data.unsafelyUnwrapped
}
