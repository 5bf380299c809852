// What is signed, for those who check chains and those who archive them.

public import VigiloAudit
import VigiloStore

extension AuditSigner {
    /// What chains are compared with when they are checked: this installation's keys, and the file of all checkpoints.
    var evidence: AuditEvidence {
        AuditEvidence(
            keys: { [seed] origin in
                (try? SignerKey(name: origin, type: .ed25519, seed: seed)).map { [$0.verifier] } ?? []
            }, file: path)
    }
}

extension AuditSigner: CheckpointSource {
    public func origin(of chain: String) async throws -> String {
        try await database.read { try self.origin(of: AuditChain(name: chain), $0).text }
    }

    public func verifierKey(of chain: String) async throws -> VerifierKey {
        try await database.read { try self.verifierKey(of: AuditChain(name: chain), $0) }
    }

    /// The checkpoint of a tree that the chain had once. It is signed only if the chain continues it, and all that was signed
    /// of the chain before.
    public func checkpoint(at size: UInt64, root: Hash, of chain: String) async throws -> SignedCheckpoint {
        try await onQueue { try self.signEarlier(size, root, of: AuditChain(name: chain)) }
    }
}
