// Bytes of the host's that a plugin may read for a while.

/// A copy of bytes that a plugin may read until it is freed.
@safe
struct HostView: @unchecked Sendable {
    // SAFETY (of @unchecked Sendable): the bytes are written once, before anybody else sees them.
    private let memory: UnsafeMutableRawBufferPointer

    /// A NUL follows the bytes, uncounted, for plugins written carelessly.
    init(copying bytes: some Collection<UInt8>) {
        let count = bytes.count
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count + 1, alignment: 1)
        unsafe buffer.copyBytes(from: bytes)
        unsafe buffer[count] = 0
        unsafe memory = buffer
    }

    /// Writes the view, a `vigilo_bytes`, to where the plugin wants it.
    func write(to out: UnsafeMutableRawPointer) {
        // SAFETY: `out` is not NULL, and the contract says that it points to a vigilo_bytes of the plugin's.
        unsafe out.storeBytes(of: UInt(bitPattern: text), as: UInt.self)
        unsafe out.storeBytes(of: UInt(memory.count - 1), toByteOffset: MemoryLayout<UInt>.size, as: UInt.self)
    }

    /// The bytes as a C text, if there is no NUL among them.
    var text: UnsafePointer<CChar> {
        // SAFETY: allocated memory has an address, and a NUL has been put at its end.
        unsafe UnsafePointer(memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self))
    }

    /// Nobody may read the view afterwards.
    func free() {
        unsafe memory.deallocate()
    }
}
