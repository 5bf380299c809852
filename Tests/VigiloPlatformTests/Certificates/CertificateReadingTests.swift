// What is read out of PEM texts: every kind of key, chains in any order, and all that is not as it should be.

import Foundation
import Testing

@testable import VigiloPlatform

@Suite struct CertificateReadingTests {
    private let workshop: CertificateWorkshop

    init() throws {
        workshop = try CertificateWorkshop()
    }

    private func refusal(of pem: String) -> PlatformError? {
        do throws(PlatformError) {
            _ = try CertificateFile(pem: pem)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        arguments: [
            ("rsa:2048", "rsa", 2048, "sha256WithRSAEncryption"), ("rsa:3072", "rsa", 3072, "sha256WithRSAEncryption"),
            ("ec:P-256", "ec", 256, "ecdsa-with-SHA256"), ("ec:P-384", "ec", 384, "ecdsa-with-SHA256"),
            ("ec:P-521", "ec", 521, "ecdsa-with-SHA256"), ("ed25519", "ed25519", 256, "ED25519"),
        ])
    func `every kind of key is read`(key: String, type: String, bits: Int64, signature: String) throws {
        let made = try workshop.authority("/O=Acme/CN=Root", key: key)
        let file = try CertificateFile(pem: made.pem)
        let leaf = try #require(file.chains.first?.leaf)
        #expect(file.chains.count == 1 && file.ignored.isEmpty)
        #expect(leaf.keyType == type && leaf.keyBits == bits && leaf.signatureAlgorithm == signature)
        #expect(leaf.subject == "CN=Root,O=Acme" && leaf.issuer == leaf.subject && leaf.name == "Root")
    }

    @Test func `serial, dates and fingerprint are those that openssl prints`() throws {
        let root = try workshop.authority("/CN=Root")
        let made = try workshop.leaf("/CN=www.example.com", by: root)
        let leaf = try #require(try CertificateFile(pem: made.pem).chains.first?.leaf)
        let serial = try workshop.says("-serial", of: made).lowercased()
        #expect("serial=\(leaf.serial)\n" == serial)
        let fingerprint = try workshop.says("-fingerprint", "-sha256", of: made).lowercased()
        #expect(fingerprint.filter { $0 != ":" } == "sha256 fingerprint=\(leaf.fingerprint)\n")
        let end = try workshop.says("-enddate", "-dateopt", "iso_8601", of: made)
        let printed = leaf.notAfter.rfc3339.replacing("T", with: " ").replacing(".000000Z", with: "Z")
        #expect(end == "notAfter=\(printed)\n")
    }

    @Test func `alternative names are read as text`() throws {
        let root = try workshop.authority("/CN=Root")
        let made = try workshop.leaf(
            "/O=No common name", by: root,
            sans: "DNS:a.example.com,DNS:*.b.example.com,IP:192.0.2.7,IP:2001:db8::1,IP:::1,"
                + "email:ops@example.com,URI:spiffe://example.com/x")
        let leaf = try #require(try CertificateFile(pem: made.pem).chains.first?.leaf)
        #expect(
            leaf.sans == [
                "DNS:a.example.com", "DNS:*.b.example.com", "IP:192.0.2.7", "IP:2001:db8::1", "IP:::1",
                "email:ops@example.com", "URI:spiffe://example.com/x",
            ])
        #expect(leaf.name == "a.example.com")
    }

    @Test func `chains are put together in whatever order they come`() throws {
        let root = try workshop.authority("/CN=Root", key: "rsa:2048")
        let middle = try workshop.leaf("/CN=Middle", by: root, isAuthority: true)
        let first = try workshop.leaf("/CN=first", by: middle)
        let second = try workshop.leaf("/CN=second", by: middle, key: "ed25519")
        let lone = try workshop.authority("/CN=Lone", key: "ed25519")
        let pems = [root.pem, first.pem, lone.pem, middle.pem, second.pem, first.pem]
        for pem in [pems.joined(), pems.reversed().joined(separator: "\n# a remark\n")] {
            let chains = try CertificateFile(pem: pem).chains
            #expect(Set(chains.map(\.leaf.name)) == ["first", "second", "Lone"])
            for chain in chains {
                let expected = chain.leaf.name == "Lone" ? [] : ["Middle", "Root"]
                #expect(chain.issuers.map(\.name) == expected)
                #expect(chain.pem.hasPrefix(PEMBlock.certificateText(chain.leaf.der)))
            }
        }
    }

    @Test func `a namesake of the authority does not get into the chain`() throws {
        let root = try workshop.authority("/CN=Root")
        let impostor = try workshop.authority("/CN=Root")
        let leaf = try workshop.leaf("/CN=www", by: root)
        let chains = try CertificateFile(pem: impostor.pem + leaf.pem + root.pem).chains
        let www = try #require(chains.first { $0.leaf.name == "www" })
        #expect(www.pem == leaf.pem + root.pem)
        #expect(chains.count == 2)
    }

    @Test func `line ends, indentation and long lines do not matter`() throws {
        let made = try workshop.authority("/CN=Root")
        let base64 = made.pem.split(separator: "\n").dropFirst().dropLast().joined()
        let variants = [
            made.pem.replacing("\n", with: "\r\n"), made.pem.replacing("\n", with: "\r"),
            made.pem.split(separator: "\n").map { "    \($0) " }.joined(separator: "\n"),
            "-----BEGIN CERTIFICATE-----\n\(base64)\n-----END CERTIFICATE-----",
            "subject=CN = Root\n\n" + made.pem + "\nVerify return code: 0 (ok)\n",
            made.pem.replacing("CERTIFICATE", with: "X509 CERTIFICATE"),
        ]
        for variant in variants {
            #expect(try CertificateFile(pem: variant).chains.map(\.pem) == [made.pem])
        }
    }

    @Test func `what is no certificate is left out and told by its line`() throws {
        let made = try workshop.authority("/CN=Root")
        let request = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"
        let file = try CertificateFile(pem: made.keyPEM + request + made.pem)
        #expect(file.ignored.map(\.what) == ["a private key", "a certificate request"])
        #expect(file.ignored.map(\.line) == [1, made.keyPEM.split(separator: "\n").count + 1])
        #expect(!file.chains.contains { $0.pem.contains("KEY") })
    }

    @Test func `a text without a certificate says what it has instead`() throws {
        let key = try workshop.authority("/CN=Root").keyPEM
        let secret = try #require(key.split(separator: "\n").dropFirst().first)
        for (text, found) in [("", nil), ("hello", nil), (key, "a private key in line 1")] as [(String, String?)] {
            let error = refusal(of: text)
            #expect(error?.code == "no_certificate" && error?.hint?.contains("-inform der") == true)
            if let found { #expect(error?.sentence.contains(found) == true) }
            #expect(error?.sentence.contains(secret) == false)
        }
    }

    @Test func `one that is broken refuses all, by its line and without its content`() throws {
        let whole = try workshop.authority("/CN=Root").pem
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        let damaged = lines.enumerated().map { $0 == 3 ? String($1.reversed()) : String($1) }.joined(separator: "\n")
        let cutOff = lines.dropLast(2).joined(separator: "\n")
        let noBase64 = "-----BEGIN CERTIFICATE-----\nno base64!\n-----END CERTIFICATE-----\n"
        let noDER =
            "-----BEGIN CERTIFICATE-----\n\(Data("hello".utf8).base64EncodedString())\n-----END CERTIFICATE-----\n"
        let line = lines.count
        for (broken, words) in [
            (damaged, "damaged"), (cutOff, "cut off"), (noBase64, "not Base64"), (noDER, "not the DER"),
        ] {
            let error = refusal(of: whole + broken)
            #expect(error?.kind == .invalid, "\(words)")
            #expect(error?.sentence.contains("line \(line)") == true, "\(error?.sentence ?? "")")
            #expect(error?.sentence.contains(words) == true, "\(error?.sentence ?? "")")
        }
    }

    @Test func `one that was cut off before the next begins is told by its own line`() throws {
        let pem = try workshop.authority("/CN=Root").pem
        let cut = pem.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n"
        #expect(refusal(of: cut + pem)?.sentence.contains("line 1, that has no END line") == true)
    }

    @Test(arguments: ["rsa:1024", "ec:secp256k1", "ed448"])
    func `a key that cannot be read is told`(key: String) throws {
        let made = try workshop.authority("/CN=Old", key: key)
        let sentence = try #require(refusal(of: made.pem)?.sentence)
        #expect(sentence.contains("line 1"))
        #expect(sentence.contains("2048") || sentence.contains("not supported"), "\(sentence)")
    }

    @Test func `a huge certificate is refused, a huge number of them too`() throws {
        let root = try workshop.authority("/CN=Root")
        let names = (0..<4000).map { "DNS:host-\($0).example.com" }.joined(separator: ",")
        let huge = try workshop.leaf("/CN=huge", by: root, sans: names)
        #expect(refusal(of: huge.pem)?.sentence.contains("larger than 64 KiB") == true)
        let many = String(repeating: "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n", count: 1001)
        #expect(refusal(of: many)?.sentence.contains("1001 certificates") == true)
        let large = try workshop.leaf(
            "/CN=large", by: root, sans: names.split(separator: ",")[..<1000].joined(separator: ","))
        #expect(try CertificateFile(pem: large.pem).chains.first?.leaf.sans.count == 1000)
    }

    @Test func `text that a terminal would obey is escaped`() throws {
        let made = try workshop.authority("/O=a\u{1B}[31mb/CN=x\ty")
        let leaf = try #require(try CertificateFile(pem: made.pem).chains.first?.leaf)
        #expect(leaf.subject == #"CN=x\09y,O=a\1b[31mb"#)
        #expect(leaf.name == #"x\09y"#)
    }

    @Test func `no bytes make it trap`() throws {
        let whole = try workshop.der(workshop.authority("/CN=Root", key: "rsa:2048"))
        var generator = SystemRandomNumberGenerator()
        for index in 0..<2000 {
            var bytes = Array(whole)
            if index % 3 == 0 { bytes = Array(bytes.prefix(Int.random(in: 1..<bytes.count, using: &generator))) }
            for _ in 0..<(index % 5) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? ParsedCertificate(der: bytes)
        }
    }
}
