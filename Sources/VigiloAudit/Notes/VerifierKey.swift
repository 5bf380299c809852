// A key that checks notes, and its text: the vkey.

import Crypto

/// Whose signatures are believed: a name and an Ed25519 public key.
///
/// Its text is C2SP's vkey, `NAME+KEYID+BASE64`: eight hexadecimal digits of the key id, and the type and public key.
public struct VerifierKey: Sendable, Hashable {
    public let name: String
    public let type: NoteKeyType
    public let keyID: UInt32
    /// 32 bytes by RFC 8032.
    public let publicKey: [UInt8]

    /// A key; the name must be one that notes can bear, and the public key 32 bytes.
    public init(name: String, type: NoteKeyType, publicKey: [UInt8]) throws(AuditFormatError) {
        guard KeyName.isValid(name) else {
            throw AuditFormatError("A key's name must not be empty, and has no space and no '+': '\(name)'.")
        }
        guard publicKey.count == 32 else { throw AuditFormatError("An Ed25519 public key has 32 bytes.") }
        self.name = name
        self.type = type
        self.publicKey = publicKey
        keyID = KeyName.keyID(name, type, publicKey)
    }

    /// Reads a vkey.
    public init(parsing text: String) throws(AuditFormatError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].utf8.count == 8, let id = Hexadecimal.bytes(parts[1]),
            let key = Base64.bytes(parts[2]), let first = key.first
        else { throw AuditFormatError("A verifier key reads NAME+KEYID+BASE64.") }
        guard let type = NoteKeyType(rawValue: first) else {
            throw AuditFormatError(
                "The verifier key is of type \(first); Vigilo knows 1 (Ed25519) and 4 (cosignature/v1).")
        }
        try self.init(name: String(parts[0]), type: type, publicKey: Array(key.dropFirst()))
        guard keyID == BigEndian.number(id) else {
            throw AuditFormatError("The verifier key's id does not fit its name and key; it was mistyped or changed.")
        }
    }

    /// The vkey.
    public var text: String {
        var id: [UInt8] = []
        BigEndian.append(keyID, to: &id)
        return "\(name)+\(Hexadecimal.text(id))+\(Base64.text([type.rawValue] + publicKey))"
    }

    /// Whether a signature claims to be by this key. Names are compared byte by byte.
    func claims(_ signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name.utf8.elementsEqual(name.utf8)
    }

    /// Whether the bytes are this key's signature of a text, and when a cosignature was made (POSIX seconds).
    func check(_ signature: NoteSignature, of text: String) -> (isValid: Bool, time: UInt64?) {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return (false, nil) }
        switch type {
        case .ed25519:
            return (key.isValidSignature(signature.bytes, for: Array(text.utf8)), nil)
        case .cosignature:
            guard signature.bytes.count == 72 else { return (false, nil) }
            let time: UInt64 = BigEndian.number(signature.bytes.prefix(8))
            guard time <= UInt64(Int64.max) else { return (false, nil) }
            let message = Cosignature.message(text, at: time)
            return (key.isValidSignature(Array(signature.bytes.dropFirst(8)), for: message), time)
        }
    }
}
