// Extensions that do as the test tells them.

import VigiloExtensionPoints
import VigiloJSON

/// A typed function that fails with the error it is given, or gives its argument back.
struct EchoFunction: TypedFunction {
    let name: String
    var error: ExtensionError?
    let signature = FunctionSignature(result: .str, parameters: [.init(type: .str, name: "text")])
    let summary: String? = "Gives its argument back."
    let isPure = true

    func call(_ arguments: [String: JSONValue], context: CallContext) async throws(ExtensionError) -> JSONValue {
        if let error { throw error }
        return arguments["text"] ?? .null
    }
}

/// A field type that fails with the error it is given, or refuses everything.
struct StubbornField: FieldType {
    let key: String
    let label = "Stubborn"
    let optionsSchema: JSONValue? = nil
    var error: ExtensionError?

    func validate(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError)
        -> FieldVerdict
    {
        if let error { throw error }
        return .refused("Not \(value.canonicalText), not today.")
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        nil
    }
}

extension Registry {
    /// Registers `functions` and `fields` as the plugin `echo`.
    func addEcho(functions: [EchoFunction] = [], fields: [StubbornField] = []) throws {
        var draft = RegistrationDraft(owner: "echo")
        draft.functions = functions
        draft.fieldTypes = fields
        try merge(draft)
    }
}
