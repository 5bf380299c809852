// The host's tables when a plugin gives them back, and NULL where the header says there is none.

/// The pointer, or nil if it is NULL after all.
///
/// A parameter that the header calls nonnull is no optional in Swift, and a plugin may pass NULL for it all the same. The
/// check goes by way of an integer, because comparing a non-optional pointer with nil is folded away as always false.
@inline(__always)
func nilIfNull(_ pointer: UnsafeRawPointer) -> UnsafeRawPointer? {
    unsafe UnsafeRawPointer(bitPattern: UInt(bitPattern: pointer))
}

/// As above, for memory that is written to.
@inline(__always)
func nilIfNull(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: pointer))
}

/// What all tables of the host's have in common.
enum HostOwnedTable {
    /// The context of a table that came back from a plugin, nil for NULL. It stands at offset 8 of every one of them.
    static func context(of table: UnsafeRawPointer) -> UnsafeMutableRawPointer? {
        // SAFETY: the contract says that the table is one of ours, which are never freed.
        unsafe nilIfNull(table).flatMap { table in
            unsafe UnsafeMutableRawPointer(bitPattern: table.loadUnaligned(fromByteOffset: 8, as: UInt.self))
        }
    }
}
