// What the services have in common: finding the call, and turning errors into a status.

internal import CVigiloPlugin
internal import VigiloExtensionPoints

/// A call to a service in the middle of a call into the plugin.
struct ServiceCall {
    let bridge: PluginBridge
    let token: CallToken
    let slot: CallSlot
    let workspace: WorkspaceReference

    /// Finds the call that a handle stands for, and does `work` for it. What `work` throws becomes a status.
    ///
    /// A handle that stands for no call of this plugin under way is VIGILO_INVALID_ARGUMENT; a call that is about no
    /// workspace VIGILO_UNAVAILABLE.
    static func perform(
        _ service: String, of table: UnsafeRawPointer, handle: OpaquePointer,
        _ work: (ServiceCall) throws(HostServiceError) -> Void
    ) -> Int32 {
        guard let bridge = unsafe PluginBridge.behind(table) else { return Int32(VIGILO_INVALID_ARGUMENT) }
        let token = unsafe CallToken(handle)
        guard let slot = bridge.lane.slot(of: token), let call = slot.context(of: token) else {
            return Int32(VIGILO_INVALID_ARGUMENT)
        }
        guard let workspace = call.workspace else { return Int32(VIGILO_UNAVAILABLE) }
        do throws(HostServiceError) {
            try work(ServiceCall(bridge: bridge, token: token, slot: slot, workspace: workspace))
            return Int32(VIGILO_OK)
        } catch {
            // The plugin gets the status; its author finds the sentence in the log.
            bridge.services.log(.debug, "\(service): \(error.sentence)", plugin: bridge.plugin, workspace: workspace)
            return status(of: error)
        }
    }

    /// Lends bytes to the plugin and writes the view to where it wants it.
    func lend(
        _ bytes: some Collection<UInt8>, named name: String? = nil, to out: UnsafeMutableRawPointer
    ) throws(HostServiceError) {
        guard let out = unsafe nilIfNull(out) else { throw HostServiceError(.invalidArgument, "out is NULL") }
        guard let view = slot.lend(bytes, named: name, to: token) else {
            throw HostServiceError(.unavailable, "the call is over")
        }
        unsafe view.write(to: out)
    }

    private static func status(of error: HostServiceError) -> Int32 {
        switch error.code {
        case .invalidArgument: Int32(VIGILO_INVALID_ARGUMENT)
        case .notFound: Int32(VIGILO_NOT_FOUND)
        case .unavailable: Int32(VIGILO_UNAVAILABLE)
        case .tooLarge: Int32(VIGILO_TOO_LARGE)
        }
    }
}
