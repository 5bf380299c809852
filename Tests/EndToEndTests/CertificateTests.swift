// Certificates from openssl through the command line to the daemon and back, over a restart of the daemon.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CertificateTests {
    /// A certificate with its key, as openssl makes it.
    private func certificate(
        _ name: String, days: Int, in folder: URL, key: String = "ec"
    ) async throws -> (path: String, pem: String) {
        let path = folder.appendingPathComponent("\(name).pem").path
        let keyPath = folder.appendingPathComponent("\(name).key").path
        let kind = key == "rsa" ? ["rsa:2048"] : ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        let made = try await Programs.run(
            "/usr/bin/openssl",
            ["req", "-x509", "-nodes", "-subj", "/CN=\(name)", "-days", "\(days)", "-keyout", keyPath, "-out", path]
                + ["-newkey"] + kind)
        try #require(made.status == 0, "\(made.errors)")
        return (path, try String(contentsOfFile: path, encoding: .utf8))
    }

    @Test func `certificates are imported, listed, shown and removed`() async throws {
        let installation = try await Installation()
        let soon = try await certificate("soon.example.com", days: 20, in: installation.folder)
        let later = try await certificate("later.example.com", days: 200, in: installation.folder, key: "rsa")
        let workspace = ["VIGILO_WORKSPACE": "acme"]
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let key = try String(
                contentsOfFile: installation.folder.appendingPathComponent("soon.example.com.key").path, encoding: .utf8
            )
            let imported = try await installation.vigilo(
                "cert", "import", "-", environment: workspace, input: key + soon.pem)
            #expect(imported.status == 0 && imported.errors.contains("private key"), "\(imported.errors)")
            let both = try await installation.vigilo(
                "cert", "import", later.path, soon.path, "--json", environment: workspace)
            #expect((both.object["items"] as? [Any])?.count == 1 && (both.object["existing"] as? [Any])?.count == 1)
        }
        // What the daemon wrote is there for the next one.
        try await installation.withDaemon { _ in
            let expiring = try await installation.vigilo(
                "cert", "list", "--expiring-within", "30", environment: workspace)
            #expect(expiring.status == 0 && expiring.output.contains("soon.example.com"), "\(expiring.errors)")
            #expect(!expiring.output.contains("later.example.com"))
            let all = try await installation.vigilo("cert", "list", environment: workspace)
            #expect(all.output.split(separator: "\n").count == 3)
            let shown = try await installation.vigilo(
                "cert", "show", "later.example.com", "--pem", environment: workspace)
            #expect(shown.output == later.pem)
            let tile = try await installation.vigilo(
                "dashboard", "preview", "expiring_certs", "--json", environment: workspace)
            #expect(tile.output.contains("soon.example.com") && !tile.output.contains("later.example.com"))
            let removed = try await installation.vigilo(
                "cert", "remove", "soon.example.com", "--yes", environment: workspace)
            #expect(removed.status == 0)
            let gone = try await installation.vigilo("cert", "show", "soon.example.com", environment: workspace)
            #expect(gone.status == 5)
            let doctor = try await installation.vigilo("doctor", environment: workspace)
            #expect(doctor.status == 0, "\(doctor.output)")
            let raw = try await installation.vigilo(
                "api", "GET", "/ws/{workspace}/api/v1/certificates", environment: workspace)
            #expect((raw.object["items"] as? [Any])?.count == 1)
        }
    }
}
