// What the document says of the routes about custom fields and dashboards.

import VigiloPlatform
import VigiloWire

extension Operation {
    static let listFields = Operation(
        "listFields", .fields, "Lists the custom fields", "Needs `field.read`.",
        query: Parameter.page + [
            .query("entity_type", "Only those of changes, incidents or tasks.", .entityType)
        ])

    static let defineField = Operation(
        "defineField", .fields, "Defines a custom field",
        "Needs `field.write`. The field's type judges its options and its default.", body: .json(NewFieldBody.self),
        answers: [.created], refuses: RefusalStatus.extensions)

    static let showField = Operation(
        "showField", .fields, "Shows a custom field", "Needs `field.read`.", refuses: [422])

    static let updateField = Operation(
        "updateField", .fields, "Changes a custom field, or takes it out of use",
        "Needs `field.write`. Values that are stored stay as they are.", body: .json(FieldPatchBody.self),
        refuses: RefusalStatus.extensions)

    static let listDashboards = Operation(
        "listDashboards", .dashboards, "Lists the dashboards", "Needs `dashboard.read`.", query: Parameter.page)

    static let createDashboard = Operation(
        "createDashboard", .dashboards, "Makes a dashboard", "Needs `dashboard.write`.",
        body: .json(NewDashboardBody.self), answers: [.created])

    static let showDashboard = Operation(
        "showDashboard", .dashboards, "Shows a dashboard's layout", "Needs `dashboard.read`.")

    static let updateDashboard = Operation(
        "updateDashboard", .dashboards, "Renames a dashboard, or makes it the default one",
        "Needs `dashboard.write`.", body: .json(DashboardPatchBody.self))

    static let deleteDashboard = Operation(
        "deleteDashboard", .dashboards, "Deletes a dashboard", "Needs `dashboard.write`. The default one stays.")

    static let viewDashboard = Operation(
        "viewDashboard", .dashboards, "Shows a dashboard with what its tiles show now",
        "Needs `dashboard.read`. A tile that has nothing to show says why.", refuses: RefusalStatus.extensions)

    static let addTile = Operation(
        "addTile", .dashboards, "Puts a widget on a dashboard", "Needs `dashboard.write`.",
        body: .json(NewTileBody.self), answers: [.created], refuses: RefusalStatus.extensions)

    static let removeTile = Operation(
        "removeTile", .dashboards, "Takes a tile off a dashboard", "Needs `dashboard.write`.")
}

/// Changes, incidents and tasks have the same routes.
extension Operation {
    static func setFields(_ type: EntityType) -> Operation {
        Operation(
            "set\(type.capitalized)Fields", .fields, "Sets values of \(type.withArticle)'s custom fields",
            "Needs `\(type.rawValue).edit`. null removes a value.", body: .json(WorkItemPatchBody.self),
            refuses: RefusalStatus.extensions)
    }

    static func listItemFields(_ type: EntityType) -> Operation {
        Operation(
            "list\(type.capitalized)Fields", .fields, "Lists \(type.withArticle)'s custom fields with their values",
            "Needs `\(type.rawValue).read`.", refuses: RefusalStatus.extensions)
    }

    static func listFieldHistory(_ type: EntityType) -> Operation {
        Operation(
            "list\(type.capitalized)FieldHistory", .fields,
            "Lists who changed what in \(type.withArticle)'s custom fields, oldest first",
            "Needs `\(type.rawValue).read`.",
            query: Parameter.page + [.query("field", "Only this field, by its key.", .text(1...40))])
    }
}
