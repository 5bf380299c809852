// What a plugin may ask of its host while it is only being looked at: almost nothing.

import VigiloExtensionPoints
import VigiloJSON

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// The host of a probe: it writes log lines to standard error, has the plugin's configuration, and nothing else.
struct ProbeServices: HostServices {
    let configuration: JSONValue

    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?) {
        fputs("\(plugin): \(level): \(message)\n", stderr)
    }

    func configuration(plugin: String) -> JSONValue { configuration }

    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue { throw unavailable }

    func counts(entityType: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [String: Int] {
        throw unavailable
    }

    func records(
        entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> RecordPage { throw unavailable }

    func storedValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> [UInt8] { throw unavailable }

    func store(
        _ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) { throw unavailable }

    func removeStoredValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) { throw unavailable }

    private var unavailable: HostServiceError {
        HostServiceError(.unavailable, "a plugin that is only being probed has no workspace")
    }
}
