// One certificate, read: the only place that knows the X.509 parser.

import Crypto
import CryptoExtras
import FoundationEssentials
import SwiftASN1
import X509

/// What a certificate says of itself.
struct ParsedCertificate: Sendable {
    var der: [UInt8]
    /// SHA-256 of the DER bytes, in lower-case hexadecimal digits.
    var fingerprint: String
    /// The name for people: the subject's common name, else the first DNS name, else the subject.
    var name: String
    /// As RFC 4514 writes it, control characters escaped.
    var subject: String
    var issuer: String
    /// In lower-case hexadecimal digits.
    var serial: String
    /// The alternative names of the subject: `DNS:example.com`, `IP:192.0.2.1`, `email:a@example.com`, `URI:...`.
    var sans: [String]
    var notBefore: Timestamp
    var notAfter: Timestamp
    /// `rsa`, `ec` or `ed25519`.
    var keyType: String
    var keyBits: Int64
    var signatureAlgorithm: String
    private let certificate: X509.Certificate

    /// Why a certificate could not be read.
    struct Unreadable: Error {
        /// Completes "the certificate that begins in line 3 ...".
        var reason: String
    }

    /// More is no certificate that anybody uses, and every list would carry it.
    static let maximumBytes = 64 * 1024

    init(der: [UInt8]) throws(Unreadable) {
        guard der.count <= Self.maximumBytes else {
            throw Unreadable(reason: "is larger than \(Self.maximumBytes / 1024) KiB")
        }
        let certificate: X509.Certificate
        do {
            certificate = try X509.Certificate(derEncoded: der)
        } catch {
            throw Unreadable(reason: Self.reason(error))
        }
        self.certificate = certificate
        self.der = der
        fingerprint = Digest.text(Digest.sha256(der))
        subject = Self.plain("\(certificate.subject)")
        issuer = Self.plain("\(certificate.issuer)")
        serial = Self.hexadecimal(certificate.serialNumber.bytes)
        sans = Self.alternativeNames(certificate)
        notBefore = Timestamp(microseconds: Int64(certificate.notValidBefore.timeIntervalSince1970) * 1_000_000)
        notAfter = Timestamp(microseconds: Int64(certificate.notValidAfter.timeIntervalSince1970) * 1_000_000)
        (keyType, keyBits) = Self.key(certificate.publicKey)
        signatureAlgorithm = Self.word(certificate.signatureAlgorithm)
        name = Self.name(certificate.subject, sans: sans, subject: subject, serial: serial)
    }

    /// Whether `other`, which may be the same, has issued this one: names and key identifiers fit, and the signature holds.
    func isIssued(by other: ParsedCertificate) -> Bool {
        guard certificate.issuer == other.certificate.subject else { return false }
        let wanted = (try? certificate.extensions.authorityKeyIdentifier)?.keyIdentifier
        let found = (try? other.certificate.extensions.subjectKeyIdentifier)?.keyIdentifier
        if let wanted, let found, wanted != found { return false }
        return other.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
    }
}

extension ParsedCertificate {
    private static func reason(_ error: any Error) -> String {
        guard let error = error as? CertificateError else {
            return error is ASN1Error
                ? "is damaged: it is not the DER of an X.509 certificate"
                : "has a key that is damaged or too weak to be read (RSA of less than 2048 bits)"
        }
        switch error.code {
        case .unsupportedPublicKeyAlgorithm:
            return "has a key of a kind that is not supported; RSA, EC (P-256, P-384, P-521) and Ed25519 are"
        case .unsupportedSignatureAlgorithm:
            return "is signed in a way that is not supported; RSA (PKCS #1), ECDSA and Ed25519 are"
        default:
            return "is damaged or breaks the rules for X.509 certificates"
        }
    }

    private static func key(_ key: X509.Certificate.PublicKey) -> (type: String, bits: Int64) {
        if let rsa = _RSA.Signing.PublicKey(key) { return ("rsa", Int64(rsa.keySizeInBits)) }
        if P256.Signing.PublicKey(key) != nil { return ("ec", 256) }
        if P384.Signing.PublicKey(key) != nil { return ("ec", 384) }
        if P521.Signing.PublicKey(key) != nil { return ("ec", 521) }
        return ("ed25519", 256)
    }

    /// The names that OpenSSL gives them.
    private static func word(_ algorithm: X509.Certificate.SignatureAlgorithm) -> String {
        switch algorithm {
        case .ecdsaWithSHA256: "ecdsa-with-SHA256"
        case .ecdsaWithSHA384: "ecdsa-with-SHA384"
        case .ecdsaWithSHA512: "ecdsa-with-SHA512"
        case .sha1WithRSAEncryption: "sha1WithRSAEncryption"
        case .sha256WithRSAEncryption: "sha256WithRSAEncryption"
        case .sha384WithRSAEncryption: "sha384WithRSAEncryption"
        case .sha512WithRSAEncryption: "sha512WithRSAEncryption"
        case .ed25519: "ED25519"
        default: plain("\(algorithm)")
        }
    }

    /// Names of a kind that no program connects to (X.400, registered ids) are left out.
    private static func alternativeNames(_ certificate: X509.Certificate) -> [String] {
        guard let names = try? certificate.extensions.subjectAlternativeNames else { return [] }
        return names.compactMap { name in
            switch name {
            case .dnsName(let text): "DNS:" + plain(text)
            case .rfc822Name(let text): "email:" + plain(text)
            case .uniformResourceIdentifier(let text): "URI:" + plain(text)
            case .ipAddress(let octets): IPAddress.text(Array(octets.bytes)).map { "IP:" + $0 }
            case .directoryName(let name): "DirName:" + plain("\(name)")
            default: nil
            }
        }
    }

    private static func name(
        _ subjectName: DistinguishedName, sans: [String], subject: String, serial: String
    ) -> String {
        let commonNames = subjectName.flatMap { $0 }.filter { $0.type == .RDNAttributeType.commonName }
        let candidates =
            commonNames.compactMap { String($0.value) }
            + sans.compactMap { $0.hasPrefix("DNS:") ? String($0.dropFirst(4)) : nil } + [subject]
        for candidate in candidates {
            var problems = InputProblems()
            let short = String(plain(candidate).prefix(CertificateName.longest))
            if let name = CertificateName.checked(short, &problems) { return name }
        }
        return "certificate \(serial.prefix(40))"
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        Digest.text(bytes.isEmpty ? [0] : bytes)
    }

    /// The text without characters that a terminal obeys or a database refuses: they are escaped as RFC 4514 does.
    private static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            guard scalar.properties.generalCategory == .control else { return result.unicodeScalars.append(scalar) }
            for byte in String(scalar).utf8 { result += "\\" + Digest.text([byte]) }
        }
    }
}
