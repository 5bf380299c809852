// What a signature of ssh-keygen says, and what exactly was signed.

import Crypto

/// A signature in OpenSSH's SSHSIG format, read but not yet believed.
struct SSHSignature {
    /// The public key, as SSH writes it.
    let key: [UInt8]
    /// What the signature is for, so that one made for something else is not one for this.
    let namespace: String
    let hashName: String
    private let reserved: [UInt8]
    /// The signature proper, as SSH writes it.
    let value: [UInt8]

    private static let magic = Array("SSHSIG".utf8)

    /// Reads the armoured text of a `.sig` file.
    init(armoured text: [UInt8]) throws(SSHReader.Malformed) {
        guard let bytes = SSHArmour.bytes(of: text) else { throw SSHReader.Malformed() }
        try self.init(bytes)
    }

    /// Reads what is inside the armour.
    init(_ bytes: [UInt8]) throws(SSHReader.Malformed) {
        var reader = SSHReader(bytes)
        guard try reader.bytes(Self.magic.count) == Self.magic, try reader.number() == 1 else {
            throw SSHReader.Malformed()
        }
        key = try reader.string()
        namespace = try reader.text()
        reserved = try reader.string()
        hashName = try reader.text()
        value = try reader.string()
        try reader.end()
    }

    /// What was signed, if it is a signature of `content`; nil if the hash function is neither SHA-256 nor SHA-512.
    func signedData(for content: [UInt8]) -> [UInt8]? {
        let hash: [UInt8]
        switch hashName {
        case "sha256": hash = Array(SHA256.hash(data: content))
        case "sha512": hash = Array(SHA512.hash(data: content))
        default: return nil
        }
        return Self.magic + [Array(namespace.utf8), reserved, Array(hashName.utf8), hash].flatMap(SSHReader.written)
    }
}
