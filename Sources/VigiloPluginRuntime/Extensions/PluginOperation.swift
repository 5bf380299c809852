// A function of a plugin's extension, with the context that it wants back.

internal import CVigiloPlugin

/// A function of a plugin's extension, with the context that it wants back.
///
/// The functions differ only in how many views they are given.
@safe
struct PluginOperation: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): function and context are the plugin's and valid until its shutdown; the lane sees
    // to it that calls do not overlap unless the plugin allows it, and that none comes after the shutdown.
    private typealias NoInput =
        @convention(c) (
            UnsafeMutableRawPointer?, OpaquePointer, UnsafePointer<vigilo_result_v1>
        ) -> Int32
    private typealias OneInput =
        @convention(c) (
            UnsafeMutableRawPointer?, OpaquePointer, vigilo_bytes, UnsafePointer<vigilo_result_v1>
        ) -> Int32
    private typealias TwoInputs =
        @convention(c) (
            UnsafeMutableRawPointer?, OpaquePointer, vigilo_bytes, vigilo_bytes, UnsafePointer<vigilo_result_v1>
        ) -> Int32

    enum Inputs: Sendable {
        case none
        case one([UInt8])
        case two([UInt8], [UInt8])
    }

    private let function: UnsafeRawPointer
    private let context: UnsafeMutableRawPointer?

    /// `function` must be of the type that the header gives to an operation with the inputs it will be called with.
    init(_ function: UnsafeRawPointer, context: UnsafeMutableRawPointer?) {
        unsafe self.function = function
        unsafe self.context = context
    }

    /// Calls the plugin on this thread.
    func call(_ inputs: Inputs, slot: CallSlot, token: CallToken) -> Int32 {
        // SAFETY: the number of inputs decides the type, as the header says; views and result live until this returns.
        switch inputs {
        case .none:
            let function = unsafe unsafeBitCast(function, to: NoInput.self)
            return unsafe function(context, token.handle, slot.resultTable)
        case .one(let first):
            let function = unsafe unsafeBitCast(function, to: OneInput.self)
            return unsafe Self.withView(of: first) { unsafe function(context, token.handle, $0, slot.resultTable) }
        case .two(let first, let second):
            let function = unsafe unsafeBitCast(function, to: TwoInputs.self)
            return unsafe Self.withView(of: first) { first in
                unsafe Self.withView(of: second) { unsafe function(context, token.handle, first, $0, slot.resultTable) }
            }
        }
    }

    private static func withView(of bytes: [UInt8], _ body: (vigilo_bytes) -> Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe body(
                vigilo_bytes(data: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), len: bytes.count))
        }
    }
}
