// The schemas of bodies about certificates.

import VigiloWire

extension CertificateBody: Described {
    static let schema = Schema.answer(
        "Certificate", "A certificate, described by its leaf.",
        [
            "id": .id, "name": .text, "source": .choice("manual", "network"), "subject": .text, "issuer": .text,
            "serial": .text.saying("In lower-case hexadecimal digits."), "sans": .list(of: .text),
            "not_before": .time, "not_after": .time, "key_type": .choice("rsa", "ec", "ed25519"), "key_bits": .integer,
            "signature_algorithm": .text, "fingerprint_sha256": .sha256, "chain_length": .integer,
            "created_by": .text, "created_at": .time,
            "days_until_expiry": .integer.saying("Below zero once it has expired."),
            "status": .choice("healthy", "expiring", "expired", "error"), "status_reason": .text.optional,
            "pem": .text.saying("With its issuers; left out of lists.").optional,
        ])
}

extension CertificateImportBody: Described {
    static let schema = Schema.input(
        "CertificateImport", "Certificates to import: one or many, in any order, with or without their issuers.",
        [
            "pem": .text.saying("PEM text."),
            "name": .text(1...200).saying("Of the one certificate; else each is named after its subject.").optional,
        ])
}

extension ImportedCertificatesBody: Described {
    static let schema = Schema.answer(
        "ImportedCertificates", "What came of an import.",
        [
            "items": .list(of: CertificateBody.schema).saying("Those that are new."),
            "existing": .list(of: CertificateBody.schema).saying("Those that the workspace had already."),
            "ignored": .list(of: Ignored.schema),
        ])
}

extension ImportedCertificatesBody.Ignored: Described {
    static let schema = Schema.answer(
        "IgnoredBlock", "Something that is no certificate and was not kept.", ["what": .text, "line": .integer])
}
