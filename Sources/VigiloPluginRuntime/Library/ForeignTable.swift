// A table that a plugin owns, read field by field without trust.

internal import VigiloExtensionPoints

/// A table that a plugin owns: `abi` at offset 0, `size` at offset 4, then its fields.
///
/// Reading never traps: fields are loaded unaligned, NULL is an ordinary answer, and texts are bounded. What cannot be
/// defended against inside one process is a pointer into nowhere; that is what the probe's process is for.
@safe
struct ForeignTable {
    /// The reason codes for a field that cannot be taken.
    struct Reasons {
        let null: ReasonCode
        let tooLong: ReasonCode
        let notUTF8: ReasonCode

        static let descriptor = Reasons(
            null: .descriptorNullField, tooLong: .descriptorTooLong, notUTF8: .descriptorNotUTF8)
        static let registration = Reasons(null: .registerInvalid, tooLong: .registerInvalid, notUTF8: .registerInvalid)
    }

    private let base: UnsafeRawPointer
    /// What the table is, for sentences: "its descriptor", "the field type it registers".
    let subject: String
    private let reasons: Reasons

    init(_ base: UnsafeRawPointer, _ subject: String, reasons: Reasons) {
        unsafe self.base = base
        self.subject = subject
        self.reasons = reasons
    }

    /// The same table under a name that says more.
    func named(_ subject: String) -> ForeignTable {
        unsafe ForeignTable(base, subject, reasons: reasons)
    }

    var abi: UInt32 { uint32(at: 0) }
    var size: UInt32 { uint32(at: 4) }

    func uint32(at offset: Int) -> UInt32 {
        // SAFETY: `abi` and `size` are there in every table; all else is read after `size` has been checked.
        unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }

    func uint64(at offset: Int) -> UInt64 {
        // SAFETY: as above.
        unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// A pointer field, NULL as nil whatever the header says of it.
    func pointer(at offset: Int) -> UnsafeMutableRawPointer? {
        unsafe UnsafeMutableRawPointer(bitPattern: UInt(uint64(at: offset)))
    }

    /// A function that must be there.
    func function(at offset: Int, _ field: String) throws(Refusal) -> UnsafeRawPointer {
        guard let function = unsafe pointer(at: offset) else {
            throw Refusal(reasons.null, "\(subject) has NULL for \(field)")
        }
        return UnsafeRawPointer(function)
    }

    /// A text that must be there.
    func text(at offset: Int, _ field: String, limit: Int32) throws(Refusal) -> String {
        guard let text = try optionalText(at: offset, field, limit: limit) else {
            throw Refusal(reasons.null, "\(subject) has NULL for \(field)")
        }
        return text
    }

    /// A text that may be NULL.
    func optionalText(at offset: Int, _ field: String, limit: Int32) throws(Refusal) -> String? {
        do throws(ForeignTextFault) {
            return try unsafe ForeignText.read(pointer(at: offset), limit: Int(limit))
        } catch {
            switch error {
            case .null: return nil
            case .tooLong:
                throw Refusal(reasons.tooLong, "the \(field) of \(subject) is longer than \(limit) bytes")
            case .notUTF8:
                throw Refusal(reasons.notUTF8, "the \(field) of \(subject) is not UTF-8")
            }
        }
    }
}
