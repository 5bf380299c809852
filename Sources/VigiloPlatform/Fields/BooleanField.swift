// Built-in field type: yes or no.

import VigiloExtensionPoints
import VigiloJSON

/// Yes or no.
struct BooleanField: FieldType {
    let key = "boolean"
    let label = "Yes or no"
    let optionsSchema: JSONValue? = nil

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        _ = try FieldOptions(options, of: key, names: [])
        guard case .bool = value else { return .refused("It must be true or false, not \(value.typeName).") }
        return .accepted(value)
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        value.boolValue.map { $0 ? "yes" : "no" }
    }
}
