// The statements that write definitions of fields.

import VigiloJSON
import VigiloStore

extension Fields {
    static func insert(
        _ new: CheckedField, in workspace: Workspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws -> CustomField {
        let others = try definitions(of: new.entityType, in: workspace.id, transaction)
        guard others.count < FieldLimits.mostPerEntityType else {
            throw PlatformError(
                .conflict, code: "too_many_fields",
                "The \(new.entityType.rawValue)s of workspace '\(workspace.slug)' have \(others.count) fields, and may "
                    + "have \(FieldLimits.mostPerEntityType).")
        }
        var field = CustomField(new, id: UUIDv7.make(at: now), at: now)
        field.displayOrder = new.displayOrder ?? (others.map(\.displayOrder).max() ?? 0) + 1
        return try store(field, in: workspace, by: caller, at: now, transaction)
    }

    /// Stores a field where it is known that there is room for it.
    static func store(
        _ field: CustomField, in workspace: Workspace, by caller: Caller, at now: Timestamp, _ transaction: Transaction
    ) throws -> CustomField {
        try write(field, in: workspace, transaction)
        try record("field.define", field, from: nil, in: workspace, by: caller, at: now, transaction)
        return field
    }

    /// Writes a field that is not there, as it is.
    static func write(_ field: CustomField, in workspace: Workspace, _ transaction: Transaction) throws {
        let added = try transaction.execute(
            """
            INSERT INTO custom_field (id, workspace_id, entity_type, key, label, field_type, owner, options,
                                      default_value, is_required, is_active, display_order, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (workspace_id, entity_type, key) DO NOTHING
            """,
            .text(field.id), .text(workspace.id), .text(field.entityType.rawValue), .text(field.key),
            .text(field.label), .text(field.fieldType), .text(field.owner), .text(field.options.canonicalText),
            SQLValue(field.defaultValue?.canonicalText), SQLValue(field.isRequired), SQLValue(field.isActive),
            .integer(Int64(field.displayOrder)), .integer(field.createdAt.microseconds),
            .integer(field.updatedAt.microseconds))
        guard added == 1 else {
            throw PlatformError(
                .conflict, code: "field_exists",
                "There is already a field '\(field.key)' of \(field.entityType.rawValue)s in workspace "
                    + "'\(workspace.slug)'.",
                hint: "Choose another key, or change that one with: vigilo field update")
        }
    }

    /// Writes what may change of a field; `action` is what the audit log calls it.
    static func replace(
        _ old: CustomField, with new: CustomField, as action: String, in workspace: Workspace, by caller: Caller,
        at now: Timestamp, _ transaction: Transaction
    ) throws -> CustomField {
        let new = try rewrite(new, at: now, transaction)
        try record(action, new, from: old, in: workspace, by: caller, at: now, transaction)
        return new
    }

    /// Writes what may change of a field that is there.
    static func rewrite(
        _ new: CustomField, at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) -> CustomField {
        var new = new
        new.updatedAt = now
        try transaction.execute(
            """
            UPDATE custom_field SET label = $1, owner = $2, options = $3, default_value = $4, is_required = $5,
                                    is_active = $6, display_order = $7, updated_at = $8
            WHERE id = $9
            """,
            .text(new.label), .text(new.owner), .text(new.options.canonicalText),
            SQLValue(new.defaultValue?.canonicalText), SQLValue(new.isRequired), SQLValue(new.isActive),
            .integer(Int64(new.displayOrder)), .integer(now.microseconds), .text(new.id))
        return new
    }

    private static func record(
        _ action: String, _ field: CustomField, from old: CustomField?, in workspace: Workspace, by caller: Caller,
        at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) {
        let entry = AuditEntry(
            action: action, targetType: "custom_field", targetID: field.id, actor: .caller(caller),
            oldValue: old?.image, newValue: field.image)
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
    }
}
