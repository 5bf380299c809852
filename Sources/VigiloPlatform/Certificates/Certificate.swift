// A certificate as it is kept and read.

import VigiloJSON
import VigiloStore

/// A certificate that the workspace watches over, with the chain that vouches for it.
public struct Certificate: Sendable, Equatable {
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
    public var notBefore: Timestamp
    public var notAfter: Timestamp
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
    public var createdAt: Timestamp
    /// What depends on when it is read.
    public var validity: CertificateValidity

    /// All but the chain, which is asked for by itself: it is many times as long as the rest.
    static let columns = """
        c.id, c.name, c.source, c.subject, c.issuer, c.serial, c.sans, c.not_before, c.not_after, c.key_type, c.key_bits,
        c.signature_algorithm, c.fingerprint_sha256, c.chain_length, u.email, c.created_at
        """
    static let tables = #"certificate c JOIN "user" u ON u.id = c.created_by"#

    init(_ row: Row, at now: Timestamp) throws {
        id = try row.text("id")
        name = try row.text("name")
        source = try row.text("source")
        subject = try row.text("subject")
        issuer = try row.text("issuer")
        serial = try row.text("serial")
        sans = try JSONValue(parsing: try row.text("sans")).arrayValue?.compactMap(\.stringValue) ?? []
        notBefore = try row.timestamp("not_before")
        notAfter = try row.timestamp("not_after")
        keyType = try row.text("key_type")
        keyBits = Int(try row.integer("key_bits"))
        signatureAlgorithm = try row.text("signature_algorithm")
        fingerprintSHA256 = try row.text("fingerprint_sha256")
        chainLength = Int(try row.integer("chain_length"))
        createdBy = try row.text("email")
        createdAt = try row.timestamp("created_at")
        validity = CertificateValidity(notBefore: notBefore, notAfter: notAfter, at: now)
    }
}

extension Certificate {
    /// What does not change with the time, as the REST API shows it.
    var facts: [String: JSONValue] {
        [
            "id": .string(id), "name": .string(name), "source": .string(source), "subject": .string(subject),
            "issuer": .string(issuer), "serial": .string(serial), "sans": .array(sans.map(JSONValue.string)),
            "not_before": .string(notBefore.rfc3339), "not_after": .string(notAfter.rfc3339),
            "key_type": .string(keyType), "key_bits": .integer(Int64(keyBits)),
            "signature_algorithm": .string(signatureAlgorithm), "fingerprint_sha256": .string(fingerprintSHA256),
            "chain_length": .integer(Int64(chainLength)), "created_by": .string(createdBy),
            "created_at": .string(createdAt.rfc3339),
        ]
    }

    /// As the REST API shows it in lists.
    var json: JSONValue {
        var members = facts
        members["days_until_expiry"] = .integer(Int64(validity.daysUntilExpiry))
        members["status"] = .string(validity.status.rawValue)
        if let reason = validity.reason { members["status_reason"] = .string(reason) }
        return .object(members)
    }
}
