// Reads the tables of a plugin field by field, at the offsets that the header freezes.

internal import CVigiloPlugin

#if canImport(Glibc)
    internal import Glibc
#endif

/// A table of the plugin's. Fields are read one by one: one that the header calls nonnull may hold NULL all the same.
@safe struct TableReader {
    private let base: UnsafeRawPointer
    /// For sentences: "the field type 'port'".
    var subject: String

    /// Checks abi and size before anything else is read.
    init(_ base: UnsafeRawPointer?, _ noun: String, size: Int) throws(PluginRefusal) {
        subject = "the \(noun) it registers"
        guard let base = unsafe base else { throw PluginRefusal("register.invalid", "it registers NULL as a \(noun)") }
        unsafe self.base = unsafe base
        let abi = uint32(at: 0)
        if abi != UInt32(VIGILO_ABI) {
            throw PluginRefusal("register.invalid", "\(subject) says plugin ABI \(abi), not \(VIGILO_ABI)")
        }
        if uint32(at: 4) < UInt32(size) {
            throw PluginRefusal("register.invalid", "\(subject) is \(uint32(at: 4)) bytes long, not \(size)")
        }
    }

    /// A table whose abi and size are somebody else's to check.
    init(unchecked base: UnsafeRawPointer, _ subject: String) {
        unsafe self.base = unsafe base
        self.subject = subject
    }

    // SAFETY (of all loads): the offset is the header's, and the table is as long as its size says.
    func uint32(at offset: Int) -> UInt32 { unsafe base.load(fromByteOffset: offset, as: UInt32.self) }
    func uint64(at offset: Int) -> UInt64 { unsafe base.load(fromByteOffset: offset, as: UInt64.self) }
    func pointer(at offset: Int) -> UnsafeRawPointer? {
        unsafe base.load(fromByteOffset: offset, as: UnsafeRawPointer?.self)
    }

    func function(at offset: Int, _ field: String) throws(PluginRefusal) -> UnsafeRawPointer {
        guard let function = unsafe pointer(at: offset) else {
            throw PluginRefusal("register.invalid", "\(field) of \(subject) is NULL")
        }
        return unsafe function
    }

    func text(at offset: Int, _ field: String, limit: Int) throws(PluginRefusal) -> String {
        guard let text = try optionalText(at: offset, field, limit: limit) else {
            throw PluginRefusal("register.invalid", "\(field) of \(subject) is NULL")
        }
        return text
    }

    func optionalText(at offset: Int, _ field: String, limit: Int) throws(PluginRefusal) -> String? {
        guard let address = unsafe pointer(at: offset) else { return nil }
        guard let text = unsafe Self.text(at: address, limit: limit) else {
            throw PluginRefusal(
                "register.invalid", "\(field) of \(subject) is not UTF-8 of at most \(limit) bytes")
        }
        return text
    }

    /// A text closed by NUL; nil if it is NULL, too long or not UTF-8.
    static func text(at address: UnsafeRawPointer?, limit: Int) -> String? {
        guard let address = unsafe address else { return nil }
        // SAFETY: the contract promises a text closed by NUL; strnlen stops there, or one byte past the limit.
        let length = unsafe strnlen(address.assumingMemoryBound(to: CChar.self), limit + 1)
        if length > limit { return nil }
        return unsafe String(validating: UnsafeRawBufferPointer(start: address, count: length), as: UTF8.self)
    }

    /// Plugin names, extension keys and function names: `[a-z][a-z0-9_]{0,63}`.
    static func isName(_ text: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= Int(VIGILO_MAX_NAME) else {
            return false
        }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
