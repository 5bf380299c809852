// The schemas of bodies about field types and dashboard widgets.

import VigiloWire

extension FieldTypeBody: Described {
    static let schema = Schema.answer(
        "FieldType", "A field type, built in or a plugin's.",
        [
            "key": .text, "label": .text, "owner": .text.saying("The plugin that brought it; vigilo if built in."),
            "options_schema": .anything.saying("A JSON schema of the options.").optional,
        ])
}

extension ValidationBody: Described {
    static let schema = Schema.input(
        "Validation", "A value to be checked.", ["value": .anything, "options": .anyObject.optional])
}

extension VerdictBody: Described {
    static let schema = Schema.answer(
        "Verdict", "What a field type says of a value.",
        [
            "accepted": .flag, "value": .anything.saying("The value as it would be stored.").optional,
            "message": .text.saying("Why it is refused.").optional,
        ])
}

extension WidgetBody: Described {
    static let schema = Schema.answer(
        "Widget", "A dashboard widget, built in or a plugin's.",
        [
            "key": .text, "label": .text, "owner": .text.saying("The plugin that brought it; vigilo if built in."),
            "config_schema": .anything.saying("A JSON schema of the configuration.").optional,
            "default_width": .integer.saying("In columns of twelve."), "default_height": .integer.saying("In rows."),
        ])
}

extension WidgetLoadBody: Described {
    static let schema = Schema.input("WidgetLoad", "A tile's configuration.", ["config": .anyObject.optional])
}

extension TileBody: Described {
    static let schema = Schema.answer("Tile", "What a tile shows.", ["widget": .text, "data": .anything])
}
