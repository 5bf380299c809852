// Whether a signature by a key is genuine.

import Crypto
import CryptoExtras
import FoundationEssentials

extension SSHPublicKey {
    /// Whether `signature`, in SSH's format, is this key's over `data`.
    func isGenuine(_ signature: [UInt8], over data: [UInt8]) throws(Problem) -> Bool {
        do {
            var reader = SSHReader(signature)
            let algorithm = try reader.text()
            let value = try reader.string()
            try reader.end()
            return try isGenuine(value, algorithm, over: data)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .malformed
        }
    }

    private func isGenuine(_ value: [UInt8], _ algorithm: String, over data: [UInt8]) throws -> Bool {
        switch (self, algorithm) {
        case (.ed25519(let key), "ssh-ed25519"):
            return key.isValidSignature(value, for: data)
        case (.p256(let key), "ecdsa-sha2-nistp256"):
            let pair = try Self.pair(value, width: 32)
            return key.isValidSignature(try P256.Signing.ECDSASignature(rawRepresentation: pair), for: data)
        case (.p384(let key), "ecdsa-sha2-nistp384"):
            let pair = try Self.pair(value, width: 48)
            return key.isValidSignature(try P384.Signing.ECDSASignature(rawRepresentation: pair), for: data)
        case (.p521(let key), "ecdsa-sha2-nistp521"):
            let pair = try Self.pair(value, width: 66)
            return key.isValidSignature(try P521.Signing.ECDSASignature(rawRepresentation: pair), for: data)
        case (.rsa(let key, let length), "rsa-sha2-256"):
            let signature = try Self.rsaSignature(value, length: length)
            return key.isValidSignature(signature, for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
        case (.rsa(let key, let length), "rsa-sha2-512"):
            let signature = try Self.rsaSignature(value, length: length)
            return key.isValidSignature(signature, for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5)
        case (.rsa, "ssh-rsa"):
            throw Problem.unsupported("an RSA key with the hash function SHA-1")
        default:
            throw Problem.malformed
        }
    }

    /// The two numbers of an ECDSA signature, each filled up to the width of its curve.
    private static func pair(_ value: [UInt8], width: Int) throws -> [UInt8] {
        var reader = SSHReader(value)
        let numbers = [try reader.magnitude(), try reader.magnitude()]
        try reader.end()
        guard numbers.allSatisfy({ $0.count <= width }) else { throw Problem.malformed }
        return numbers.flatMap { filled($0, to: width) }
    }

    /// Zeros in front may have been left out.
    private static func rsaSignature(_ value: [UInt8], length: Int) throws -> _RSA.Signing.RSASignature {
        guard value.count <= length else { throw Problem.malformed }
        return _RSA.Signing.RSASignature(rawRepresentation: Data(filled(value, to: length)))
    }

    private static func filled(_ number: [UInt8], to width: Int) -> [UInt8] {
        Array(repeating: 0, count: width - number.count) + number
    }
}
