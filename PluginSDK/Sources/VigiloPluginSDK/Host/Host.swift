// The plugin's door to the host, for as long as it is loaded.

internal import CVigiloPlugin

/// How much a line of the log matters.
public enum LogLevel: Int32, Sendable, Hashable, CaseIterable {
    case debug = 0
    case info, warning, error
}

/// The host, as every thread of the plugin may use it from registration until shutdown.
public struct Host: Sendable {
    /// The running version of Vigilo, SemVer 2.0.
    public let vigiloVersion: String
    let services: Services

    /// SAFETY: the table lives until shutdown has returned, by the contract of host.h.
    init(_ host: UnsafePointer<vigilo_host_v1>) {
        unsafe vigiloVersion = String(cString: host.pointee.vigilo_version)
        unsafe services = Services(host)
    }

    /// Writes one line to the daemon's log, marked with the plugin's name. Lost if the host keeps no log.
    public func log(_ level: LogLevel, _ message: String) {
        unsafe services.log(level, message, call: nil)
    }

    /// The table `[plugins.NAME]` of the daemon's configuration as an object, empty if there is none.
    public func configuration() throws(PluginError) -> JSON {
        guard let table = unsafe services.config else { throw Services.missing(VIGILO_SERVICE_CONFIG) }
        var view = unsafe vigilo_bytes()
        let status = unsafe table.pointee.get(table, &view)
        guard status == VIGILO_OK else { throw PluginError(status: status, what: "read the configuration") }
        return try unsafe json(view, "the configuration")
    }
}
