// Whose signatures under a note hold.

/// A note that is not to be believed.
public enum NoteDistrust: Error, Sendable, Equatable {
    /// A key that is trusted is said to have signed, and has not.
    case badSignature(name: String)
    /// None of the trusted keys signed.
    case noTrustedSignature
}

extension NoteDistrust: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badSignature(let name): "The signature of '\(name)' is not by that key, or the text was changed."
        case .noTrustedSignature: "None of the signatures is by a key that is trusted."
        }
    }
}

extension SignedNote {
    /// A signature that holds.
    public struct Verified: Sendable, Hashable {
        public let key: VerifierKey
        /// When a cosignature was made, in POSIX seconds; nil for a plain signature.
        public let time: UInt64?
    }

    /// The signatures by these keys. Signatures by others are passed over; a bad one by a trusted key spoils the note.
    ///
    /// The answer is never empty: a note without a trusted signature is an error.
    public func verified(by keys: [VerifierKey]) throws(NoteDistrust) -> [Verified] {
        var verified: [Verified] = []
        for signature in signatures {
            for key in keys where key.claims(signature) {
                let (isValid, time) = key.check(signature, of: text)
                guard isValid else { throw .badSignature(name: key.name) }
                verified.append(Verified(key: key, time: time))
            }
        }
        guard !verified.isEmpty else { throw .noTrustedSignature }
        return verified
    }
}
