// How the bodies about custom fields and dashboards are read.

import VigiloJSON
import VigiloWire

extension NewFieldBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewFieldBody? {
        let entityType = members.text("entity_type")
        let key = members.text("key")
        let label = members.optionalText("label")
        let fieldType = members.text("field_type")
        let options = members.optionalValue("options")
        let defaultValue = members.optionalValue("default_value")
        let isRequired = members.optionalFlag("is_required")
        let displayOrder = members.optionalInteger("display_order")
        guard let entityType, let key, let fieldType else { return nil }
        return NewFieldBody(
            entityType: entityType, key: key, label: label, fieldType: fieldType, options: options,
            defaultValue: defaultValue, isRequired: isRequired, displayOrder: displayOrder)
    }
}

extension FieldPatchBody: RequestBody {
    static func read(from members: inout BodyMembers) -> FieldPatchBody? {
        FieldPatchBody(
            label: members.optionalText("label"), options: members.optionalValue("options"),
            defaultValue: members.patchValue("default_value"), isRequired: members.optionalFlag("is_required"),
            isActive: members.optionalFlag("is_active"), displayOrder: members.optionalInteger("display_order"))
    }
}

extension WorkItemPatchBody: RequestBody {
    static func read(from members: inout BodyMembers) -> WorkItemPatchBody? {
        members.object("fields").map(WorkItemPatchBody.init(fields:))
    }
}

extension NewDashboardBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewDashboardBody? {
        let name = members.text("name")
        let isDefault = members.optionalFlag("is_default")
        return name.map { NewDashboardBody(name: $0, isDefault: isDefault) }
    }
}

extension DashboardPatchBody: RequestBody {
    static func read(from members: inout BodyMembers) -> DashboardPatchBody? {
        DashboardPatchBody(name: members.optionalText("name"), isDefault: members.optionalFlag("is_default"))
    }
}

extension NewTileBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewTileBody? {
        let kind = members.text("widget_kind")
        let id = members.optionalText("widget_id")
        let (x, y) = (members.optionalInteger("x"), members.optionalInteger("y"))
        let (w, h) = (members.optionalInteger("w"), members.optionalInteger("h"))
        let config = members.optionalValue("config")
        return kind.map { NewTileBody(widgetKind: $0, widgetID: id, x: x, y: y, w: w, h: h, config: config) }
    }
}
