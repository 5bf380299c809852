// A plugin's field type.

internal import VigiloExtensionPoints
internal import VigiloJSON

/// A plugin's field type.
struct PluginFieldType: FieldType {
    let key: String
    let label: String
    let optionsSchema: JSONValue?
    let port: PluginPort
    let validateOperation: PluginOperation
    let describeOperation: PluginOperation?

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        let inputs = PluginOperation.Inputs.two(value.pluginText, options.pluginText)
        switch try await port.perform(validateOperation, inputs, subject, context: context) {
        case .done(let normalised): return .accepted(normalised ?? value)
        case .refused(let sentence): return .refused(sentence)
        }
    }

    func describe(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> String? {
        guard let describeOperation else { return nil }
        let inputs = PluginOperation.Inputs.two(value.pluginText, options.pluginText)
        switch try await port.value(describeOperation, inputs, subject, context: context) {
        case nil: return nil
        case .string(let text): return ForeignText.harmless(text)
        case .some(let other):
            throw port.brokenContract(subject, "described a value by a JSON \(other.typeName) instead of a string")
        }
    }

    private var subject: String { "field type '\(key)'" }
}
