// The schemas of bodies about custom fields and dashboards.

import VigiloPlatform
import VigiloWire

extension Schema {
    static let entityType = Schema.choice(EntityType.allCases.map(\.rawValue))
    static let dashboardName = Schema.text(1...60)
    static let fieldKey = Schema.text(1...40, pattern: "^[a-z][a-z0-9_]*$")
}

extension FieldBody: Described {
    static let schema = Schema.answer(
        "Field", "A custom field.",
        [
            "entity_type": .entityType, "key": .text, "label": .text, "field_type": .text,
            "owner": .text.saying("The plugin that its type came from; vigilo if built in."), "options": .anything,
            "default_value": .anything.optional, "is_required": .flag, "is_active": .flag,
            "is_available": .flag.saying("Whether its type is there, so that values can be written."),
            "display_order": .integer, "created_at": .time, "updated_at": .time,
        ])
}

extension NewFieldBody: Described {
    static let schema = Schema.input(
        "NewField", "A new custom field.",
        [
            "entity_type": .entityType, "key": .fieldKey, "label": .text(1...100).optional,
            "field_type": .text(1...100),
            "options": .anyObject.optional, "default_value": .anything.optional, "is_required": .flag.optional,
            "display_order": .integer(0...1_000_000).optional,
        ])
}

extension FieldPatchBody: Described {
    static let schema = Schema.input(
        "FieldPatch", "What is not given stays.",
        [
            "label": .text(1...100).optional, "options": .anyObject.optional,
            "default_value": .anything.saying("null takes the default away.").optional, "is_required": .flag.optional,
            "is_active": .flag.optional, "display_order": .integer(0...1_000_000).optional,
        ])
}

extension WorkItemPatchBody: Described {
    static let schema = Schema.input(
        "WorkItemPatch", "Values of custom fields; those that are not named stay.",
        ["fields": .anyObject.saying("Values by the fields' keys; null removes one.")])
}

extension ItemFieldBody: Described {
    static let schema = Schema.answer(
        "ItemField", "A custom field of one work item.",
        [
            "key": .text, "label": .text, "field_type": .text, "owner": .text, "is_required": .flag, "is_active": .flag,
            "is_writable": .flag, "value": .anything.optional,
            "text": .text.saying("The value as its type tells it to people.").optional,
        ])
}

extension FieldChangeBody: Described {
    static let schema = Schema.answer(
        "FieldChange", "One change of one item's custom fields.",
        [
            "seq": .integer.saying("The row's number in the workspace's audit log."), "action": .text,
            "actor": .text.saying("An e-mail address; missing for the system.").optional, "at": .time,
            "changes": .list(
                of: .answer(
                    "FieldValueChange", "What one field was and became.",
                    ["field": .text, "old": .anything.optional, "new": .anything.optional])),
        ])
}

extension LayoutTileBody: Described {
    static let schema = Schema.answer(
        "LayoutTile", "A tile's place on the grid of twelve columns, and its configuration.",
        [
            "widget_kind": .text, "widget_id": .text, "owner": .text, "x": .integer, "y": .integer, "w": .integer,
            "h": .integer, "config": .anything,
        ])
}

extension DashboardBody: Described {
    static let schema = Schema.answer(
        "Dashboard", "A dashboard.",
        [
            "name": .text, "is_default": .flag, "layout": .list(of: LayoutTileBody.schema),
            "created_at": .time.optional,
            "updated_at": .time.optional,
        ])
}

extension NewDashboardBody: Described {
    static let schema = Schema.input(
        "NewDashboard", "A new dashboard without tiles.", ["name": .dashboardName, "is_default": .flag.optional])
}

extension DashboardPatchBody: Described {
    static let schema = Schema.input(
        "DashboardPatch", "What is not given stays.", ["name": .dashboardName.optional, "is_default": .flag.optional])
}

extension NewTileBody: Described {
    static let schema = Schema.input(
        "NewTile", "A widget for a dashboard. Without a place it gets the first that is free.",
        [
            "widget_kind": .text(1...100), "widget_id": .text(1...60).optional,
            "x": .integer(0...Int64(TilePlace.columns - 1)).optional,
            "y": .integer(0...Int64(TilePlace.lastRow)).optional,
            "w": .integer(1...Int64(TilePlace.columns)).optional, "h": .integer(1...Int64(TilePlace.tallest)).optional,
            "config": .anyObject.optional,
        ])
}

extension DashboardViewBody: Described {
    static let schema = Schema.answer(
        "DashboardView", "A dashboard with what its tiles show now.",
        [
            "name": .text, "is_default": .flag,
            "tiles": .list(
                of: .answer(
                    "ShownTile", "A tile and what it shows, or why it shows nothing.",
                    [
                        "tile": LayoutTileBody.schema, "label": .text.optional, "data": .anything.optional,
                        "error": Schema.answer(
                            "TileError", "Why a tile has nothing to show.", ["code": .text, "message": .text]
                        )
                        .optional,
                    ])),
        ])
}
