// Signs the checkpoints of archives with the installation's audit key.

import Glibc
import VigiloAudit
import VigiloPlatform

/// The key of the installation's audit log: one seed, and a key of each chain's own name made of it.
struct ArchiveSigner: CheckpointSource {
    private let installation: String
    private let seed: [UInt8]

    static let seedBytes = 32

    /// Reads the seed, which is made where there is none.
    init(installation: String, in directory: DataDirectory) throws(Failure) {
        self.installation = installation
        let path = "\(directory.path)/audit.key"
        do {
            if !DataDirectory.exists(path) { try Self.make(at: path) }
            seed = try FileContents.read(path, limit: 64)
        } catch {
            throw Failure(.dataDirectory, "The audit key \(path) cannot be read or made: \(error).")
        }
        guard seed.count == Self.seedBytes else {
            throw Failure(
                .dataDirectory, "The audit key \(path) is damaged: it is not a file of \(Self.seedBytes) bytes.",
                hint: "Restore it from a backup.")
        }
    }

    func origin(of chain: String) -> String {
        AuditOrigin(installation: installation, chain: chain).text
    }

    func verifierKey(of chain: String) throws -> VerifierKey {
        try key(of: chain).verifier
    }

    func checkpoint(at size: UInt64, root: Hash, of chain: String) throws -> SignedCheckpoint {
        try Checkpoint(origin: origin(of: chain), size: size, root: root).signed(by: try key(of: chain))
    }

    private func key(of chain: String) throws -> SignerKey {
        try SignerKey(name: origin(of: chain), type: .ed25519, seed: seed)
    }

    private static func make(at path: String) throws(SystemError) {
        var generator = SystemRandomNumberGenerator()
        let seed = (0..<seedBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let draft = "\(path).new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        try FileContents.write(seed, to: descriptor)
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw .last }
    }
}
