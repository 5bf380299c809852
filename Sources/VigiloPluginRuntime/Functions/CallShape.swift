// Which compiled trampoline fits a signature.

internal import CFFI
internal import VigiloExtensionPoints

/// The number of the compiled trampoline that fits a signature; see `trampolines.h`.
enum CallShape {
    /// No compiled trampoline fits.
    static let none = UInt32(VIGILO_SHAPE_NONE)

    static func number(of signature: FunctionSignature) -> UInt32 {
        // A struct of two words by value has no slot of its own.
        if signature.parameters.contains(where: { $0.type == .bytes }) { return none }
        let registers =
            signature.parameters.map { $0.type == .f64 ? 1 : 0 as UInt32 } + (signature.hasSetter ? [0] : [])
        if registers.count > Int(VIGILO_SHAPE_MAX_PARAMETERS) { return none }
        let parameters = registers.reduce(UInt32(VIGILO_SHAPE_NO_PARAMETERS)) { $0 << 1 | $1 }
        return result(of: signature) * 32 + parameters
    }

    private static func result(of signature: FunctionSignature) -> UInt32 {
        switch signature.result {
        case .bool, .i32, .i64, .u64: UInt32(VIGILO_SHAPE_INTEGER)
        case .f64: UInt32(VIGILO_SHAPE_DOUBLE)
        case nil, .str, .bytes, .json: UInt32(VIGILO_SHAPE_VOID)
        }
    }
}

extension FunctionSignature {
    /// Whether the result is given through a result table, the function's last parameter.
    var hasSetter: Bool { result == .str || result == .bytes || result == .json }
}
