// Text that is not what it should be.

/// A note, checkpoint, proof, key or export that cannot be read; `description` says why in one sentence.
public struct AuditFormatError: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
