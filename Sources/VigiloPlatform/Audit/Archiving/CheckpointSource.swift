// Who signs what an archive leaves behind.

public import VigiloAudit

/// Signs the tree of a chain at the size at which an archive ends.
public protocol CheckpointSource: Sendable {
    /// The origin of a chain's checkpoints.
    func origin(of chain: String) async throws -> String

    /// The key that the chain's checkpoints are checked with.
    func verifierKey(of chain: String) async throws -> VerifierKey

    /// The signed checkpoint of the tree with this size and root; it is kept like any other.
    func checkpoint(at size: UInt64, root: Hash, of chain: String) async throws -> SignedCheckpoint
}
