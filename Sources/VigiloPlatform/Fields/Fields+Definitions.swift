// Definitions of custom fields: what may be done with them.

import VigiloStore

/// A field, and whether its type is there.
public struct ListedField: Sendable, Equatable {
    public var field: CustomField
    /// Whether values can be written: its type is there, from the plugin that it was defined with.
    public var isAvailable: Bool
}

extension Fields {
    /// The fields of a workspace, by entity type, place and key; of one entity type if one is given. Needs
    /// `field.read`.
    public func list(
        of type: WorkItemType? = nil, in slug: String, by caller: Caller
    ) async throws -> [ListedField] {
        let fields = try await records.read { transaction in
            let workspace = try Permissions.check(.fieldRead, in: slug, by: caller, transaction)
            return try Self.definitions(of: type, in: workspace.id, transaction)
        }
        return fields.map(listed)
    }

    /// Needs `field.read`.
    public func show(
        _ key: String, of type: WorkItemType, in slug: String, by caller: Caller
    ) async throws -> ListedField {
        let field = try await records.read { transaction in
            let workspace = try Permissions.check(.fieldRead, in: slug, by: caller, transaction)
            return try Self.find(key, of: type, in: workspace, transaction)
        }
        return listed(field)
    }

    /// Defines a field. Items that there are already have no value in it. Needs `field.write`.
    public func define(_ new: NewField, in slug: String, by caller: Caller) async throws -> ListedField {
        let workspace = try await permissions.require(.fieldWrite, in: slug, by: caller)
        let checked = try await checked(new, in: workspace)
        let field = try await records.write { transaction in
            let workspace = try Permissions.check(.fieldWrite, in: slug, by: caller, transaction)
            return try Self.insert(checked, in: workspace, by: caller, at: .now(), transaction)
        }
        return listed(field)
    }

    /// Changes a field. Stored values stay as they are, also those that the field would not take any more. Needs
    /// `field.write`.
    ///
    /// A change that changes nothing leaves no trace in the audit log.
    public func update(
        _ key: String, of type: WorkItemType, by patch: FieldPatch, in slug: String, by caller: Caller
    ) async throws -> ListedField {
        try await withSettledFields {
            let (workspace, old) = try await records.read { transaction in
                let workspace = try Permissions.check(.fieldWrite, in: slug, by: caller, transaction)
                return (workspace, try Self.find(key, of: type, in: workspace, transaction))
            }
            let new = try await changed(old, by: patch, in: workspace)
            guard new != old else { return listed(old) }
            let isEnd = old.isActive && !new.isActive
            let written = try await records.write { transaction in
                let workspace = try Permissions.check(.fieldWrite, in: slug, by: caller, transaction)
                guard try Self.find(key, of: type, in: workspace, transaction) == old else { throw FieldsChanged() }
                return try Self.replace(
                    old, with: new, as: isEnd ? "field.deactivate" : "field.update", in: workspace, by: caller,
                    at: .now(), transaction)
            }
            return listed(written)
        }
    }

    func listed(_ field: CustomField) -> ListedField {
        ListedField(field: field, isAvailable: FieldJudge(registry: registry).type(of: field) != nil)
    }
}
