// Built-in field type: text.

import VigiloExtensionPoints
import VigiloJSON

/// Text of any number of lines, kept as it is.
struct TextField: FieldType {
    let key = "text"
    let label = "Text"
    let optionsSchema: JSONValue? = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "min_length": ["type": "integer", "minimum": 0], "max_length": ["type": "integer", "minimum": 0],
        ],
    ]

    /// In characters, for a field that sets no limit of its own.
    static let standardMaximum = 10_000

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        let options = try FieldOptions(options, of: key, names: ["min_length", "max_length"])
        let minimum = try options.length("min_length") ?? 0
        let maximum = try options.length("max_length") ?? Self.standardMaximum
        guard case .string(let text) = value else { return .refused("It must be text, not \(value.typeName).") }
        let length = text.count
        if length < minimum { return .refused("It has \(length) characters and must have at least \(minimum).") }
        if length > maximum { return .refused("It has \(length) characters and may have at most \(maximum).") }
        let allowed: Set<Unicode.Scalar> = ["\n", "\r", "\t"]
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.properties.generalCategory == .control && !allowed.contains(scalar)
        }
        if text.unicodeScalars.contains(where: isControl) { return .refused("It contains a control character.") }
        return .accepted(value)
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        nil
    }
}
