// Where a plugin says what it brings.

internal import CVigiloPlugin

/// Where a plugin says what it brings. Valid only while `register` runs.
///
/// Everything goes into a draft: if anything is refused, or `register` throws, none of it takes effect.
@safe public final class Registry {
    /// The host: its version, its log and the plugin's configuration. May be kept.
    public let host: Host
    /// SAFETY: set to nil before register_plugin returns, so it is never used after.
    private var registrar: UnsafePointer<vigilo_registrar_v1>?

    /// Where a test keeps the closures of typed functions, which it calls as they are: the C functions that stand for
    /// closures are few, and taken for ever. False: there is no room.
    let keepBody: ((String, @escaping @Sendable (CallFrame) -> Void) -> Bool)?

    init(host: Host, registrar: UnsafePointer<vigilo_registrar_v1>) {
        self.host = host
        unsafe self.registrar = unsafe registrar
        keepBody = nil
    }

    /// The registry of a test in the same process.
    ///
    /// SAFETY: the two point to a `vigilo_host_v1` and a `vigilo_registrar_v1`.
    package init(
        testing host: UnsafeRawPointer, registrar: UnsafeRawPointer,
        keepBody: @escaping (String, @escaping @Sendable (CallFrame) -> Void) -> Bool
    ) {
        self.host = unsafe Host(host.assumingMemoryBound(to: vigilo_host_v1.self))
        unsafe self.registrar = unsafe registrar.assumingMemoryBound(to: vigilo_registrar_v1.self)
        self.keepBody = keepBody
    }

    package func close() {
        unsafe registrar = nil
    }

    /// Hands one table to the host. `what` names it should the registry be closed.
    func offer(
        _ what: String, _ body: (UnsafePointer<vigilo_registrar_v1>) -> vigilo_status
    ) throws {
        guard let registrar = unsafe registrar else {
            throw PluginError.unavailable("\(what) came too late: a plugin registers only while register runs")
        }
        let status = unsafe body(registrar)
        guard status == VIGILO_OK else { throw RegistrationRefusal(status: status, what: what) }
    }
}

/// The host refused what was registered, and knows why.
package struct RegistrationRefusal: Error, CustomStringConvertible {
    let status: vigilo_status
    let what: String

    package var description: String { "the host refused \(what) (status \(status))" }
}

/// What the host hands back at each call: the author's value, and the host.
final class Extension<Value: Sendable>: Sendable {
    let value: Value
    let host: Host

    init(_ value: Value, host: Host) {
        self.value = value
        self.host = host
    }

    /// Keeps this for ever, for a plugin is never unloaded.
    func retainedForEver() -> UnsafeMutableRawPointer {
        unsafe Unmanaged.passRetained(self).toOpaque()
    }

    /// SAFETY: `context` came from `retainedForEver` of the same type, by way of the table registered with it.
    static func from(_ context: UnsafeMutableRawPointer?) -> Extension? {
        unsafe context.map { unsafe Unmanaged<Extension>.fromOpaque($0).takeUnretainedValue() }
    }
}
