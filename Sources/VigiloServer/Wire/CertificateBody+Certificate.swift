// Certificates, from the platform to the wire.

import VigiloPlatform
import VigiloWire

extension CertificateBody {
    init(_ certificate: Certificate) {
        self.init(certificate, pem: nil)
    }

    init(_ certificate: Certificate, pem: String?) {
        self.init(
            id: certificate.id, name: certificate.name, source: certificate.source, subject: certificate.subject,
            issuer: certificate.issuer, serial: certificate.serial, sans: certificate.sans,
            notBefore: certificate.notBefore.rfc3339, notAfter: certificate.notAfter.rfc3339,
            keyType: certificate.keyType, keyBits: certificate.keyBits,
            signatureAlgorithm: certificate.signatureAlgorithm, fingerprintSHA256: certificate.fingerprintSHA256,
            chainLength: certificate.chainLength, createdBy: certificate.createdBy,
            createdAt: certificate.createdAt.rfc3339, daysUntilExpiry: certificate.validity.daysUntilExpiry,
            status: certificate.validity.status.rawValue, statusReason: certificate.validity.reason, pem: pem)
    }
}

extension ImportedCertificatesBody {
    init(_ result: CertificateImport) {
        self.init(
            items: result.imported.map(CertificateBody.init), existing: result.existing.map(CertificateBody.init),
            ignored: result.ignored.map { Ignored(what: $0.what, line: $0.line) })
    }
}
