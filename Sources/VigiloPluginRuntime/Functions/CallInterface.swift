// libffi's description of a signature.

internal import CFFI
internal import VigiloExtensionPoints

/// libffi's description of a signature, prepared once.
@safe
final class CallInterface: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): written in init, only read afterwards; ffi_call does not change it.
    let cif: UnsafeMutablePointer<ffi_cif>
    /// libffi keeps a pointer to this list.
    private let types: UnsafeMutablePointer<UnsafeMutablePointer<ffi_type>?>

    init(_ signature: FunctionSignature) {
        var list = unsafe signature.parameters.map { unsafe Self.type(of: $0.type) }
        if signature.hasSetter { unsafe list.append(vigilo_ffi_pointer()) }
        unsafe types = .allocate(capacity: max(list.count, 1))
        for unsafe(index, type) in unsafe list.enumerated() { unsafe types[index] = type }
        unsafe cif = .allocate(capacity: 1)
        unsafe cif.initialize(to: ffi_cif())
        let result =
            unsafe signature.hasSetter ? vigilo_ffi_void() : signature.result.map(Self.type) ?? vigilo_ffi_void()
        // SAFETY: all types are libffi's own or complete, and the list lives as long as the cif.
        let status = unsafe ffi_prep_cif(cif, FFI_DEFAULT_ABI, UInt32(list.count), result, types)
        // Every signature that parses has a description, so this would be a mistake of ours, not of a plugin.
        precondition(status == FFI_OK, "libffi cannot describe \(signature)")
    }

    deinit {
        unsafe cif.deallocate()
        unsafe types.deallocate()
    }

    private static func type(of type: NativeType) -> UnsafeMutablePointer<ffi_type>? {
        switch type {
        case .bool: unsafe vigilo_ffi_bool()
        case .i32: unsafe vigilo_ffi_i32()
        case .i64: unsafe vigilo_ffi_i64()
        case .u64: unsafe vigilo_ffi_u64()
        case .f64: unsafe vigilo_ffi_f64()
        case .str, .json: unsafe vigilo_ffi_pointer()
        case .bytes: unsafe vigilo_ffi_bytes()
        }
    }
}
