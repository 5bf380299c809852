// Changes, incidents and tasks: what may be done with them.

import VigiloStore

/// The work items of all workspaces.
public struct WorkItems: Sendable {
    let records: Records

    /// Opens a work item in its type's first state. Needs the type's `create` permission.
    public func create(
        _ type: WorkItemType, _ new: NewWorkItem, in slug: String, by caller: Caller
    ) async throws -> WorkItem {
        try await records.write { transaction in
            let workspace = try Permissions.check(type.createPermission, in: slug, by: caller, transaction)
            let new = try CheckedWorkItem(new, type: type)
            return try Self.insert(new, in: workspace, by: caller, at: .now(), transaction)
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
