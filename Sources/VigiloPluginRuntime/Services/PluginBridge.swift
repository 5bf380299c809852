// Everything of the host's that a plugin holds pointers to.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloExtensionPoints
internal import VigiloJSON

/// Everything of the host's that one plugin holds pointers to: the host's table, the services' and the registrar's.
///
/// It is made when the plugin registers and lives for ever, as the plugin's code does: a thread that the plugin has left
/// behind may use a table long after the contract says it must not, and then finds one that answers "unavailable".
@safe
final class PluginBridge: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): the pointers are written once, in init, before a plugin sees any of them.
    let plugin: String
    let services: any HostServices
    let lane: Lane
    /// The registration under way, if any.
    let registration = Mutex<Registration?>(nil)
    /// The plugin's configuration; one view for ever, because the contract promises the same at every call.
    let configuration: HostView

    private(set) var host: UnsafePointer<vigilo_host_v1>
    private(set) var registrar: UnsafePointer<vigilo_registrar_v1>
    /// The addresses of the services' tables that the plugin has asked for: most ask for few.
    private let tables = Mutex<[String: UInt]>([:])

    /// Makes the tables, which point back to the bridge and keep it alive for ever.
    init(plugin: String, isThreadSafe: Bool, services: any HostServices, vigiloVersion: String) {
        self.plugin = plugin
        self.services = services
        lane = Lane(plugin: plugin, width: isThreadSafe ? Lane.concurrentWidth : 1)
        configuration = HostView(copying: services.configuration(plugin: plugin).pluginText)

        let host = UnsafeMutablePointer<vigilo_host_v1>.allocate(capacity: 1)
        let registrar = UnsafeMutablePointer<vigilo_registrar_v1>.allocate(capacity: 1)
        unsafe self.host = UnsafePointer(host)
        unsafe self.registrar = UnsafePointer(registrar)
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        // SAFETY: fresh memory, never freed; the retained bridge makes every context valid for ever.
        unsafe host.initialize(to: HostTable.table(context: context, version: HostView(copying: vigiloVersion.utf8)))
        unsafe registrar.initialize(to: RegistrarTable.table(context: context))
    }

    /// The table of a service, the same at every call; nil if there is no such service.
    func table(of service: String) -> UnsafeRawPointer? {
        let address: UInt? = tables.withLock { tables in
            if let known = tables[service] { return known }
            // SAFETY: the bridge has been retained for ever by its init, so it is a context for ever.
            let context = unsafe Unmanaged.passUnretained(self).toOpaque()
            let made = unsafe ServiceTables.make(service, context: context).map { UInt(bitPattern: $0) }
            tables[service] = made
            return made
        }
        return unsafe address.flatMap { unsafe UnsafeRawPointer(bitPattern: $0) }
    }

    /// The bridge behind one of its own tables that came back from the plugin; nil for NULL.
    static func behind(_ table: UnsafeRawPointer) -> PluginBridge? {
        // SAFETY: the contract says that the table is ours; the contexts of ours are bridges retained for ever.
        guard let context = unsafe HostOwnedTable.context(of: table) else { return nil }
        return unsafe Unmanaged<PluginBridge>.fromOpaque(context).takeUnretainedValue()
    }
}
