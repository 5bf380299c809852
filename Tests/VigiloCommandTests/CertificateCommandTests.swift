// vigilo cert: what is sent, what is shown, and what never leaves.

import Glibc
import Testing
import VigiloJSON

@testable import vigilo

private func certificate(_ name: String, _ status: String, days: Int, reason: String? = nil) -> String {
    """
    {"id":"id-of-\(name)","name":"\(name)","source":"manual","subject":"CN=\(name)","issuer":"CN=Root","serial":"03a1",
     "sans":["DNS:\(name)","IP:192.0.2.7"],"not_before":"2026-08-01T10:00:00.000000Z",
     "not_after":"2026-12-06T10:00:00.000000Z","key_type":"rsa","key_bits":2048,
     "signature_algorithm":"sha256WithRSAEncryption","fingerprint_sha256":"9f86d081","chain_length":2,
     "created_by":"a@example.com","created_at":"2026-11-24T10:00:00.000000Z","days_until_expiry":\(days),
     "status":"\(status)","pem":"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n"\
    \(reason.map { ",\"status_reason\":\"\($0)\"" } ?? "")}
    """
}

private let path = "/ws/acme/api/v1/certificates"
private let pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
private let key = "-----BEGIN EC PRIVATE KEY-----\nsecret\n-----END EC PRIVATE KEY-----\n"

private func imported(_ items: String, existing: String = "", ignored: String = "") -> String {
    #"{"items":[\#(items)],"existing":[\#(existing)],"ignored":[\#(ignored)]}"#
}

/// Runs the body with files of these contents, by their names, in a folder.
private func withFiles(_ files: [String: String], _ body: (String) async throws -> Void) async throws {
    try await withFolder { folder in
        for (name, text) in files { try FileBytes.create("\(folder)/\(name)", Array(text.utf8)) }
        try await body(folder)
    }
}

@Suite struct `certificates` {
    @Test func `are listed with how long they last`() async throws {
        let items = [
            certificate("gone.example.com", "expired", days: -3), certificate("soon.example.com", "expiring", days: 12),
            certificate("early", "error", days: 90, reason: "it is not valid before 2027-01-01T00:00:00.000000Z"),
        ]
        let page = #"{"items":[\#(items.joined(separator: ","))],"next_cursor":null}"#
        try await FakeDaemon.run(["GET \(path)": page]) { daemon in
            #expect(
                await vigilo("cert", "list", daemon: daemon).output == """
                    NAME              STATUS    DAYS  EXPIRES     KEY       ISSUER
                    gone.example.com  expired     -3  2026-12-06  rsa 2048  CN=Root
                    soon.example.com  expiring    12  2026-12-06  rsa 2048  CN=Root
                    early             error       90  2026-12-06  rsa 2048  CN=Root
                      it is not valid before 2027-01-01T00:00:00.000000Z

                    """)
            #expect(
                await vigilo("cert", "list", "-q", daemon: daemon).output
                    == "id-of-gone.example.com\nid-of-soon.example.com\nid-of-early\n")
            #expect(
                json(await vigilo("cert", "list", "--json", daemon: daemon).output)?["items"]?.arrayValue?.count == 3)
        }
    }

    @Test func `are asked for by when they expire`() async throws {
        try await FakeDaemon.run(["GET \(path)": #"{"items":[],"next_cursor":null}"#]) { daemon in
            let outcome = await vigilo("cert", "list", "--expiring-within", "30", daemon: daemon)
            #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "No expiring certificates.\n")
            _ = await vigilo("cert", "list", "--expiring-within", "7", "--include-expired", daemon: daemon)
            #expect(
                daemon.requests.map(\.line) == [
                    "GET \(path)?expiring_within=30&limit=50",
                    "GET \(path)?expiring_within=7&include_expired=true&limit=50",
                ])
            #expect(await vigilo("cert", "list", "--expiring-within=-1", daemon: daemon).status == 2)
        }
    }

    @Test func `are coloured by their status on a terminal`() async throws {
        let items = [("expired", "31"), ("expiring", "33"), ("healthy", "32")]
        for (status, colour) in items {
            let page = #"{"items":[\#(certificate("x", status, days: 1))],"next_cursor":null}"#
            try await FakeDaemon.run(["GET \(path)": page]) { daemon in
                let outcome = await vigilo(
                    ["cert", "list"], daemon: daemon, environment: ["NO_COLOR": ""], columns: 100)
                #expect(outcome.output.contains("\u{1B}[\(colour)m\(status)"))
            }
        }
    }

    @Test func `are shown one by one, and printed as PEM`() async throws {
        try await FakeDaemon.run(["GET \(path)/a%20b": certificate("a b", "expiring", days: 1)]) { daemon in
            #expect(
                await vigilo("cert", "show", "a b", daemon: daemon).output == """
                    Certificate:       a b
                    Status:            expiring, 1 day left
                    Valid from:        2026-08-01 10:00:00 UTC
                    Valid until:       2026-12-06 10:00:00 UTC
                    Subject:           CN=a b
                    Alternative names: DNS:a b
                                       IP:192.0.2.7
                    Issuer:            CN=Root
                    Serial:            03a1
                    Key:               rsa 2048
                    Signature:         sha256WithRSAEncryption
                    SHA-256:           9f86d081
                    Chain:             2 certificates
                    Source:            manual
                    Imported:          2026-11-24 10:00:00 UTC by a@example.com
                    ID:                id-of-a b

                    """)
            #expect(await vigilo("cert", "show", "a b", "--pem", daemon: daemon).output == pem)
        }
    }

    @Test func `are removed only if that is meant`() async throws {
        try await FakeDaemon.run(["DELETE \(path)/www": certificate("www", "expired", days: -1)]) { daemon in
            let unasked = await vigilo("cert", "remove", "www", daemon: daemon)
            #expect(unasked.status == 2 && unasked.errors.contains("--yes") && daemon.requests.isEmpty)
            #expect(
                await vigilo("cert", "remove", "www", "--yes", daemon: daemon).output == "Removed certificate www.\n")
        }
    }
}

@Suite struct `an import` {
    @Test func `sends files as one text and shows what came of it`() async throws {
        let answer = imported(
            certificate("www", "healthy", days: 90), existing: certificate("Root", "healthy", days: 900),
            ignored: #"{"what":"a certificate request","line":7}"#)
        try await FakeDaemon.run(["POST \(path)": answer]) { daemon in
            try await withFiles(["a.pem": pem, "b.pem": pem]) { folder in
                let outcome = await vigilo(
                    "cert", "import", "\(folder)/a.pem", "\(folder)/b.pem", "--name", "Shop", daemon: daemon)
                #expect(
                    outcome.output == """
                        NAME  STATUS   DAYS  EXPIRES     KEY       ISSUER
                        www   healthy    90  2026-12-06  rsa 2048  CN=Root

                        Imported 1 certificate into acme.

                        """)
                #expect(
                    outcome.errors == "Left out: a certificate request, line 7.\nRoot is there already.\n")
                #expect(daemon.lastBody == ["pem": .string(pem + "\n" + pem), "name": "Shop"])
            }
        }
    }

    @Test func `of what is there already says so`() async throws {
        let answer = imported("", existing: certificate("Root", "healthy", days: 900))
        try await FakeDaemon.run(["POST \(path)": answer]) { daemon in
            try await withFiles(["a.pem": pem]) { folder in
                let outcome = await vigilo("cert", "import", "\(folder)/a.pem", daemon: daemon)
                #expect(outcome.status == 0 && outcome.output == "Nothing new.\n")
            }
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func `never sends a private key`(_ lineEnd: String) async throws {
        let answer = imported(certificate("www", "healthy", days: 90))
        try await FakeDaemon.run(["POST \(path)": answer]) { daemon in
            let endless = "-----BEGIN PRIVATE KEY-----\nsecret\nsecret\n"
            let text = (pem + key + pem + endless).split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: lineEnd)
            try await withFiles(["a.pem": text]) { folder in
                let outcome = await vigilo("cert", "import", "\(folder)/a.pem", daemon: daemon)
                #expect(
                    outcome.errors == """
                        warning: \(folder)/a.pem, line 4: a private key; it was not sent.
                        warning: \(folder)/a.pem, line 10: a private key; it was not sent.

                        """)
                let sent = try #require(daemon.lastBody?["pem"]?.stringValue)
                #expect(!sent.contains("secret") && !sent.contains("KEY"))
                #expect(sent.split(separator: "BEGIN CERTIFICATE").count == 3)
            }
        }
    }

    @Test func `that is refused over several files says how lines are counted`() async throws {
        let problem = FakeDaemon.problem(
            422, "invalid_input", "pem has a certificate, begun in line 5, that is damaged")
        try await FakeDaemon.run(["POST \(path)": problem]) { daemon in
            try await withFiles(["a.pem": pem, "b.pem": pem]) { folder in
                let one = await vigilo("cert", "import", "\(folder)/a.pem", daemon: daemon)
                #expect(one.status == 6 && !one.errors.contains("hint:"))
                let two = await vigilo("cert", "import", "\(folder)/a.pem", "\(folder)/b.pem", daemon: daemon)
                #expect(two.errors.contains("hint: Lines are counted over all files"))
            }
        }
    }

    @Test func `of a file that is missing or no text sends nothing`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            try await withFolder { folder in
                let missing = await vigilo("cert", "import", "\(folder)/x.pem", daemon: daemon)
                #expect(missing.status == 2 && missing.errors.contains("no file \(folder)/x.pem"))
                try FileBytes.create("\(folder)/x.der", [0x30, 0x82, 0xFF, 0xFE])
                let binary = await vigilo("cert", "import", "\(folder)/x.der", daemon: daemon)
                #expect(binary.status == 2 && binary.errors.contains("openssl x509 -inform der -in \(folder)/x.der"))
                #expect(daemon.requests.isEmpty)
            }
        }
    }
}
