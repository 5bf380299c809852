// Good plugins that are not to be trusted, each in a directory of its own.

import Foundation
import Glibc
import VigiloExtensionPoints

@testable import VigiloPluginHost

/// A good plugin in a place or with a signature that makes it untrustworthy, and what its operator reads.
struct TrustSpecimen: Sendable, CustomStringConvertible {
    let description: String
    let reason: ReasonCode
    /// `FILE` stands for the plugin's path, `PLUGINS` for its directory, `FOLDER` for the one around it.
    let sentence: String
    /// What is done to the host that was made, once the good plugin is in its place.
    let spoil: @Sendable (TrustHost) async throws -> Void

    init(
        _ description: String, _ reason: ReasonCode, _ sentence: String,
        _ spoil: @escaping @Sendable (TrustHost) async throws -> Void
    ) {
        self.description = description
        self.reason = reason
        self.sentence = sentence
        self.spoil = spoil
    }

    static let all = places + lists + signatures

    /// The sentence with the real paths in it.
    func sentence(in host: TrustHost) -> String {
        sentence.replacing("FILE", with: host.file).replacing("PLUGINS", with: host.directory)
            .replacing("SUM", with: PluginContent(host.bytes).sha256)
            .replacing("FOLDER", with: host.folder.path)
    }
}

/// A plugin directory with one good plugin, and a policy that can still be changed.
final class TrustHost: @unchecked Sendable {
    // Tests use it from one task at a time.
    var trust = TrustPolicy()
    let folder: TemporaryFolder
    let directory: String
    let file: String
    let bytes: [UInt8]

    init() async throws {
        folder = try TemporaryFolder("trust")
        directory = try folder.folder("plugins")
        file = "\(directory)/good.so"
        bytes = try await Workshop.shared.build(Recipe("plugin"))
        try TestFile.write(bytes, to: file)
    }

    func setMode(_ mode: mode_t, of path: String) throws {
        guard chmod(path, mode) == 0 else { throw POSIXError(.EPERM) }
    }

    /// What becomes of the plugin.
    func scan() async throws -> PluginRecord? {
        let test = try TestHost(otherDirectories: [directory], trust: trust)
        await test.host.scan()
        return await test.host.plugins().first
    }
}
