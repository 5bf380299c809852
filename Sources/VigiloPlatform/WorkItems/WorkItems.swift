// Changes, incidents and tasks: what may be done with them.

public import VigiloJSON
import VigiloStore

/// The work items of all workspaces.
public struct WorkItems: Sendable {
    let records: Records
    let judge: FieldJudge

    /// Opens a work item in its type's first state. Needs the type's `create` permission.
    ///
    /// What is wrong with it and with its fields comes in one error; an ``ExtensionError`` is thrown where a field's
    /// type could not judge.
    public func create(
        _ type: WorkItemType, _ new: NewWorkItem, in slug: String, by caller: Caller
    ) async throws -> WorkItem {
        try await withSettledFields {
            let (workspace, definitions) = try await records.read { transaction in
                let workspace = try Permissions.check(type.createPermission, in: slug, by: caller, transaction)
                return (workspace, try Fields.definitions(of: type, in: workspace.id, transaction))
            }
            var problems = InputProblems()
            let item = CheckedWorkItem(new, type: type, &problems)
            let fields = await judge.draft(new.fields, for: definitions, isNew: true, in: workspace, &problems)
            try problems.throwIfAny(in: "the \(type.rawValue)")
            if let failure = fields.failure { throw failure }
            return try await records.write { transaction in
                let workspace = try Permissions.check(type.createPermission, in: slug, by: caller, transaction)
                return try Self.insert(item, fields, in: workspace, by: caller, at: .now(), transaction)
            }
        }
    }

    /// Changes values of an item's fields, and nothing else of it; null removes one. Needs the type's `edit`
    /// permission.
    ///
    /// Only what is given is judged: an item that was opened before a field was required can still be changed. What
    /// changes nothing leaves no trace in the audit log.
    public func setFields(
        _ type: WorkItemType, key: String, to values: [String: JSONValue], in slug: String, by caller: Caller
    ) async throws -> WorkItem {
        try await withSettledFields {
            let (workspace, definitions) = try await records.read { transaction in
                let workspace = try Permissions.check(type.editPermission, in: slug, by: caller, transaction)
                _ = try Self.find(key, type, in: workspace, transaction)
                return (workspace, try Fields.definitions(of: type, in: workspace.id, transaction))
            }
            var problems = InputProblems()
            let fields = await judge.draft(values, for: definitions, isNew: false, in: workspace, &problems)
            try problems.throwIfAny(in: "the \(type.rawValue)")
            if let failure = fields.failure { throw failure }
            return try await records.write { transaction in
                let workspace = try Permissions.check(type.editPermission, in: slug, by: caller, transaction)
                let item = try Self.find(key, type, in: workspace, transaction)
                return try Self.set(fields, of: item, in: workspace, by: caller, at: .now(), transaction)
            }
        }
    }

    /// A page of work items, oldest first; only those in `status` if one is given. Needs the type's `read` permission.
    public func list(
        _ type: WorkItemType, _ page: PageRequest, status: String? = nil, in slug: String, by caller: Caller
    ) async throws -> Slice<WorkItem> {
        try await records.read { transaction in
            let workspace = try Permissions.check(type.readPermission, in: slug, by: caller, transaction)
            if let status { try Self.check(status, of: type, field: "status") }
            return try Self.page(page, of: type, status: status, in: workspace.id, transaction)
        }
    }

    /// Needs the type's `read` permission.
    public func show(_ type: WorkItemType, key: String, in slug: String, by caller: Caller) async throws -> WorkItem {
        try await records.read { transaction in
            let workspace = try Permissions.check(type.readPermission, in: slug, by: caller, transaction)
            return try Self.find(key, type, in: workspace, transaction)
        }
    }

    /// Moves a work item to another status, by the one transition that leads there. Needs that transition's permission.
    ///
    /// Throws `.conflict` with the code `transition_refused` where none leads there, and says which states would allow
    /// it.
    public func move(
        _ type: WorkItemType, key: String, to status: String, in slug: String, by caller: Caller
    ) async throws -> WorkItem {
        try await records.write { transaction in
            let workspace = try Permissions.check(type.readPermission, in: slug, by: caller, transaction)
            try Self.check(status, of: type, field: "to")
            let item = try Self.find(key, type, in: workspace, transaction)
            let transition = try item.transition(to: status)
            _ = try Permissions.check(transition.permission, in: slug, by: caller, transaction)
            try item.check(transition.rule, by: caller)
            return try Self.carryOut(transition, on: item, in: workspace, by: caller, at: .now(), transaction)
        }
    }

    private static func check(_ status: String, of type: WorkItemType, field: String) throws(PlatformError) {
        guard !type.statuses.contains(status) else { return }
        let list = type.statuses.joined(separator: ", ")
        throw .invalid(field, "must be one of \(list), and is '\(status.prefix(60))'", in: "the \(type.rawValue)")
    }
}
