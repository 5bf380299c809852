// A daemon that takes in signed plugins only, and none that others can write.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TrustTests {
    private func reasons(_ installation: Installation) async throws -> [String: String] {
        let listed = try await installation.vigilo("plugin", "list", "--json")
        return (listed.object["items"] as? [[String: Any]] ?? []).reduce(into: [:]) { reasons, item in
            guard let file = item["file"] as? String else { return }
            reasons[URL(fileURLWithPath: file).lastPathComponent] =
                item["reason"] as? String ?? item["state"] as? String
        }
    }

    private func sshKeygen(_ arguments: String...) throws {
        let process = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"), arguments: ["ssh-keygen", "-q"] + arguments)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test func `of plugins with and without a signature, the signed one is taken in`() async throws {
        let installation = try await Installation(examples: true)
        let key = installation.folder.appendingPathComponent("key").path
        let signers = installation.folder.appendingPathComponent("allowed_signers")
        try sshKeygen("-t", "ed25519", "-N", "", "-C", "test", "-f", key)
        let publicKey = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        try "ada@example.com namespaces=\"vigilo-plugin\" \(publicKey)".write(
            to: signers, atomically: true, encoding: .utf8)
        let names = Programs.examplePlugins.map(\.lastPathComponent)
        let signed = try #require(names.first { $0.contains("risk_math") })
        try sshKeygen(
            "-Y", "sign", "-n", "vigilo-plugin", "-f", key, installation.plugins.appendingPathComponent(signed).path)
        let flags = ["--require-signature", "--allowed-signers", signers.path]
        try await installation.withDaemon(arguments: flags) { _ in
            let reasons = try await reasons(installation)
            #expect(reasons[signed] == "active")
            let unsigned = reasons.values.filter { $0 == "trust.unsigned" || $0 == "version.incompatible" }
            #expect(unsigned.count == names.count - 1 && unsigned.contains("trust.unsigned"))
        }
    }

    @Test func `in a directory that everyone can write no plugin is taken in`() async throws {
        let installation = try await Installation(examples: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777], ofItemAtPath: installation.plugins.path)
        try await installation.withDaemon { _ in
            let reasons = try await reasons(installation)
            #expect(!reasons.isEmpty && !reasons.values.contains("active"))
            #expect(reasons.values.contains("trust.world_writable"))
        }
    }
}
