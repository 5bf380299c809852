// Real certificates, made by the openssl program: authorities, leaves of every kind and of any dates.

import Foundation
import TestPrograms

/// A folder in which openssl makes certificates; it goes when the value goes.
final class CertificateWorkshop {
    /// A certificate that was made, and the key that goes with it.
    struct Made {
        var pem: String
        var keyPEM: String
        fileprivate var name: String
    }

    private let folder = FileManager.default.temporaryDirectory.appending(path: "vigilo-certs-\(UUID().uuidString)")
    private var count = 0

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let configuration = """
            [ca]
            default_ca = here
            [here]
            database = index.txt
            new_certs_dir = .
            rand_serial = yes
            unique_subject = no
            default_md = sha256
            policy = any
            [any]
            commonName = optional
            organizationName = optional
            [req]
            distinguished_name = none
            [none]
            """
        try Data(configuration.utf8).write(to: folder.appending(path: "openssl.cnf"))
        try Data().write(to: folder.appending(path: "index.txt"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// An authority that signed itself.
    func authority(_ subject: String, key: String = "ec:P-256") throws -> Made {
        try make(subject, key: key, by: nil, days: -1...3650, extensions: "basicConstraints=critical,CA:TRUE")
    }

    /// A certificate by an authority; `days` from now are its first and its last.
    func leaf(
        _ subject: String, by issuer: Made, key: String = "ec:P-256", days: ClosedRange<Int> = -1...90,
        sans: String? = nil, isAuthority: Bool = false
    ) throws -> Made {
        let constraint = "basicConstraints=CA:\(isAuthority ? "TRUE" : "FALSE")"
        return try make(
            subject, key: key, by: issuer, days: days,
            extensions: ([constraint] + (sans.map { ["subjectAltName=\($0)"] } ?? [])).joined(separator: "\n"))
    }

    private func make(
        _ subject: String, key: String, by issuer: Made?, days: ClosedRange<Int>, extensions: String
    ) throws -> Made {
        count += 1
        let name = "c\(count)"
        let identifiers = "\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
        try Data((extensions + identifiers).utf8).write(to: folder.appending(path: "\(name).ext"))
        try openssl(["genpkey"] + Self.algorithm(key) + ["-out", "\(name).key"])
        try openssl(
            [
                "req", "-new", "-config", "openssl.cnf", "-utf8", "-key", "\(name).key", "-subj", subject, "-out",
                "\(name).csr",
            ])
        let signer = issuer.map { ["-keyfile", "\($0.name).key", "-cert", "\($0.name).pem"] }
        // Ed25519 has its digest built in.
        let isEd25519 = issuer.map { $0.keyPEM.count < 140 } ?? key.hasPrefix("ed25519")
        try openssl(
            [
                "ca", "-batch", "-notext", "-preserveDN", "-config", "openssl.cnf", "-in", "\(name).csr", "-out",
                "\(name).pem",
            ]
                + ["-startdate", Self.date(days.lowerBound), "-enddate", Self.date(days.upperBound)]
                + ["-extfile", "\(name).ext", "-md", isEd25519 ? "null" : "sha256"]
                + (signer ?? ["-selfsign", "-keyfile", "\(name).key"]))
        return Made(pem: try text("\(name).pem"), keyPEM: try text("\(name).key"), name: name)
    }

    /// A certificate's DER bytes.
    func der(_ made: Made) throws -> Data {
        try openssl(["x509", "-in", "\(made.name).pem", "-outform", "der", "-out", "\(made.name).der"])
        return try Data(contentsOf: folder.appending(path: "\(made.name).der"))
    }

    /// What openssl says of a certificate.
    func says(_ options: String..., of made: Made) throws -> String {
        try openssl(["x509", "-in", "\(made.name).pem", "-noout"] + options)
    }

    /// "rsa:2048", "ec:P-384", "ed25519"
    private static func algorithm(_ key: String) -> [String] {
        let parts = key.split(separator: ":").map(String.init)
        switch parts[0] {
        case "rsa": return ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:\(parts[1])"]
        case "ec": return ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:\(parts[1])"]
        default: return ["-algorithm", parts[0].uppercased()]
        }
    }

    private static func date(_ days: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "yyyyMMddHHmmss'Z'"
        return formatter.string(from: Date(timeIntervalSinceNow: Double(days) * 86_400 + 3600))
    }

    private func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
    }

    @discardableResult
    private func openssl(_ arguments: [String]) throws -> String {
        try TestProgram.succeed("openssl", arguments, in: folder.path())
    }
}
