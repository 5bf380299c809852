// The field type: which values it takes, and what it says of the others.

import VigiloPluginSDK

/// Takes "ops-17" and stores "OPS-17".
struct ReferenceField: FieldType {
    let key = "plugin_name"
    let label = "Reference"

    func validate(_ value: JSON, options: JSON, call: Call) throws -> Verdict {
        guard let reference = value.stringValue.flatMap(Reference.init) else {
            return .refuse("\(value) is no reference; write two to eight letters, a hyphen and a number, like OPS-17")
        }
        return .accept(.string(reference.description))
    }
}
