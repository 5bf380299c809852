// vigilo cert: the noun, and how certificates are shown.

import ArgumentParser
import VigiloWire

struct CertNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cert",
        abstract: "Certificates: import and list them, and see which expire.",
        subcommands: [CertList.self, CertImport.self, CertShow.self, CertRemove.self],
        aliases: ["certs", "certificate", "certificates"]
    )

    static func table(_ certificates: [CertificateBody]) -> Table {
        let rows = certificates.map { certificate in
            Table.Row(
                [
                    .init(certificate.name), .init(certificate.status, Tone(state: certificate.status)),
                    .init("\(certificate.daysUntilExpiry)", Tone(state: certificate.status)),
                    .init(String(certificate.notAfter.prefix { $0 != "T" })), .init(certificate.key),
                    .init(certificate.issuer),
                ], notes: certificate.statusReason.map { [$0] } ?? [])
        }
        let columns: [Table.Column] = [
            .init("NAME", isFlexible: true), .init("STATUS"), .init("DAYS", isNumeric: true), .init("EXPIRES"),
            .init("KEY"), .init("ISSUER", isFlexible: true),
        ]
        return Table(columns, rows: rows)
    }

    static func view(of certificate: CertificateBody) -> [any Renderable] {
        var details = Details()
        details.add("Certificate", certificate.name, .heading)
        details.add("Status", certificate.standing, Tone(state: certificate.status))
        details.add("Valid from", Wording.time(certificate.notBefore))
        details.add("Valid until", Wording.time(certificate.notAfter))
        details.add("Subject", certificate.subject)
        details.add("Alternative names", ifAny: certificate.sans)
        details.add("Issuer", certificate.issuer)
        details.add("Serial", certificate.serial)
        details.add("Key", certificate.key)
        details.add("Signature", certificate.signatureAlgorithm)
        details.add("SHA-256", certificate.fingerprintSHA256)
        details.add("Chain", Wording.count(certificate.chainLength, "certificate"))
        details.add("Source", certificate.source)
        details.add("Imported", "\(Wording.time(certificate.createdAt)) by \(certificate.createdBy)")
        details.add("ID", certificate.id)
        return [details]
    }
}

extension CertificateBody {
    /// "rsa 2048", "ec 256", "ed25519"
    var key: String { keyType == "ed25519" ? keyType : "\(keyType) \(keyBits)" }

    /// "expiring, 12 days left"
    var standing: String {
        if let statusReason { return "\(status): \(statusReason)" }
        return daysUntilExpiry < 0
            ? "\(status), \(Wording.count(-daysUntilExpiry, "day")) ago"
            : "\(status), \(Wording.count(daysUntilExpiry, "day")) left"
    }
}
