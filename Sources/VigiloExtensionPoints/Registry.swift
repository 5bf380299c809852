// Everything that extends this installation, by key.

import Synchronization

/// Everything that extends this installation: built-in and plugins' extensions, found by key.
///
/// A draft is merged whole or not at all; readers see either none of it or all of it.
public final class Registry: Sendable {
    /// The owner of everything that is built in.
    public static let core = "vigilo"

    /// An extension and who brought it.
    public struct Entry<Extension: Sendable>: Sendable {
        public let owner: String
        public let value: Extension
    }

    private struct Contents {
        var fieldTypes: [String: Entry<any FieldType>] = [:]
        var dashboardWidgets: [String: Entry<any DashboardWidget>] = [:]
        var integrationAdapters: [String: Entry<any IntegrationAdapter>] = [:]
        var periodicTasks: [String: Entry<any PeriodicTask>] = [:]
        /// By `PLUGIN.FUNCTION`.
        var functions: [String: Entry<any TypedFunction>] = [:]
    }

    private let contents = Mutex(Contents())

    public init() {}

    /// Takes the whole draft in, or throws (`register.key_taken`, `register.nothing`) and takes nothing.
    public func merge(_ draft: RegistrationDraft) throws(Refusal) {
        if draft.isEmpty {
            throw Refusal(.registerNothing, "it registers nothing")
        }
        // Result rather than a throwing closure: Mutex.withLock passes typed errors on only with a spelled-out signature.
        let merged: Result<Void, Refusal> = contents.withLock { current in
            var next = current
            do throws(Refusal) {
                try Self.add(draft.fieldTypes, \.key, "field type", of: draft.owner, to: &next.fieldTypes)
                try Self.add(
                    draft.dashboardWidgets, \.key, "dashboard widget", of: draft.owner, to: &next.dashboardWidgets)
                try Self.add(
                    draft.integrationAdapters, \.key, "integration adapter", of: draft.owner,
                    to: &next.integrationAdapters)
                try Self.add(draft.periodicTasks, \.key, "periodic task", of: draft.owner, to: &next.periodicTasks)
                try Self.add(
                    draft.functions, \.name, "function", of: draft.owner, prefix: "\(draft.owner).", to: &next.functions
                )
            } catch {
                return .failure(error)
            }
            current = next
            return .success(())
        }
        try merged.get()
    }

    /// Takes out everything that `owner` brought. Calls under way go on.
    public func withdraw(owner: String) {
        contents.withLock { contents in
            contents.fieldTypes = contents.fieldTypes.filter { $0.value.owner != owner }
            contents.dashboardWidgets = contents.dashboardWidgets.filter { $0.value.owner != owner }
            contents.integrationAdapters = contents.integrationAdapters.filter { $0.value.owner != owner }
            contents.periodicTasks = contents.periodicTasks.filter { $0.value.owner != owner }
            contents.functions = contents.functions.filter { $0.value.owner != owner }
        }
    }

    private static func add<Extension>(
        _ extensions: [Extension], _ key: (Extension) -> String, _ noun: String, of owner: String, prefix: String = "",
        to table: inout [String: Entry<Extension>]
    ) throws(Refusal) {
        for value in extensions {
            let key = prefix + key(value)
            if let taken = table[key] {
                let by =
                    taken.owner == owner
                    ? "it registers the \(noun) '\(key)' twice"
                    : "the \(noun) '\(key)' is already registered by '\(taken.owner)'"
                throw Refusal(.registerKeyTaken, by)
            }
            table[key] = Entry(owner: owner, value: value)
        }
    }
}

extension Registry {
    public func fieldType(_ key: String) -> Entry<any FieldType>? { contents.withLock { $0.fieldTypes[key] } }
    public func dashboardWidget(_ key: String) -> Entry<any DashboardWidget>? {
        contents.withLock { $0.dashboardWidgets[key] }
    }
    public func integrationAdapter(_ key: String) -> Entry<any IntegrationAdapter>? {
        contents.withLock { $0.integrationAdapters[key] }
    }
    public func periodicTask(_ key: String) -> Entry<any PeriodicTask>? { contents.withLock { $0.periodicTasks[key] } }
    /// `name` is `PLUGIN.FUNCTION`.
    public func function(_ name: String) -> Entry<any TypedFunction>? { contents.withLock { $0.functions[name] } }

    /// All field types, sorted by key.
    public var fieldTypes: [Entry<any FieldType>] { contents.withLock { Self.sorted($0.fieldTypes) } }
    public var dashboardWidgets: [Entry<any DashboardWidget>] { contents.withLock { Self.sorted($0.dashboardWidgets) } }
    public var integrationAdapters: [Entry<any IntegrationAdapter>] {
        contents.withLock { Self.sorted($0.integrationAdapters) }
    }
    public var periodicTasks: [Entry<any PeriodicTask>] { contents.withLock { Self.sorted($0.periodicTasks) } }
    public var functions: [Entry<any TypedFunction>] { contents.withLock { Self.sorted($0.functions) } }

    private static func sorted<Extension>(_ table: [String: Entry<Extension>]) -> [Entry<Extension>] {
        table.sorted { $0.key < $1.key }.map(\.value)
    }
}
