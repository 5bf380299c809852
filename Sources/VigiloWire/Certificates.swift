// Bodies about certificates.

public struct CertificateBody: Codable, Sendable, Equatable {
    public var id: String
    public var name: String
    /// `manual` or `network`.
    public var source: String
    public var subject: String
    public var issuer: String
    /// In lower-case hexadecimal digits.
    public var serial: String
    /// Such as `DNS:example.com` and `IP:192.0.2.1`.
    public var sans: [String]
    public var notBefore: String
    public var notAfter: String
    /// `rsa`, `ec` or `ed25519`.
    public var keyType: String
    public var keyBits: Int
    public var signatureAlgorithm: String
    /// Of the DER bytes, in lower-case hexadecimal digits.
    public var fingerprintSHA256: String
    /// The certificate itself and those that vouch for it.
    public var chainLength: Int
    /// The e-mail address of who imported it.
    public var createdBy: String
    public var createdAt: String
    /// Whole days that are left; below zero once it has expired.
    public var daysUntilExpiry: Int
    /// `healthy`, `expiring` (30 days or fewer), `expired`, or `error`: it cannot be used for another reason.
    public var status: String
    /// What is wrong, where the status is `error`.
    public var statusReason: String?
    /// The certificate and its issuers, where one certificate is asked for; lists leave it out.
    public var pem: String?

    enum CodingKeys: String, CodingKey {
        case id, name, source, subject, issuer, serial, sans, status, pem
        case notBefore = "not_before"
        case notAfter = "not_after"
        case keyType = "key_type"
        case keyBits = "key_bits"
        case signatureAlgorithm = "signature_algorithm"
        case fingerprintSHA256 = "fingerprint_sha256"
        case chainLength = "chain_length"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case daysUntilExpiry = "days_until_expiry"
        case statusReason = "status_reason"
    }

    public init(
        id: String, name: String, source: String, subject: String, issuer: String, serial: String, sans: [String],
        notBefore: String, notAfter: String, keyType: String, keyBits: Int, signatureAlgorithm: String,
        fingerprintSHA256: String, chainLength: Int, createdBy: String, createdAt: String, daysUntilExpiry: Int,
        status: String, statusReason: String?, pem: String? = nil
    ) {
        self.id = id
        self.name = name
        self.source = source
        self.subject = subject
        self.issuer = issuer
        self.serial = serial
        self.sans = sans
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.keyType = keyType
        self.keyBits = keyBits
        self.signatureAlgorithm = signatureAlgorithm
        self.fingerprintSHA256 = fingerprintSHA256
        self.chainLength = chainLength
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.daysUntilExpiry = daysUntilExpiry
        self.status = status
        self.statusReason = statusReason
        self.pem = pem
    }
}

/// Certificates to import: one or many, in any order, with or without their issuers.
public struct CertificateImportBody: Codable, Sendable {
    /// PEM text.
    public var pem: String
    /// The name of the one certificate; nil: each is named after its subject.
    public var name: String?

    public init(pem: String, name: String? = nil) {
        self.pem = pem
        self.name = name
    }
}

/// What came of an import.
public struct ImportedCertificatesBody: Codable, Sendable, Equatable {
    /// Something that is no certificate and was not kept.
    public struct Ignored: Codable, Sendable, Equatable {
        /// In words: "a private key".
        public var what: String
        /// The line that it begins in, from 1.
        public var line: Int

        public init(what: String, line: Int) {
            self.what = what
            self.line = line
        }
    }

    /// Those that are new.
    public var items: [CertificateBody]
    /// Those that the workspace had already.
    public var existing: [CertificateBody]
    public var ignored: [Ignored]

    public init(items: [CertificateBody], existing: [CertificateBody], ignored: [Ignored]) {
        self.items = items
        self.existing = existing
        self.ignored = ignored
    }
}
