// A plugin's registration under way: what it has brought so far, and what was wrong with it.

internal import CVigiloPlugin
internal import VigiloExtensionPoints
internal import VigiloJSON

/// What a plugin has brought so far. The first thing wrong refuses it whole, even if the plugin takes no notice.
struct Registration {
    let descriptor: PluginDescriptor
    let port: PluginPort
    /// The plugin's own sentence about why it cannot register.
    var sentence: String?
    private(set) var draft: RegistrationDraft
    private(set) var failure: Refusal?

    init(descriptor: PluginDescriptor, port: PluginPort) {
        self.descriptor = descriptor
        self.port = port
        draft = RegistrationDraft(owner: descriptor.name)
    }

    /// What came of it, once `register_plugin` has returned.
    func outcome(status: Int32) throws(Refusal) -> RegistrationDraft {
        if let failure { throw failure }
        if status != Int32(VIGILO_OK) {
            throw Refusal(
                .registerFailed,
                sentence.map { "its register_plugin failed: \($0)" }
                    ?? "its register_plugin failed with status \(status) and gave no reason")
        }
        if draft.isEmpty {
            throw Refusal(.registerNothing, "it registers nothing; it must bring at least one extension or function")
        }
        return draft
    }

    /// Does one step of the registration, and remembers what was wrong with the first that failed.
    private mutating func step(_ body: (inout Registration) throws(Refusal) -> Void) -> Int32 {
        do throws(Refusal) {
            try body(&self)
            return Int32(VIGILO_OK)
        } catch {
            if failure == nil { failure = error }
            return Int32(VIGILO_INVALID_ARGUMENT)
        }
    }
}

extension Registration {
    mutating func add(fieldType address: UnsafeRawPointer?) -> Int32 {
        step { registration throws(Refusal) in
            let table = try unsafe registration.table(
                address, .fieldType, "field type", size: PluginABI.FieldType.size)
            let value = try RegisteredTable.fieldType(table, port: registration.port)
            try Self.check(value.key, "field type", isTakenIn: registration.draft.fieldTypes.map(\.key))
            registration.draft.fieldTypes.append(value)
        }
    }

    mutating func add(dashboardWidget address: UnsafeRawPointer?) -> Int32 {
        step { registration throws(Refusal) in
            let table = try unsafe registration.table(
                address, .dashboardWidget, "dashboard widget", size: PluginABI.DashboardWidget.size)
            let value = try RegisteredTable.dashboardWidget(table, port: registration.port)
            try Self.check(value.key, "dashboard widget", isTakenIn: registration.draft.dashboardWidgets.map(\.key))
            registration.draft.dashboardWidgets.append(value)
        }
    }

    mutating func add(integrationAdapter address: UnsafeRawPointer?) -> Int32 {
        step { registration throws(Refusal) in
            let table = try unsafe registration.table(
                address, .integrationAdapter, "integration adapter", size: PluginABI.IntegrationAdapter.size)
            let value = try RegisteredTable.integrationAdapter(table, port: registration.port)
            try Self.check(
                value.key, "integration adapter", isTakenIn: registration.draft.integrationAdapters.map(\.key))
            registration.draft.integrationAdapters.append(value)
        }
    }

    mutating func add(periodicTask address: UnsafeRawPointer?) -> Int32 {
        step { registration throws(Refusal) in
            let table = try unsafe registration.table(
                address, .celeryTask, "periodic task", size: PluginABI.PeriodicTask.size)
            let value = try RegisteredTable.periodicTask(table, port: registration.port)
            try Self.check(value.key, "periodic task", isTakenIn: registration.draft.periodicTasks.map(\.key))
            registration.draft.periodicTasks.append(value)
        }
    }

    mutating func add(function address: UnsafeRawPointer?) -> Int32 {
        step { registration throws(Refusal) in
            let table = try unsafe registration.table(address, nil, "function", size: PluginABI.Function.size)
            let value = try RegisteredTable.function(table, port: registration.port)
            try Self.check(value.name, "function", isTakenIn: registration.draft.functions.map(\.name))
            registration.draft.functions.append(value)
        }
    }
}

extension Registration {
    /// The table at `address`, if a plugin of this kind may register it and abi and size are right.
    private func table(
        _ address: UnsafeRawPointer?, _ kind: PluginKind?, _ noun: String, size: Int
    ) throws(Refusal) -> ForeignTable {
        if let kind, kind != descriptor.kind {
            throw Refusal(
                .registerKindNotAllowed,
                "it registers a \(noun), which a plugin of kind '\(descriptor.kind.rawValue)' may not; "
                    + "that needs kind '\(kind.rawValue)'")
        }
        guard let address = unsafe address else {
            throw Refusal(.registerInvalid, "it registers NULL as a \(noun)")
        }
        let table = unsafe ForeignTable(address, "the \(noun) it registers", reasons: .registration)
        if table.abi != PluginABI.version {
            throw Refusal(
                .registerInvalid,
                "\(table.subject) says plugin ABI \(table.abi); this host speaks \(PluginABI.version)")
        }
        if table.size < UInt32(size) {
            throw Refusal(
                .registerInvalid, "\(table.subject) is \(table.size) bytes long; plugin ABI 1 needs \(size)")
        }
        return table
    }

    private static func check(_ key: String, _ noun: String, isTakenIn keys: [String]) throws(Refusal) {
        if keys.contains(key) { throw Refusal(.registerKeyTaken, "it registers the \(noun) '\(key)' twice") }
    }
}
