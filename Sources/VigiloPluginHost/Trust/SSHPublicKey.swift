// A public key as SSH writes it, if it is of a kind that may vouch for plugins.

import Crypto
import CryptoExtras
import FoundationEssentials

/// A public key of a kind that may vouch for plugins: Ed25519, ECDSA on the three NIST curves, or RSA of a decent size.
enum SSHPublicKey {
    case ed25519(Curve25519.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey, modulusLength: Int)

    enum Problem: Error {
        /// Not what SSH writes.
        case malformed
        /// What it is instead of one of ours, as in "a security key (sk-ssh-ed25519@openssh.com)".
        case unsupported(String)
    }

    /// In bits. Larger numbers cost the daemon more time than any operator's key is worth.
    static let acceptedRSASizes = 2048...16384

    /// The name of the kind that a key's bytes begin with.
    static func kind(of blob: [UInt8]) -> String? {
        var reader = SSHReader(blob)
        return try? reader.text()
    }

    init(_ blob: [UInt8]) throws(Problem) {
        do {
            self = try Self.read(blob)
        } catch let problem as Problem {
            throw problem
        } catch {
            // A point that is not on its curve comes here as well.
            throw .malformed
        }
    }

    private static func read(_ blob: [UInt8]) throws -> SSHPublicKey {
        var reader = SSHReader(blob)
        let kind = try reader.text()
        switch kind {
        case "ssh-ed25519":
            let point = try reader.string()
            try reader.end()
            return .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: point))
        case "ecdsa-sha2-nistp256":
            return .p256(try P256.Signing.PublicKey(x963Representation: point(of: "nistp256", &reader)))
        case "ecdsa-sha2-nistp384":
            return .p384(try P384.Signing.PublicKey(x963Representation: point(of: "nistp384", &reader)))
        case "ecdsa-sha2-nistp521":
            return .p521(try P521.Signing.PublicKey(x963Representation: point(of: "nistp521", &reader)))
        case "ssh-rsa":
            return try rsa(&reader)
        default:
            throw Problem.unsupported(describe(kind))
        }
    }

    private static func point(of curve: String, _ reader: inout SSHReader) throws -> [UInt8] {
        guard try reader.text() == curve else { throw Problem.malformed }
        let point = try reader.string()
        try reader.end()
        return point
    }

    private static func rsa(_ reader: inout SSHReader) throws -> SSHPublicKey {
        let exponent = try reader.magnitude()
        let modulus = try reader.magnitude()
        try reader.end()
        let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        guard acceptedRSASizes.contains(bits) else {
            throw Problem.unsupported("an RSA key of \(bits) bits")
        }
        do {
            return .rsa(
                try _RSA.Signing.PublicKey(n: Data(modulus), e: Data(exponent)), modulusLength: modulus.count)
        } catch {
            throw Problem.unsupported("an RSA key of \(bits) bits with an unusual exponent")
        }
    }

    private static func describe(_ kind: String) -> String {
        let noun =
            if kind.contains("-cert-") {
                "a certificate"
            } else if kind.hasPrefix("sk-") || kind.hasPrefix("webauthn-") {
                "a security key"
            } else {
                "a key"
            }
        return "\(noun) of the kind '\(Quoted(kind))'"
    }
}
