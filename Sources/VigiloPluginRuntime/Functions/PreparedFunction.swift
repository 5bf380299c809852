// A native function that is ready to be called: the lean path that every typed call takes.

public import CFFI
public import VigiloExtensionPoints

/// A native function with everything prepared that its calls need.
///
/// A call is: words into a frame's slots, ``invoke(_:)``, a word out. Common shapes go through compiled trampolines, every
/// other through libffi; neither allocates.
///
///     let function = PreparedFunction(function: address, signature: try FunctionSignature(parsing: "f64(i64 a, f64 b)"))
///     let result = function.withFrame { frame in
///         frame[0] = 3
///         frame[1] = (2.5).bitPattern
///         function.invoke(frame)
///         return Double(bitPattern: frame.result)
///     }
@safe
public final class PreparedFunction: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): nothing changes after init.
    public let signature: FunctionSignature
    /// Whether the function's shape has a compiled trampoline.
    public var isCompiled: Bool { unsafe trampoline != nil }

    /// The slot where each parameter begins.
    let firstSlots: [Int]
    /// The slot of the result table, if the signature has one.
    let setterSlot: Int?
    private let slotCount: Int
    private let interface: CallInterface?

    @usableFromInline let function: @convention(c) () -> Void
    /// The compiled call; nil if the shape has none.
    @usableFromInline let trampoline: vigilo_trampoline?
    /// There if the shape is not compiled.
    @usableFromInline let cif: UnsafeMutablePointer<ffi_cif>?

    /// Prepares the function at `function`, whose C type must be what the signature says.
    ///
    /// - Parameter usesTrampolines: false sends every call through libffi, for comparison.
    @unsafe
    public init(function: UnsafeRawPointer, signature: FunctionSignature, usesTrampolines: Bool = true) {
        self.signature = signature
        var slots = 0
        var firstSlots: [Int] = []
        for parameter in signature.parameters {
            firstSlots.append(slots)
            slots += parameter.type == .bytes ? 2 : 1
        }
        self.firstSlots = firstSlots
        setterSlot = signature.hasSetter ? slots : nil
        slotCount = slots + (signature.hasSetter ? 1 : 0)
        // SAFETY: a C function's address; it is called only through its shape or its description.
        self.function = unsafe unsafeBitCast(function, to: (@convention(c) () -> Void).self)
        let trampoline = usesTrampolines ? unsafe vigilo_trampoline_of(CallShape.number(of: signature)) : nil
        unsafe self.trampoline = trampoline
        interface = unsafe trampoline == nil ? CallInterface(signature) : nil
        unsafe cif = interface?.cif
    }

    /// Gives `body` a frame for calls of this function, one after another, on the stack.
    public func withFrame<Value, Failure: Error>(_ body: (borrowing CallFrame) throws(Failure) -> Value) throws(Failure)
        -> Value
    {
        let capacity = CallFrame.firstSlot + slotCount + firstSlots.count + 1
        return try unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: capacity) {
            memory throws(Failure) -> Value in
            unsafe memory.initialize(repeating: 0)
            let frame = unsafe CallFrame(words: memory.baseAddress.unsafelyUnwrapped, slotCount: slotCount)
            unsafe listAddresses(in: memory)
            return try body(frame)
        }
    }

    /// Writes the list that libffi wants: where each parameter begins.
    private func listAddresses(in memory: UnsafeMutableBufferPointer<UInt64>) {
        guard interface != nil, let base = memory.baseAddress else { return }
        let list = CallFrame.firstSlot + slotCount
        for (index, slot) in (firstSlots + [setterSlot].compactMap(\.self)).enumerated() {
            unsafe memory[list + index] = UInt64(UInt(bitPattern: base + CallFrame.firstSlot + slot))
        }
    }

    /// Calls the function with what is in the frame's slots. The frame must come from this function's `withFrame`.
    @unsafe
    @inlinable
    @inline(__always)
    public func invoke(_ frame: borrowing CallFrame) {
        // SAFETY: the frame has a slot for every parameter of the shape, or an address for every one of the description;
        // whether their bits are good is the caller's word.
        if let trampoline = unsafe trampoline {
            unsafe trampoline(function, frame.words + 2, frame.words)
        } else if let cif = unsafe cif {
            unsafe ffi_call(
                cif, function, frame.words,
                UnsafeMutableRawPointer(frame.words + (2 + frame.slotCount))
                    .assumingMemoryBound(to: UnsafeMutableRawPointer?.self))
        }
    }
}
