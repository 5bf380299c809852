// One call of a prepared function with checked arguments.

internal import CVigiloPlugin
internal import VigiloExtensionPoints

/// One call of a prepared function with checked arguments.
struct NativeCall {
    private let function: PreparedFunction
    private let arguments: ArgumentList

    init(_ function: PreparedFunction, _ arguments: ArgumentList) {
        self.function = function
        self.arguments = arguments
    }

    /// Calls the plugin on this thread; the result's bits.
    func result(through slot: CallSlot) -> UInt64 {
        // Texts and bytes are laid out in one piece of memory that lives until the call returns.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(textSize, 1), alignment: 16)
        defer { unsafe memory.deallocate() }
        return function.withFrame { frame in
            unsafe fill(frame, texts: memory)
            if let setterSlot = function.setterSlot {
                frame[setterSlot] = UInt64(UInt(bitPattern: unsafe slot.resultTable))
            }
            // SAFETY: the arguments were converted for this signature, and all that they point to is in `memory`.
            unsafe function.invoke(frame)
            return frame.result
        }
    }

    private var textSize: Int {
        arguments.values.reduce(0) { size, argument in
            switch argument {
            case .word: size
            case .text(let bytes), .bytes(let bytes): size + bytes.count
            }
        }
    }

    private func fill(_ frame: borrowing CallFrame, texts: UnsafeMutableRawBufferPointer) {
        var used = 0
        func place(_ bytes: [UInt8]) -> UInt64 {
            // SAFETY: `texts` has room for all of them.
            let place = unsafe UnsafeMutableRawBufferPointer(rebasing: texts[used..<(used + bytes.count)])
            unsafe place.copyBytes(from: bytes)
            used += bytes.count
            return UInt64(UInt(bitPattern: place.baseAddress))
        }
        for (argument, slot) in zip(arguments.values, function.firstSlots) {
            switch argument {
            case .word(let bits): frame[slot] = bits
            case .text(let bytes): frame[slot] = place(bytes)
            case .bytes(let bytes):
                frame[slot] = bytes.isEmpty ? 0 : place(bytes)
                frame[slot + 1] = UInt64(bytes.count)
            }
        }
    }
}
