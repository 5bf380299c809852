// A PEM text that was given to be imported: which chains are in it, and what else.

/// The chains of certificates in a PEM text.
struct CertificateFile: Sendable {
    /// One for each certificate that issued no other in the text, its issuers behind it.
    let chains: [CertificateChain]
    /// What stands in the text and is no certificate.
    let ignored: [IgnoredBlock]

    static let maximumCertificates = 1000

    /// Reads the text. One broken certificate refuses all, by its line.
    init(pem: String) throws(PlatformError) {
        let blocks = PEMBlock.all(in: pem)
        let certificates = blocks.filter(\.isCertificate)
        ignored = blocks.filter { !$0.isCertificate }.map(IgnoredBlock.init)
        guard !certificates.isEmpty else { throw Self.noCertificate(ignored) }
        guard certificates.count <= Self.maximumCertificates else {
            throw .invalid(
                "pem", "has \(certificates.count) certificates, and may have \(Self.maximumCertificates) at once",
                in: "the import")
        }
        var problems = InputProblems()
        var known: Set<String> = []
        var parsed: [ParsedCertificate] = []
        for block in certificates {
            guard let certificate = Self.certificate(block, &problems) else { continue }
            // One that comes twice in a text is one.
            if known.insert(certificate.fingerprint).inserted { parsed.append(certificate) }
        }
        try problems.throwIfAny(in: "the import")
        chains = CertificateChain.all(of: parsed)
    }

    private static func certificate(_ block: PEMBlock, _ problems: inout InputProblems) -> ParsedCertificate? {
        let place = "has a certificate, begun in line \(block.line), that"
        guard block.base64 != nil else {
            problems.add("pem", "\(place) has no END line: it is cut off")
            return nil
        }
        guard let bytes = block.bytes else {
            problems.add("pem", "\(place) is not Base64: it is damaged")
            return nil
        }
        do throws(ParsedCertificate.Unreadable) {
            return try ParsedCertificate(der: bytes)
        } catch {
            problems.add("pem", "\(place) \(error.reason)")
            return nil
        }
    }

    private static func noCertificate(_ ignored: [IgnoredBlock]) -> PlatformError {
        let found = ignored.prefix(5).map { "\($0.what) in line \($0.line)" }.joined(separator: ", ")
        var error = PlatformError.invalid(
            "pem", found.isEmpty ? "has no certificate in it" : "has no certificate in it, only \(found)",
            in: "the import")
        error.code = "no_certificate"
        error.hint =
            "A certificate begins with -----BEGIN CERTIFICATE-----; "
            + "a DER file becomes one with: openssl x509 -inform der -in FILE"
        return error
    }
}

/// Something in a PEM text that is no certificate. It is neither kept nor written to any log.
public struct IgnoredBlock: Sendable, Equatable {
    /// In words, such as "a private key".
    public var what: String
    /// The line that it begins in, from 1.
    public var line: Int

    init(_ block: PEMBlock) {
        line = block.line
        what =
            switch block.label {
            case _ where block.isPrivateKey: "a private key"
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST": "a certificate request"
            case "X509 CRL": "a revocation list"
            case "PUBLIC KEY": "a public key"
            default: "a block of another kind"
            }
    }
}
