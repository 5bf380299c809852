// What plugins may ask of the platform in the middle of a call.

import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

/// The platform's side of ``HostServices``. Everything here blocks: it is called on a plugin's own thread.
struct PlatformServices: HostServices {
    typealias Log = @Sendable (PluginLogLevel, String, _ plugin: String, WorkspaceReference?) -> Void

    let database: Database
    /// By the plugin's name.
    let configurations: [String: JSONValue]
    let log: Log

    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?) {
        log(level, message, plugin, workspace)
    }

    func configuration(plugin: String) -> JSONValue {
        guard let section = configurations[plugin], case .object = section else { return [:] }
        return section
    }

    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue {
        try reading { transaction in
            guard
                let row = try transaction.first("SELECT settings FROM workspace WHERE id = $1", .text(workspace.id))
            else { throw Self.noWorkspace(workspace) }
            return try JSONValue(parsing: try row.text("settings"))
        }
    }

    func counts(entityType: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [String: Int] {
        if entityType == Self.certificate {
            return try reading { try Certificates.counts(in: workspace.id, at: .now(), $0) }
        }
        let type = try Self.type(entityType)
        return try reading { try WorkItems.counts(of: type, in: workspace.id, $0) }
    }

    func records(
        entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> RecordPage {
        let request = PageRequest(limit: limit, cursor: cursor)
        if entityType == Self.certificate {
            return try reading { transaction in
                let page = try Certificates.page(request, .init(), in: workspace.id, at: .now(), transaction)
                return RecordPage(items: page.items.map(\.json), nextCursor: page.nextCursor)
            }
        }
        let type = try Self.type(entityType)
        return try reading { transaction in
            let page = try WorkItems.page(request, of: type, status: nil, in: workspace.id, transaction)
            return RecordPage(items: page.items.map(\.json), nextCursor: page.nextCursor)
        }
    }
}

extension PlatformServices {
    func storedValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> [UInt8] {
        try Self.check(key: key)
        return try reading { transaction in
            let store = PluginStore(plugin: plugin, workspaceID: workspace.id)
            guard let value = try store.value(key, transaction) else { throw Self.noValue(key) }
            return value
        }
    }

    func store(
        _ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) {
        try Self.check(key: key)
        guard value.count <= PluginStore.maximumValueBytes else {
            throw HostServiceError(
                .tooLarge, "the value has \(value.count) bytes, and at most \(PluginStore.maximumValueBytes) are kept")
        }
        try writing { transaction in
            let store = PluginStore(plugin: plugin, workspaceID: workspace.id)
            do throws(StoreError) {
                try store.set(key, to: value, at: .now(), transaction)
            } catch  where error.kind == .constraint(.foreignKey) {
                throw Self.noWorkspace(workspace)
            }
        }
    }

    func removeStoredValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) {
        try Self.check(key: key)
        try writing { transaction in
            let store = PluginStore(plugin: plugin, workspaceID: workspace.id)
            guard try store.remove(key, transaction) else { throw Self.noValue(key) }
        }
    }
}

extension PlatformServices {
    private func reading<T>(_ body: (Transaction) throws -> T) throws(HostServiceError) -> T {
        do {
            return try database.readBlocking(body)
        } catch {
            throw HostServiceError(error)
        }
    }

    private func writing<T>(_ body: (Transaction) throws -> T) throws(HostServiceError) -> T {
        do {
            return try database.writeBlocking(body)
        } catch {
            throw HostServiceError(error)
        }
    }

    /// The type of record that is no work item.
    private static let certificate = "certificate"

    private static func type(_ name: String) throws(HostServiceError) -> WorkItemType {
        guard let type = WorkItemType(rawValue: name) else {
            let names = (WorkItemType.allCases.map(\.rawValue) + [certificate]).joined(separator: ", ")
            throw HostServiceError(.invalidArgument, "there are no records of type '\(name)'; there are: \(names)")
        }
        return type
    }

    private static func check(key: String) throws(HostServiceError) {
        guard (1...PluginStore.maximumKeyBytes).contains(key.utf8.count) else {
            throw HostServiceError(
                .invalidArgument,
                "the key has \(key.utf8.count) bytes, and must have 1 to \(PluginStore.maximumKeyBytes)")
        }
        guard !key.utf8.contains(0) else { throw HostServiceError(.invalidArgument, "the key contains NUL") }
    }

    private static func noValue(_ key: String) -> HostServiceError {
        HostServiceError(.notFound, "the plugin keeps no value under '\(key)' in this workspace")
    }

    private static func noWorkspace(_ workspace: WorkspaceReference) -> HostServiceError {
        HostServiceError(.notFound, "there is no workspace '\(workspace.slug)'")
    }
}

extension HostServiceError {
    /// Whatever a service's body threw, as the plugin is told.
    fileprivate init(_ error: any Error) {
        switch error {
        case let error as HostServiceError: self = error
        case let error as PlatformError: self.init(.invalidArgument, error.sentence)
        case let error as StoreError: self.init(.unavailable, error.sentence)
        default: self.init(.unavailable, "the daemon could not do what was asked")
        }
    }
}
