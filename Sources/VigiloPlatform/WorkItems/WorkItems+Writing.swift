// The statements that write work items.

import VigiloJSON
import VigiloStore

extension WorkItems {
    static func insert(
        _ new: CheckedWorkItem, _ fields: FieldDraft, in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> WorkItem {
        let values = try fields.changes(to: [:], of: new.type, in: workspace, transaction)
        let key = WorkItemKey(type: new.type, number: try nextNumber(of: new.type, in: workspace, transaction))
        let id = UUIDv7.make(at: now)
        try transaction.execute(
            """
            INSERT INTO work_item (id, workspace_id, type, number, title, status, change_type, priority, risk_level,
                                   planned_start, planned_end, severity, created_by, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
            """,
            .text(id), .text(workspace.id), .text(new.type.rawValue), .integer(key.number), .text(new.title),
            .text(new.type.stateMachine.initial), SQLValue(new.changeType), SQLValue(new.priority),
            SQLValue(new.riskLevel), SQLValue(new.plannedStart?.microseconds), SQLValue(new.plannedEnd?.microseconds),
            SQLValue(new.severity), .text(caller.userID), .integer(now.microseconds))
        for (field, _, value) in values { try FieldValues.set(field, of: id, to: value, transaction) }
        let item = try find(key.text, new.type, in: workspace, transaction)
        let entry = AuditEntry(
            action: new.type.creationAction, targetType: new.type.rawValue, targetID: id, actor: .caller(caller),
            newValue: item.json)
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
        return item
    }

    static func carryOut(
        _ transition: Transition, on item: WorkItem, in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> WorkItem {
        try transaction.execute(
            "UPDATE work_item SET status = $1, updated_at = $2 WHERE id = $3",
            .text(transition.to), .integer(now.microseconds), .text(item.id))
        let entry = AuditEntry(
            action: "\(item.type.rawValue).\(transition.name)", targetType: item.type.rawValue, targetID: item.id,
            actor: .caller(caller), oldValue: ["status": .string(item.status)],
            newValue: ["status": .string(transition.to)], metadata: ["key": .string(item.key)])
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
        var moved = item
        moved.status = transition.to
        moved.updatedAt = now
        return moved
    }

    /// Writes what is new of an item's fields. The audit log keeps both sides of what changed, null where there was or is
    /// no value: each side, set again, leads back to it.
    static func set(
        _ fields: FieldDraft, of item: WorkItem, in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> WorkItem {
        let changes = try fields.changes(to: item.fields, of: item.type, in: workspace, transaction)
        guard !changes.isEmpty else { return item }
        var changed = item
        var (old, new): ([String: JSONValue], [String: JSONValue]) = ([:], [:])
        for change in changes {
            try FieldValues.set(change.field, of: item.id, to: change.new, transaction)
            changed.fields[change.field.key] = change.new
            old[change.field.key] = change.old ?? .null
            new[change.field.key] = change.new ?? .null
        }
        changed.updatedAt = now
        try transaction.execute(
            "UPDATE work_item SET updated_at = $1 WHERE id = $2", .integer(now.microseconds), .text(item.id))
        let entry = AuditEntry(
            action: "\(item.type.rawValue).set_fields", targetType: item.type.rawValue, targetID: item.id,
            actor: .caller(caller), oldValue: ["fields": .object(old)], newValue: ["fields": .object(new)],
            metadata: ["key": .string(item.key)])
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
        return changed
    }

    /// Counted per workspace and type; a number that was given out and rolled back is given out again.
    private static func nextNumber(
        of type: WorkItemType, in workspace: Workspace, _ transaction: Transaction
    ) throws(StoreError) -> Int64 {
        let row = try transaction.first(
            """
            INSERT INTO work_item_counter (workspace_id, type, last_number) VALUES ($1, $2, 1)
            ON CONFLICT (workspace_id, type) DO UPDATE SET last_number = work_item_counter.last_number + 1
            RETURNING last_number
            """, .text(workspace.id), .text(type.rawValue))
        guard let row else { throw StoreError(.other, "The database gave no number for the new \(type.rawValue).") }
        return try row.integer("last_number")
    }
}
