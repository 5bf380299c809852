// One call of a typed function: arguments dealt out to registers and stack, and the result fetched.

internal import CVigiloCaller
internal import CVigiloPlugin
internal import CVigiloSlots
internal import VigiloPluginSDK

/// The registers and the stack of a call, filled.
struct NativeCall {
    private var words = [UInt64](repeating: 0, count: Int(VIGILO_CALLER_WORDS))
    private var reals = [Double](repeating: 0, count: Int(VIGILO_CALLER_REALS))
    private var stack = [UInt64](repeating: 0, count: Int(VIGILO_CALLER_STACK))

    /// Texts and bytes are lent by `call`, which also takes the result of a function that has no register for it.
    init(_ arguments: [TypedValue], result: NativeWord?, of call: TestCall) {
        var layout = ArgumentLayout()
        for argument in arguments { layout.add(argument.shape) }
        for (argument, place) in zip(arguments, layout.places) {
            switch argument {
            case .word(let bits): put(bits, at: place)
            case .real(let value): put(value.bitPattern, at: place)
            case .text(let text):
                put(unsafe UInt64(UInt(bitPattern: call.lend(Array(text.utf8)).data)), at: place)
            case .bytes(let bytes):
                put(unsafe UInt64(UInt(bitPattern: call.lend(bytes).data)), at: place)
                put(UInt64(bytes.count), at: place, offset: 1)
            }
        }
        if let result, result.isGivenThroughTable {
            layout.add(.word)
            if let place = layout.places.last { put(unsafe UInt64(UInt(bitPattern: call.resultTable)), at: place) }
        }
    }

    private mutating func put(_ bits: UInt64, at place: ArgumentPlace, offset: Int = 0) {
        switch place {
        case .words(let index): words[index + offset] = bits
        case .reals(let index): reals[index] = Double(bitPattern: bits)
        case .stack(let index): stack[index + offset] = bits
        }
    }

    /// Calls the C function at `address`; the result's bits.
    func call(_ address: UInt, returnsReal: Bool) -> UInt64 {
        // SAFETY: the plugin registered this function with the signature that the arguments were laid out for.
        guard let function = unsafe UnsafeRawPointer(bitPattern: address) else { return 0 }
        return unsafe returnsReal
            ? vigilo_call_real(function, words, reals, stack).bitPattern
            : vigilo_call_word(function, words, reals, stack)
    }

    /// Calls a closure of a plugin in this process; the result's bits.
    func call(_ body: (CallFrame) -> Void, returnsReal: Bool) -> UInt64 {
        unsafe words.withUnsafeBufferPointer { words in
            unsafe reals.withUnsafeBufferPointer { reals in
                unsafe stack.withUnsafeBufferPointer { stack in
                    // SAFETY: none of the three is empty, and all live until the closure returns.
                    var frame = unsafe vigilo_slot_frame(
                        words: words.baseAddress.unsafelyUnwrapped, reals: reals.baseAddress.unsafelyUnwrapped,
                        stack: stack.baseAddress.unsafelyUnwrapped, word: 0, real: 0)
                    unsafe withUnsafeMutablePointer(to: &frame) {
                        unsafe body(CallFrame(frame: UnsafeMutableRawPointer($0)))
                    }
                    return unsafe returnsReal ? frame.real.bitPattern : frame.word
                }
            }
        }
    }
}

extension NativeWord {
    /// Whether the result comes through the host's result table rather than in a register.
    var isGivenThroughTable: Bool { self == .str || self == .bytes || self == .json }
}
