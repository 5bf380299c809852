// What the document says of the routes about field types and dashboard widgets.

import VigiloWire

extension Operation {
    static let listFieldTypes = Operation(
        "listFieldTypes", .fields, "Lists the field types, built in and of plugins", "Needs `field.read`.",
        query: Parameter.page)

    static let validateValue = Operation(
        "validateValue", .fields, "Asks a field type what it says of a value", "Needs `field.read`. Stores nothing.",
        body: .json(ValidationBody.self), effect: .nothing, refuses: RefusalStatus.extensions)

    static let listWidgets = Operation(
        "listWidgets", .dashboards, "Lists the dashboard widgets, built in and of plugins",
        "Needs `dashboard.read`.", query: Parameter.page)

    static let loadWidget = Operation(
        "loadWidget", .dashboards, "Loads what a tile shows", "Needs `dashboard.read`. Stores nothing.",
        body: .json(WidgetLoadBody.self), effect: .nothing, refuses: RefusalStatus.extensions)
}
