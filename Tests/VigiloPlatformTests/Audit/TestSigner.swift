// Signs checkpoints with a key that anybody could have.

import VigiloAudit

@testable import VigiloPlatform

struct TestSigner: CheckpointSource {
    func origin(of chain: String) -> String { AuditOrigin(installation: "test", chain: chain).text }

    func verifierKey(of chain: String) throws -> VerifierKey { try key(chain).verifier }

    func checkpoint(at size: UInt64, root: Hash, of chain: String) throws -> SignedCheckpoint {
        try Checkpoint(origin: origin(of: chain), size: size, root: root).signed(by: try key(chain))
    }

    private func key(_ chain: String) throws -> SignerKey {
        try SignerKey(name: origin(of: chain), type: .ed25519, seed: [UInt8](repeating: 7, count: 32))
    }
}
