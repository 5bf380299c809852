// What a plugin holds as `vigilo_call *`.

internal import Synchronization

/// One call's handle, as the plugin sees it.
///
/// It looks like a pointer and is none: nothing is ever read through it. Its bits are a number that no other call of this
/// process ever has, and the place of the call's slot, so that a handle kept for too long, of another plugin, or made up,
/// is recognised instead of followed.
struct CallToken: Sendable, Hashable {
    /// The lowest bit is always 0; a slot uses it for its cancel flag.
    let bits: UInt64

    private static let serial = Atomic<UInt64>(1)

    /// A token that no call has had before. `slot` is below 256.
    init(slot: Int) {
        let number = Self.serial.wrappingAdd(1, ordering: .relaxed).oldValue
        bits = number << 9 | UInt64(slot) << 1
    }

    /// A handle that came back from a plugin; any bits at all.
    init(_ handle: OpaquePointer?) {
        bits = UInt64(UInt(bitPattern: handle))
    }

    var slot: Int { Int(bits >> 1 & 0xFF) }

    /// The handle to give to the plugin.
    var handle: OpaquePointer {
        // SAFETY: the bits are never zero, because numbers begin with 1, and are never used as an address.
        unsafe OpaquePointer(bitPattern: UInt(bits)).unsafelyUnwrapped
    }
}
