// A typed function's signature: "f64(i64 severity, f64 exposure, str owner)".

/// A native type of a typed function's parameter or result; the raw value is its word in a signature.
public enum NativeType: String, Sendable, Hashable, CaseIterable {
    case bool, i32, i64, u64, f64, str, bytes, json
}

/// A typed function's signature, as a plugin writes it: `RESULT(TYPE name, ...)`.
public struct FunctionSignature: Sendable, Hashable, CustomStringConvertible {
    public struct Parameter: Sendable, Hashable {
        public var type: NativeType
        public var name: String

        public init(type: NativeType, name: String) {
            self.type = type
            self.name = name
        }
    }

    /// nil is `void`.
    public var result: NativeType?
    public var parameters: [Parameter]

    public init(result: NativeType?, parameters: [Parameter]) {
        self.result = result
        self.parameters = parameters
    }

    /// The signature in its normal spelling.
    public var description: String {
        let list = parameters.map { "\($0.type.rawValue) \($0.name)" }.joined(separator: ", ")
        return "\(result?.rawValue ?? "void")(\(list))"
    }
}
