// One call from the host, and what may be asked of the host while it runs.

internal import CVigiloPlugin

/// What can be counted and listed in a workspace.
public enum EntityType: String, Sendable, Hashable, CaseIterable {
    case change, incident, task, certificate
}

/// One call from the host.
///
/// It is over when the function that received it returns; a call that was kept longer throws
/// ``PluginError/unavailable(_:)`` instead of answering.
@safe public final class Call {
    /// The host, which may also be used outside calls.
    public let host: Host
    /// SAFETY: set to nil before the host's call handle ends, so it is never used after.
    private var handle: OpaquePointer?

    init(_ handle: OpaquePointer, host: Host) {
        unsafe self.handle = unsafe handle
        self.host = host
    }

    func end() {
        unsafe handle = nil
    }

    /// Whether nobody waits for the result any more. Long work asks now and then.
    public var isCancelled: Bool {
        guard let handle = unsafe handle else { return true }
        guard let table = unsafe host.services.cancel else { return false }
        return unsafe table.pointee.is_cancelled(table, handle) != 0
    }

    /// Throws ``PluginError/cancelled`` if nobody waits for the result any more.
    public func checkCancelled() throws(PluginError) {
        if isCancelled { throw .cancelled }
    }

    /// Writes one line to the daemon's log, marked with the plugin's name and the call's workspace.
    public func log(_ level: LogLevel, _ message: String) {
        unsafe host.services.log(level, message, call: handle)
    }

    /// The table `[plugins.NAME]` of the daemon's configuration as an object, empty if there is none.
    public func configuration() throws(PluginError) -> JSON {
        try host.configuration()
    }

    /// The plugin's own keys and values, kept per workspace.
    public var store: Store { Store(call: self) }

    func liveHandle() throws(PluginError) -> OpaquePointer {
        guard let handle = unsafe handle else { throw .unavailable("the call is over; use it only while it runs") }
        return unsafe handle
    }
}
