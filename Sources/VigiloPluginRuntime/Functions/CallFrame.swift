// Parameters and result of one native call, as words.

/// Parameters and result of one native call, in 8-byte slots.
///
/// A parameter takes one slot, `bytes` two: first the address, then the length. Integers are stored sign- or zero-extended,
/// a double as its bits. It lives inside
/// ``PreparedFunction/withFrame(_:)`` and cannot leave it.
@safe
public struct CallFrame: ~Copyable {
    // Two words for the result, then the slots, then the list of their addresses that libffi wants.
    @usableFromInline let words: UnsafeMutablePointer<UInt64>
    @usableFromInline let slotCount: Int

    @usableFromInline static let firstSlot = 2

    init(words: UnsafeMutablePointer<UInt64>, slotCount: Int) {
        unsafe self.words = words
        self.slotCount = slotCount
    }

    /// A parameter's bits.
    @inlinable
    public subscript(slot: Int) -> UInt64 {
        get {
            precondition(slot >= 0 && slot < slotCount, "no such slot")
            // SAFETY: the slot is inside the frame.
            return unsafe words[2 + slot]
        }
        nonmutating set {
            precondition(slot >= 0 && slot < slotCount, "no such slot")
            // SAFETY: the slot is inside the frame.
            unsafe words[2 + slot] = newValue
        }
    }

    /// The bits of the last call's result; of a result narrower than 8 bytes only the low ones mean anything.
    @inlinable
    public var result: UInt64 {
        // SAFETY: every frame begins with its result.
        unsafe words[0]
    }
}
