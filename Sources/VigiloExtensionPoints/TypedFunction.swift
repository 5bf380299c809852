// Extension point: a typed function.

public import VigiloJSON

/// A function with a typed signature, called with JSON arguments by name.
public protocol TypedFunction: Sendable {
    /// Unique in its plugin; called as `PLUGIN.NAME`.
    var name: String { get }
    var signature: FunctionSignature { get }
    /// One line for people.
    var summary: String? { get }
    /// Whether the same arguments always give the same result and nothing else happens.
    var isPure: Bool { get }

    /// Checks and converts the arguments, calls, and converts the result; `null` for a `void` function.
    func call(_ arguments: [String: JSONValue], context: CallContext) async throws(ExtensionError) -> JSONValue
}
