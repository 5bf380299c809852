// The trust policy that the settings amount to, and what is said about it at the start.

import ArgumentParser
import Logging
import Testing
import VigiloPluginHost

@testable import vigilod

struct TrustSettingsTests {
    private func trust(_ flags: [String] = [], file: String = "") throws -> TrustPolicy {
        let folder = try TemporaryFolder()
        try folder.write(file, to: "c.toml")
        defer { withExtendedLifetime(folder) {} }
        return try Settings.gather(
            PlaceFlags.parse(["--config", folder.path("c.toml")]), RunFlags.parse(flags),
            environment: ["HOME": "/home/ada"], isRoot: false, workingDirectory: "/srv"
        ).trust
    }

    @Test func `by default owners are checked and nothing has to be signed`() throws {
        #expect(try trust() == TrustPolicy())
        #expect(TrustPolicy().checksOwners && !TrustPolicy().requiresSignature)
        #expect(TrustPolicy().allowedSigners == nil && TrustPolicy().allowedSHA256 == nil)
    }

    @Test func `flags require what the file does not`() throws {
        let trust = try trust(
            ["--require-signature", "--allowed-signers", "signers"], file: "trust.require_signature = false")
        #expect(trust.requiresSignature)
        #expect(trust.allowedSigners == "/srv/signers")
    }

    @Test func `the file requires what no flag says`() throws {
        let trust = try trust(
            file: """
                [trust]
                require_signature = true
                allowed_signers = "/etc/vigilo/signers"
                check_owners = false
                """)
        #expect(trust.requiresSignature && !trust.checksOwners)
        #expect(trust.allowedSigners == "/etc/vigilo/signers")
    }

    @Test func `signatures without signers are a mistake`() async {
        let failure = await failure { _ = try trust(["--require-signature"]) }
        #expect(failure?.status == .usage)
        #expect(failure?.sentence == "Plugins must be signed (trust.require_signature), and nothing says by whom.")
        #expect(failure?.hint?.contains("--allowed-signers") == true)
    }

    @Test func `a list of signers with mistakes keeps the daemon from starting, and all of them are told`() async throws
    {
        let folder = try TemporaryFolder()
        try folder.write("ada\nbob ssh-ed25519\n", to: "signers")
        try folder.setMode(0o600, of: "signers")
        var trust = TrustPolicy()
        trust.allowedSigners = folder.path("signers")
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        // Nobody asks for signatures, so nobody minds.
        try trust.checkAtStart(logger)
        trust.requiresSignature = true
        let failure = await failure { [trust] in try trust.checkAtStart(logger) }
        #expect(failure?.status == .usage)
        #expect(
            failure?.sentence == """
                \(folder.path("signers")):1: it has nothing where the kind of a key should be, such as ssh-ed25519.
                \(folder.path("signers")):2: the key is missing after 'ssh-ed25519'.
                """)
    }
}
