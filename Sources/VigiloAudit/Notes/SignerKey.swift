// A key that signs notes, and its text.

import Crypto

/// A secret key: it signs as a log, or as a witness.
///
/// Its text is that of Go's `note` package, `PRIVATE+KEY+NAME+KEYID+BASE64`, over the type and the 32-byte seed. It
/// describes itself without the secret.
public struct SignerKey: Sendable, CustomStringConvertible {
    /// The key that checks what this one signs.
    public let verifier: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// A new key.
    public init(generating type: NoteKeyType, name: String) throws(AuditFormatError) {
        try self.init(name: name, type: type, key: Curve25519.Signing.PrivateKey())
    }

    /// The key of a 32-byte seed (RFC 8032's private key).
    public init(name: String, type: NoteKeyType, seed: [UInt8]) throws(AuditFormatError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw AuditFormatError("An Ed25519 seed has 32 bytes.")
        }
        try self.init(name: name, type: type, key: key)
    }

    private init(name: String, type: NoteKeyType, key: Curve25519.Signing.PrivateKey) throws(AuditFormatError) {
        self.key = key
        verifier = try VerifierKey(name: name, type: type, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// Reads ``secretText``. The error never repeats the text.
    public init(parsing text: String) throws(AuditFormatError) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", parts[3].utf8.count == 8,
            let id = Hexadecimal.bytes(parts[3]), let secret = Base64.bytes(parts[4]), let first = secret.first,
            let type = NoteKeyType(rawValue: first)
        else { throw AuditFormatError("A signer key reads PRIVATE+KEY+NAME+KEYID+BASE64.") }
        try self.init(name: String(parts[2]), type: type, seed: Array(secret.dropFirst()))
        guard verifier.keyID == BigEndian.number(id) else {
            throw AuditFormatError("The signer key's id does not fit its name and key; the file was changed.")
        }
    }

    /// The key with its secret, for a file that only its owner can read.
    public var secretText: String {
        var id: [UInt8] = []
        BigEndian.append(verifier.keyID, to: &id)
        let secret = [verifier.type.rawValue] + Array(key.rawRepresentation)
        return "PRIVATE+KEY+\(verifier.name)+\(Hexadecimal.text(id))+\(Base64.text(secret))"
    }

    public var description: String { "SignerKey(\(verifier.text))" }

    /// Signs a note's text. A witness's key needs the time (POSIX seconds), a log's has no use for it.
    public func sign(_ text: String, at time: UInt64 = 0) throws(AuditFormatError) -> NoteSignature {
        var bytes: [UInt8] = []
        let message: [UInt8]
        switch verifier.type {
        case .ed25519:
            message = Array(text.utf8)
        case .cosignature:
            guard time <= UInt64(Int64.max) else {
                throw AuditFormatError("The time of a cosignature is out of range.")
            }
            BigEndian.append(time, to: &bytes)
            message = Cosignature.message(text, at: time)
        }
        guard let signature = try? key.signature(for: message) else {
            throw AuditFormatError("The key '\(verifier.name)' could not sign.")
        }
        return NoteSignature(name: verifier.name, keyID: verifier.keyID, bytes: bytes + Array(signature))
    }
}
