// Signatures of every kind of key that ssh-keygen makes.

import Foundation
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct SignatureTests {
    @Test(arguments: [
        ["-t", "ed25519"], ["-t", "ecdsa", "-b", "256"], ["-t", "ecdsa", "-b", "384"], ["-t", "ecdsa", "-b", "521"],
        ["-t", "rsa", "-b", "2048"], ["-t", "rsa", "-b", "3072"],
    ])
    func `a plugin signed by an allowed signer is taken in, with either hash function`(_ kind: [String]) async throws {
        let host = try await TrustHost()
        let signer = try await Signer(arguments: kind)
        try host.require(
            "# who may", "",
            "\"ada lovelace,ada@example.com\" namespaces=\"vigilo-*,git\",valid-after=\"20200101\" "
                + signer.publicKey)
        for hash in ["sha256", "sha512"] {
            try await signer.sign(host.file, options: ["-O", "hashalg=\(hash)"])
            #expect(try await host.scan()?.state == .active)
        }
        // One bit elsewhere, and it is refused.
        try TestFile.write(host.bytes.dropLast() + [host.bytes[host.bytes.count - 1] ^ 1], to: host.file)
        #expect(try await host.scan()?.refusal?.reason == .trustSignatureInvalid)
    }

    @Test func `the log names who signed`() async throws {
        let host = try await TrustHost()
        let signer = try await Signer("-t", "ed25519")
        try host.require("ada@example.com \(signer.publicKey)")
        try await signer.sign(host.file)
        let test = try TestHost(otherDirectories: [host.directory], trust: host.trust)
        await test.host.scan()
        #expect(test.log.all.contains { $0.hasPrefix("info Plugin loaded") && $0.contains("signer=ada@example.com") })
    }

    @Test func `who signs is asked anew at every scan`() async throws {
        let host = try await TrustHost()
        let signer = try await Signer("-t", "ed25519")
        try await signer.sign(host.file)
        try host.require("# nobody yet")
        let test = try TestHost(otherDirectories: [host.directory], trust: host.trust)
        await test.host.scan()
        #expect(await test.host.plugin("good")?.refusal?.reason == .trustSignerNotAllowed)
        try host.require("ada \(signer.publicKey)")
        await test.host.scan()
        #expect(await test.host.plugin("good")?.state == .active)
    }

    @Test func `the line that a refusal proposes lets the plugin in`() async throws {
        let host = try await TrustHost()
        try await Signer("-t", "ed25519").sign(host.file)
        try host.require("")
        let sentence = try #require(try await host.scan()?.refusal?.sentence)
        try host.require(String(try #require(sentence.split(separator: "add the line: ").last)))
        #expect(try await host.scan()?.state == .active)
    }

    @Test func `a signature by one key does not pass for another's`() async throws {
        let host = try await TrustHost()
        let (ada, eve) = (try await Signer("-t", "ed25519"), try await Signer("-t", "ed25519"))
        try host.require("ada \(ada.publicKey)")
        try await eve.sign(host.file)
        // Eve's signature under Ada's key.
        let bytes = try #require(SSHArmour.bytes(of: try TestFile.bytes(of: host.file + ".sig")))
        let keys = try [ada, eve].map { signer in
            try #require(SSHArmour.base64(Array(signer.publicKey.split(separator: " ")[1].utf8)))
        }
        let forged = Data(Data(bytes).replacing(keys[1], with: keys[0])).base64EncodedString()
        try TestFile.write(
            "-----BEGIN SSH SIGNATURE-----\n\(forged)\n-----END SSH SIGNATURE-----\n".utf8, to: host.file + ".sig")
        #expect(try await host.scan()?.refusal?.reason == .trustSignatureInvalid)
    }
}
