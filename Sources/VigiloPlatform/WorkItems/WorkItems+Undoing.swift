// Changes, incidents and tasks: opened, moved and edited ones, undone.

import VigiloJSON
import VigiloStore

extension WorkItems {
    static let undoings: [String: Undoability] = WorkItemType.allCases.reduce(into: [:]) { table, type in
        table[type.creationAction] = .possible { try reverseCreation(of: type, $0, $1) }
        table["\(type.rawValue).set_fields"] = .possible { try reverseFields(of: type, $0, $1) }
        for transition in type.stateMachine.transitions {
            table["\(type.rawValue).\(transition.name)"] = .possible { try reverse(transition, of: type, $0, $1) }
        }
    }

    /// The way back needs what the way there needs: nobody takes back an approval that they could not give, and nobody
    /// gives one to their own change by undoing that it was taken back.
    private static func reverse(
        _ transition: Transition, of type: WorkItemType, _ step: UndoStep, _ transaction: Transaction
    ) throws -> JSONValue? {
        try step.require(transition.permission, transaction)
        guard let item = try item(step, transaction) else { throw Superseded() }
        try item.check(transition.rule, by: step.caller)
        let current: JSONValue = ["status": .string(item.status)]
        try step.demand(current)
        try transaction.execute(
            "UPDATE work_item SET status = $1, updated_at = $2 WHERE id = $3", .text(try step.text("status")),
            .integer(step.now.microseconds), .text(item.id))
        return current
    }

    private static func item(_ step: UndoStep, _ transaction: Transaction) throws -> WorkItem? {
        try items(
            where: "w.workspace_id = $1 AND w.id = $2", [.text(step.workspace.id), .text(step.record.targetID)],
            transaction
        ).first
    }
}

// Values of fields: they come back as they were stored, if their types still take them.
extension WorkItems {
    /// The values that would come back, and the definitions that they are judged by; nil where the row has none.
    static func fieldsComingBack(
        _ step: UndoStep, _ transaction: Transaction
    ) throws -> (values: [String: JSONValue], definitions: [CustomField])? {
        guard let type = WorkItemType(rawValue: step.record.targetType),
            let values = step.before?["fields"]?.objectValue, !values.isEmpty
        else { return nil }
        return (values, try Fields.definitions(of: type, in: step.workspace.id, transaction))
    }

    private static func reverseFields(
        of type: WorkItemType, _ step: UndoStep, _ transaction: Transaction
    ) throws -> JSONValue? {
        try step.require(type.editPermission, transaction)
        guard let item = try item(step, transaction) else { throw Superseded() }
        let keys = (step.after?["fields"]?.objectValue ?? [:]).keys
        let values = keys.map { ($0, item.fields[$0] ?? .null) }
        let current: JSONValue = ["fields": .object(Dictionary(values) { first, _ in first })]
        try step.demand(current)
        try restoreFields(of: item.id, from: item.fields, type, step, transaction)
        try transaction.execute(
            "UPDATE work_item SET updated_at = $1 WHERE id = $2", .integer(step.now.microseconds), .text(item.id))
        return current
    }

    private static func restoreFields(
        of id: String, from stored: [String: JSONValue], _ type: WorkItemType, _ step: UndoStep,
        _ transaction: Transaction
    ) throws {
        guard let fields = step.fields else { return }
        let wanted = step.before?["fields"]?.objectValue ?? [:]
        // Their types take them today as well; what is stored is what was, and not what they make of it once more.
        _ = try fields.changes(to: stored, of: type, in: step.workspace, transaction)
        for (field, _) in fields.values {
            try FieldValues.set(field, of: id, to: wanted[field.key]?.unlessNull, transaction)
        }
    }
}

// Items that were opened. Their keys are never given to others, so one that comes back has its own again.
extension WorkItems {
    private static func reverseCreation(
        of type: WorkItemType, _ step: UndoStep, _ transaction: Transaction
    ) throws -> JSONValue? {
        try step.require(type.createPermission, transaction)
        let item = try item(step, transaction)
        try step.demand(item?.json, ignoring: ["updated_at"])
        guard step.before == nil else {
            try restore(type, step, transaction)
            return Optional.none
        }
        guard let item else { return Optional.none }
        try transaction.execute("DELETE FROM field_value WHERE work_item_id = $1", .text(item.id))
        try transaction.execute("DELETE FROM work_item WHERE id = $1", .text(item.id))
        return item.json
    }

    private static func restore(_ type: WorkItemType, _ step: UndoStep, _ transaction: Transaction) throws {
        guard let key = WorkItemKey(parsing: try step.text("key"), type: type) else {
            throw step.blocked("its key is of another version of Vigilo")
        }
        let time = { (name: String) in SQLValue(step.optionalText(name).flatMap(Timestamp.init(parsing:))?.microseconds)
        }
        try transaction.execute(
            """
            INSERT INTO work_item (id, workspace_id, type, number, title, status, change_type, priority, risk_level,
                                   planned_start, planned_end, severity, created_by, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            .text(step.record.targetID), .text(step.workspace.id), .text(type.rawValue), .integer(key.number),
            .text(try step.text("title")), .text(try step.text("status")), SQLValue(step.optionalText("change_type")),
            SQLValue(step.optionalText("priority")), SQLValue(step.optionalText("risk_level")), time("planned_start"),
            time("planned_end"), SQLValue(step.optionalText("severity")),
            .text(try step.userID("created_by", transaction)), .integer(try step.time("created_at").microseconds),
            .integer(step.now.microseconds))
        try restoreFields(of: step.record.targetID, from: [:], type, step, transaction)
    }
}
