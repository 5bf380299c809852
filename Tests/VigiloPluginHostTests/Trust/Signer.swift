// Signs with the real ssh-keygen.

import Foundation
import TestPrograms
import VigiloPluginHost

/// A key that ssh-keygen made, and what it signs.
struct Signer: Sendable {
    let folder: TemporaryFolder
    var privateKey: String { folder.path("key") }
    /// `KIND KEY COMMENT`, as in the .pub file.
    let publicKey: String

    init(_ arguments: String...) async throws {
        try await self.init(arguments: arguments)
    }

    init(arguments: [String]) async throws {
        folder = try TemporaryFolder("signer")
        try await TestProgram.succeedAside(
            "ssh-keygen", ["-q", "-N", "", "-C", "test"] + arguments + ["-f", folder.path("key")])
        publicKey = String(decoding: try TestFile.bytes(of: folder.path("key.pub")), as: UTF8.self)
            .trimmingCharacters(in: .newlines)
    }

    /// Writes FILE.sig.
    func sign(_ file: String, namespace: String = "vigilo-plugin", options: [String] = []) async throws {
        try? FileManager.default.removeItem(atPath: file + ".sig")
        try await TestProgram.succeedAside(
            "ssh-keygen", ["-q", "-Y", "sign", "-n", namespace, "-f", privateKey] + options + [file])
    }
}

extension TrustHost {
    /// Requires signatures, by whoever the lines name.
    func require(_ lines: String...) throws {
        let path = folder.path("allowed_signers")
        try TestFile.write(lines.joined(separator: "\n").utf8, to: path)
        trust.requiresSignature = true
        trust.allowedSigners = path
    }
}
