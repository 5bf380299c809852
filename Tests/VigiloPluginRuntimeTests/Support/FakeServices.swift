// A host that remembers what plugins asked of it.

import Synchronization
import VigiloExtensionPoints
import VigiloJSON

/// A host that remembers what plugins asked of it, and answers from memory.
final class FakeServices: HostServices {
    struct LogLine: Sendable, Equatable {
        let level: PluginLogLevel
        let message: String
        let plugin: String
        let workspace: String?
    }

    private let lines = Mutex<[LogLine]>([])
    private let values = Mutex<[String: [UInt8]]>([:])
    private let settingsAsked = Mutex(0)

    /// Without the lines in which the runtime tells why a service said no.
    var log: [LogLine] { lines.withLock { $0.filter { $0.level != .debug } } }
    var reasons: [String] { lines.withLock { $0.filter { $0.level == .debug }.map(\.message) } }
    var timesSettingsWereAsked: Int { settingsAsked.withLock { $0 } }
    var stored: [String: [UInt8]] { values.withLock { $0 } }

    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?) {
        lines.withLock {
            $0.append(LogLine(level: level, message: message, plugin: plugin, workspace: workspace?.slug))
        }
    }

    func configuration(plugin: String) -> JSONValue { ["for": .string(plugin)] }

    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue {
        settingsAsked.withLock { $0 += 1 }
        return ["holidays": ["2026-12-25"]]
    }

    func counts(entityType: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [String: Int] {
        if entityType == "task" { return ["todo": 2, "done": 0] }
        throw HostServiceError(.invalidArgument, "there is no entity type '\(entityType)'")
    }

    func records(
        entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> RecordPage {
        let item: JSONValue = ["limit": .integer(Int64(limit)), "cursor": cursor.map(JSONValue.string) ?? .null]
        return RecordPage(items: [item], nextCursor: cursor == nil ? "c1" : nil)
    }

    func storedValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> [UInt8] {
        guard let value = values.withLock({ $0["\(plugin)/\(workspace.slug)/\(key)"] }) else {
            throw HostServiceError(.notFound, "no such key")
        }
        return value
    }

    func store(
        _ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) {
        values.withLock { $0["\(plugin)/\(workspace.slug)/\(key)"] = value }
    }

    func removeStoredValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) {
        let old = values.withLock { $0.removeValue(forKey: "\(plugin)/\(workspace.slug)/\(key)") }
        if old == nil { throw HostServiceError(.notFound, "no such key") }
    }
}

extension CallContext {
    /// A call about a workspace.
    static let inAcme = CallContext(workspace: WorkspaceReference(id: "0198-acme", slug: "acme"))
}
