// Built-in field type: a choice from a list.

import VigiloExtensionPoints
import VigiloJSON

/// One of the field's choices, or several of them where the field allows it.
struct SelectField: FieldType {
    let key = "select"
    let label = "Selection"
    let optionsSchema: JSONValue? = [
        "type": "object", "additionalProperties": false, "required": ["choices"],
        "properties": [
            "choices": ["type": "array", "items": ["type": "string"], "minItems": 1, "uniqueItems": true],
            "multiple": ["type": "boolean"],
        ],
    ]

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        let options = try FieldOptions(options, of: key, names: ["choices", "multiple"])
        guard let choices = try options.texts("choices") else {
            throw ExtensionError(.invalidArgument, "a select field needs the option 'choices', a list of texts")
        }
        return try options.bool("multiple") ? Self.judge(several: value, choices) : Self.judge(one: value, choices)
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        value.arrayValue.map { $0.compactMap(\.stringValue).joined(separator: ", ") }
    }

    private static func judge(one value: JSONValue, _ choices: [String]) -> FieldVerdict {
        guard case .string(let text) = value else { return .refused("It must be one text, not \(value.typeName).") }
        return choices.contains(text) ? .accepted(value) : notAChoice(text, choices)
    }

    private static func judge(several value: JSONValue, _ choices: [String]) -> FieldVerdict {
        guard case .array(let values) = value else {
            return .refused("It must be a list of choices, not \(value.typeName).")
        }
        var seen: Set<String> = []
        for value in values {
            guard case .string(let text) = value else {
                return .refused("It must be a list of texts, and one of them is \(value.typeName).")
            }
            guard choices.contains(text) else { return notAChoice(text, choices) }
            guard seen.insert(text).inserted else { return .refused("'\(text.prefix(60))' is chosen twice.") }
        }
        return .accepted(value)
    }

    private static func notAChoice(_ text: String, _ choices: [String]) -> FieldVerdict {
        .refused("'\(text.prefix(60))' is not among the choices: \(choices.joined(separator: ", ")).")
    }
}
