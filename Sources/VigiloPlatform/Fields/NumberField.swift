// Built-in field type: a number.

import VigiloExtensionPoints
import VigiloJSON

/// A number, whole or not, in a range if the field has one.
struct NumberField: FieldType {
    let key = "number"
    let label = "Number"
    let optionsSchema: JSONValue? = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "minimum": ["type": "number"], "maximum": ["type": "number"], "integer": ["type": "boolean"],
        ],
    ]

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        let options = try FieldOptions(options, of: key, names: ["minimum", "maximum", "integer"])
        let (minimum, maximum) = (try options.number("minimum"), try options.number("maximum"))
        let mustBeWhole = try options.bool("integer")
        guard let number = value.doubleValue else { return .refused("It must be a number, not \(value.typeName).") }
        guard number.isFinite else { return .refused("It must be a finite number.") }
        if mustBeWhole, number.rounded() != number { return .refused("It must be a whole number.") }
        if let minimum, number < minimum { return .refused("It must be at least \(Self.text(minimum)).") }
        if let maximum, number > maximum { return .refused("It must be at most \(Self.text(maximum)).") }
        return .accepted(value)
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        nil
    }

    private static func text(_ number: Double) -> String {
        JSONValue.number(number).canonicalText
    }
}
