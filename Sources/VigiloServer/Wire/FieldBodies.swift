// Custom fields, from the wire to the platform and back.

import VigiloPlatform
import VigiloWire

extension FieldBody {
    init(_ listed: ListedField) {
        let field = listed.field
        self.init(
            entityType: field.entityType.rawValue, key: field.key, label: field.label, fieldType: field.fieldType,
            owner: field.owner, options: field.options, defaultValue: field.defaultValue,
            isRequired: field.isRequired, isActive: field.isActive, isAvailable: listed.isAvailable,
            displayOrder: field.displayOrder, createdAt: field.createdAt.rfc3339, updatedAt: field.updatedAt.rfc3339)
    }
}

extension FieldPatch {
    init(_ body: FieldPatchBody) {
        self.init(
            label: body.label, options: body.options, defaultValue: body.defaultValue, isRequired: body.isRequired,
            isActive: body.isActive, displayOrder: body.displayOrder)
    }
}

extension ItemFieldBody {
    init(_ item: ItemField) {
        self.init(
            key: item.field.key, label: item.field.label, fieldType: item.field.fieldType, owner: item.field.owner,
            isRequired: item.field.isRequired, isActive: item.field.isActive, isWritable: item.isWritable,
            value: item.value, text: item.text)
    }
}

extension FieldChangeBody {
    init(_ change: FieldChange) {
        let values = change.values.sorted { $0.key < $1.key }
        self.init(
            seq: change.seq, action: change.action, actor: change.actor, at: change.at.rfc3339,
            changes: values.map { Change(field: $0.key, old: $0.value.old, new: $0.value.new) })
    }
}

extension WorkItemType {
    /// The type that a request names, or a problem that says which there are.
    init(named name: String, member: String) throws {
        guard let type = WorkItemType(rawValue: name) else {
            let names = WorkItemType.allCases.map(\.rawValue).joined(separator: ", ")
            throw ProblemDraft.invalid(
                "request", [.init(field: member, message: "is '\(name.prefix(60))', and must be one of: \(names)")])
        }
        self = type
    }
}
