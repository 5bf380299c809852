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
        var revision = 0
    }

    private let contents = Mutex(Contents())

    public init() {}

    /// Takes the whole draft in, or throws (`register.key_taken`, `register.nothing`) and takes nothing.
    ///
    /// - Parameter former: An owner whose extensions the draft replaces; nobody finds a moment with neither or both.
    public func merge(_ draft: RegistrationDraft, replacing former: String? = nil) throws(Refusal) {
        if draft.isEmpty {
            throw Refusal(.registerNothing, "it registers nothing")
        }
        // Result rather than a throwing closure: Mutex.withLock passes typed errors on only with a spelled-out
        // signature.
        let merged: Result<Void, Refusal> = contents.withLock { contents in
            do throws(Refusal) {
                try Self.check(draft, against: contents, former: former)
            } catch {
                return .failure(error)
            }
            if let former { Self.remove(former, from: &contents) }
            // In place: a copy of everything for each plugin would make a thousand plugins cost a million entries.
            Self.add(draft.fieldTypes, \.key, of: draft.owner, to: &contents.fieldTypes)
            Self.add(draft.dashboardWidgets, \.key, of: draft.owner, to: &contents.dashboardWidgets)
            Self.add(draft.integrationAdapters, \.key, of: draft.owner, to: &contents.integrationAdapters)
            Self.add(draft.periodicTasks, \.key, of: draft.owner, to: &contents.periodicTasks)
            Self.add(draft.functions, { "\(draft.owner).\($0.name)" }, of: draft.owner, to: &contents.functions)
            return .success(())
        }
        try merged.get()
    }

    /// Changes whenever something is taken out: what was refused because of it may have a chance then.
    public var revision: Int { contents.withLock { $0.revision } }

    /// Takes out everything that `owner` brought. Calls under way go on.
    public func withdraw(owner: String) {
        contents.withLock { Self.remove(owner, from: &$0) }
    }

    private static func remove(_ owner: String, from contents: inout Contents) {
        contents.revision += 1
        contents.fieldTypes = contents.fieldTypes.filter { $0.value.owner != owner }
        contents.dashboardWidgets = contents.dashboardWidgets.filter { $0.value.owner != owner }
        contents.integrationAdapters = contents.integrationAdapters.filter { $0.value.owner != owner }
        contents.periodicTasks = contents.periodicTasks.filter { $0.value.owner != owner }
        contents.functions = contents.functions.filter { $0.value.owner != owner }
    }

    private static func check(
        _ draft: RegistrationDraft, against contents: Contents, former: String?
    ) throws(Refusal) {
        let owner = draft.owner
        func check<Extension>(_ keys: [String], _ noun: String, _ table: [String: Entry<Extension>]) throws(Refusal) {
            var seen: Set<String> = []
            for key in keys {
                let taken = table[key].flatMap { $0.owner == former ? nil : $0.owner }
                if !seen.insert(key).inserted || taken == owner {
                    throw Refusal(.registerKeyTaken, "it registers the \(noun) '\(key)' twice")
                }
                if let taken {
                    throw Refusal(.registerKeyTaken, takenSentence(noun, key, by: taken))
                }
            }
        }
        try check(draft.fieldTypes.map(\.key), "field type", contents.fieldTypes)
        try check(draft.dashboardWidgets.map(\.key), "dashboard widget", contents.dashboardWidgets)
        try check(draft.integrationAdapters.map(\.key), "integration adapter", contents.integrationAdapters)
        try check(draft.periodicTasks.map(\.key), "periodic task", contents.periodicTasks)
        try check(draft.functions.map { "\(owner).\($0.name)" }, "function", contents.functions)
    }

    /// Says that a key is somebody else's; `noun` is what it is a key of, as in "field type".
    public static func takenSentence(_ noun: String, _ key: String, by owner: String) -> String {
        "the \(noun) '\(key)' is already registered by '\(owner)'"
    }

    /// Adds extensions whose keys are known to be free.
    private static func add<Extension>(
        _ extensions: [Extension], _ key: (Extension) -> String, of owner: String,
        to table: inout [String: Entry<Extension>]
    ) {
        for value in extensions {
            table[key(value)] = Entry(owner: owner, value: value)
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
