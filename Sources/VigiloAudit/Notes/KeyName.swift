// Names of keys in notes.

/// The rule for key names (C2SP signed-note): not empty, no Unicode space, no plus sign, no control character.
enum KeyName {
    static func isValid(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && !name.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "+" || $0.value < 0x20 }
    }

    /// The key id: the first four bytes of SHA-256 over the name, a newline, the type and the public key.
    static func keyID(_ name: String, _ type: NoteKeyType, _ publicKey: [UInt8]) -> UInt32 {
        let hash = Hash(of: Array(name.utf8) + [0x0A, type.rawValue] + publicKey)
        return BigEndian.number(hash.bytes.prefix(4))
    }
}

/// The kinds of signatures that Vigilo makes and checks; notes may bear others, which are passed over.
public enum NoteKeyType: UInt8, Sendable {
    /// Ed25519 over the note's text.
    case ed25519 = 0x01
    /// A witness's Ed25519 with the time: `cosignature/v1`.
    case cosignature = 0x04
}
