// Why a package cannot be read or made: a stable code, and a sentence with what is wrong and where.

/// Why bytes are no package, or files cannot become one.
public struct PackageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Fault: String, Sendable {
        /// It is no archive of this form, it is damaged, or it holds what a package may not hold.
        case malformed = "package.malformed"
        /// A file is not the one that the manifest names.
        case checksum = "package.checksum"
    }

    /// The kind of fault.
    public let fault: Fault
    /// What is wrong, where, and what to do about it: one sentence that begins in lower case and has no full stop.
    public let description: String

    /// The stable word for the fault: `package.malformed` or `package.checksum`.
    public var code: String { fault.rawValue }

    init(_ description: String, fault: Fault = .malformed) {
        self.fault = fault
        self.description = description
    }
}
