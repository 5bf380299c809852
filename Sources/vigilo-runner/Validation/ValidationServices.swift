// What a plugin may ask of its host while it is validated: a small workspace, in memory.

import Synchronization
import VigiloExtensionPoints
import VigiloJSON

/// The host of a validation: one workspace with a few records, and a store that lives as long as the process.
final class ValidationServices: HostServices {
    static let workspace = WorkspaceReference(id: "00000000-0000-7000-8000-000000000001", slug: "validation")

    private static let statuses = [
        "change": [
            "draft", "review", "approved", "scheduled", "in_progress", "completed", "failed", "rolled_back",
            "cancelled",
        ],
        "incident": ["open", "investigating", "mitigated", "resolved", "post_mortem"],
        "certificate": ["healthy", "expiring", "expired", "error"],
        "task": ["todo", "in_progress", "blocked", "done", "cancelled"],
    ]
    private let stored = Mutex<[String: [UInt8]]>([:])

    /// What a plugin logs while thousands of odd inputs come down on it is nothing that anybody would read.
    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?) {}

    func configuration(plugin: String) -> JSONValue { [:] }

    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue { [:] }

    func counts(entityType: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try statuses(of: entityType).map { ($0, 1) })
    }

    /// One page of one record in each status.
    func records(
        entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> RecordPage {
        if cursor != nil { throw HostServiceError(.invalidArgument, "there is one page only") }
        let items = try statuses(of: entityType).enumerated().map { index, status -> JSONValue in
            [
                "key": .string("\(entityType.uppercased())-\(index + 1)"), "title": "Made up for a validation",
                "status": .string(status),
            ]
        }
        return RecordPage(items: Array(items.prefix(limit)), nextCursor: nil)
    }

    func storedValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> [UInt8] {
        guard let value = stored.withLock({ $0[key] }) else { throw HostServiceError(.notFound, "no such key") }
        return value
    }

    func store(
        _ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) {
        stored.withLock { $0[key] = value }
    }

    func removeStoredValue(plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError) {
        if stored.withLock({ $0.removeValue(forKey: key) }) == nil {
            throw HostServiceError(.notFound, "no such key")
        }
    }

    private func statuses(of type: String) throws(HostServiceError) -> [String] {
        guard let statuses = Self.statuses[type] else { throw HostServiceError(.invalidArgument, "no such type") }
        return statuses
    }
}
