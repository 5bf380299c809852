// Arguments by name, checked against a signature.

internal import VigiloExtensionPoints
internal import VigiloJSON

/// The arguments of a call in the signature's order and in native form.
struct ArgumentList: Sendable {
    let values: [NativeArgument]

    /// Checks that every parameter has its argument and that there is no other. `function` names it in sentences.
    init(
        _ arguments: [String: JSONValue], for signature: FunctionSignature, of function: String
    ) throws(ExtensionError) {
        try Self.checkNames(of: arguments, for: signature, of: function)
        var values: [NativeArgument] = []
        for parameter in signature.parameters {
            guard let value = arguments[parameter.name] else {
                throw Self.invalid(
                    function,
                    "the argument '\(parameter.name)' (\(parameter.type.rawValue)) is missing; "
                        + signature.parametersInWords)
            }
            do throws(ArgumentFault) {
                values.append(try NativeArgument(value, as: parameter.type))
            } catch {
                throw Self.invalid(function, "the argument '\(parameter.name)' \(error.text)")
            }
        }
        self.values = values
    }

    private static func checkNames(
        of arguments: [String: JSONValue], for signature: FunctionSignature, of function: String
    ) throws(ExtensionError) {
        let known = signature.parameters.map(\.name)
        guard let unknown = arguments.keys.filter({ !known.contains($0) }).min() else { return }
        let hint = NearestName(to: unknown, among: known).map { "; did you mean '\($0.name)'?" } ?? ";"
        throw invalid(
            function,
            "there is no argument '\(ForeignText.harmless(String(unknown.prefix(64))))'\(hint) \(signature.parametersInWords)"
        )
    }

    private static func invalid(_ function: String, _ fault: String) -> ExtensionError {
        ExtensionError(.invalidArgument, "\(function): \(fault)")
    }
}

extension FunctionSignature {
    /// For sentences: "it takes (i64 severity, str owner)".
    fileprivate var parametersInWords: String {
        if parameters.isEmpty { return "it takes no arguments" }
        return "it takes (" + parameters.map { "\($0.type.rawValue) \($0.name)" }.joined(separator: ", ") + ")"
    }
}
