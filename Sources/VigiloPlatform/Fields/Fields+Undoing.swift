// Definitions of custom fields, undone.

import VigiloJSON
import VigiloStore

extension Fields {
    static let undoings: [String: Undoability] = [
        "field.define": .possible(reverse), "field.update": .possible(reverse), "field.deactivate": .possible(reverse),
    ]

    private static func reverse(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        try step.require(.fieldWrite, transaction)
        let row = try transaction.first(
            "SELECT \(CustomField.columns) FROM custom_field f WHERE f.workspace_id = $1 AND f.id = $2",
            .text(step.workspace.id), .text(step.record.targetID))
        let field = try row.map { try CustomField($0) }
        try step.demand(field?.image)
        guard step.before != nil else {
            if let field { try erase(field, step, transaction) }
            return field?.image
        }
        let again = try fieldComingBack(step)
        if field != nil {
            _ = try rewrite(again, at: step.now, transaction)
        } else {
            try restore(again, step, transaction)
        }
        return field?.image
    }

    /// Values would go with the definition, and no row tells of them.
    private static func erase(_ field: CustomField, _ step: UndoStep, _ transaction: Transaction) throws {
        let count =
            try transaction.first("SELECT COUNT(*) AS n FROM field_value WHERE field_id = $1", .text(field.id))?
            .integer("n") ?? 0
        guard count == 0 else {
            throw step.blocked(
                "\(count) \(field.entityType.rawValue)\(count == 1 ? " has a value" : "s have values") in the field "
                    + "'\(field.key)'",
                hint: "Take the values away first, or take the field out of use: vigilo field deactivate "
                    + "\(field.entityType.rawValue) \(field.key)")
        }
        try transaction.execute("DELETE FROM custom_field WHERE id = $1", .text(field.id))
    }

    private static func restore(_ field: CustomField, _ step: UndoStep, _ transaction: Transaction) throws {
        let others = try definitions(of: field.entityType, in: step.workspace.id, transaction)
        guard !others.contains(where: { $0.key == field.key }) else {
            throw step.blocked("there is another field '\(field.key)' of \(field.entityType.rawValue)s now")
        }
        guard others.count < FieldLimits.mostPerEntityType else {
            throw step.blocked("\(field.entityType.rawValue)s have as many fields as they may have")
        }
        try write(field, in: step.workspace, transaction)
    }

    private static func fieldComingBack(_ step: UndoStep) throws -> CustomField {
        guard let type = WorkItemType(rawValue: try step.text("entity_type")) else {
            throw step.blocked("there are no items of its type any more")
        }
        let checked = CheckedField(
            entityType: type, key: try step.text("key"), label: try step.text("label"),
            fieldType: try step.text("field_type"), owner: try step.text("owner"), options: try step.value("options"),
            defaultValue: step.before?["default_value"], isRequired: try step.flag("is_required"),
            isActive: try step.flag("is_active"), displayOrder: Int(clamping: try step.integer("display_order")))
        var field = CustomField(checked, id: step.record.targetID, at: step.now)
        field.createdAt = try step.time("created_at")
        return field
    }
}
