// The checkpoints of a chain, for callers: the newest, a new one, and all of them.

public import VigiloAudit
import VigiloStore

/// What is signed of a chain, and how much of it is not.
public struct CheckpointReport: Sendable {
    public var checkpoint: SignedCheckpoint
    /// From the size that was asked for to the checkpoint's; nil if none was asked for, or one beyond the checkpoint.
    public var consistency: [Hash]?
    /// The key that signs the chain.
    public var key: VerifierKey
    /// Rows after the checkpoint.
    public var unanchoredRows: Int64
    /// How long the first of them has stood there.
    public var unanchoredSeconds: Int64
    /// Why nothing more is signed; nil: it is.
    public var inconsistency: AuditInconsistency?
}

extension Audit {
    /// The newest checkpoint of a chain. Every member of the workspace may know it, and everybody the platform's: it tells a
    /// size and a hash.
    ///
    /// - Parameters:
    ///   - size: From where a consistency proof is wanted; nil: none is.
    ///   - slug: nil for the platform's chain.
    public func checkpoint(
        consistentFrom size: UInt64? = nil, in slug: String?, by caller: Caller
    ) async throws -> CheckpointReport {
        let signer = try signing
        return try await records.read { transaction in
            try Self.report(on: try Self.visible(slug, by: caller, transaction), from: size, signer, transaction)
        }
    }

    /// Signs what the chain has now. A workspace's needs `audit.read`, the platform's `audit.read_all`.
    public func sealNow(_ slug: String?, by caller: Caller) async throws -> CheckpointReport {
        let signer = try signing
        let chain = try await records.read { try Self.readable(slug, by: caller, $0).chain }
        _ = try await signer.sealed(chain)
        return try await records.read { try Self.report(on: chain, from: nil, signer, $0) }
    }

    /// Signs what a chain has now, for those who archive or export it.
    func seal(_ chain: AuditChain) async throws -> SignedCheckpoint {
        try await signing.sealed(chain)
    }

    /// The key that checks what is signed of a chain, as a vkey; for those who may know the chain's checkpoint.
    public func verifierKey(_ slug: String?, by caller: Caller) async throws -> VerifierKey {
        let signer = try signing
        return try await records.read { transaction in
            try signer.verifierKey(of: try Self.visible(slug, by: caller, transaction), transaction)
        }
    }

    /// The stored checkpoints after a size, the smallest first, at most `limit` of them. Needs what reading the chain needs.
    public func checkpoints(
        after size: Int64, limit: Int = 500, in slug: String?, by caller: Caller
    ) async throws -> [(size: Int64, note: String)] {
        try await records.read { transaction in
            let chain = try Self.readable(slug, by: caller, transaction).chain
            return try transaction.rows(
                "SELECT size, note FROM audit_checkpoint WHERE chain = $1 AND size > $2 ORDER BY size LIMIT $3",
                .text(chain.name), .integer(size), .integer(Int64(limit))
            ).map { (try $0.integer("size"), try $0.text("note")) }
        }
    }

    var signing: AuditSigner {
        get throws(PlatformError) {
            guard let signer else { throw .signingOff }
            return signer
        }
    }

    /// The chain, if the caller may know how far it has come.
    static func visible(_ slug: String?, by caller: Caller, _ transaction: Transaction) throws -> AuditChain {
        guard let slug else { return .platform }
        return .workspace(try Permissions.check(.workspaceRead, in: slug, by: caller, transaction).id)
    }

    private static func report(
        on chain: AuditChain, from size: UInt64?, _ signer: AuditSigner, _ transaction: Transaction
    ) throws -> CheckpointReport {
        let inconsistency = signer.inconsistency(of: chain)
        guard let checkpoint = try chain.lastCheckpoint(transaction) else {
            throw inconsistency?.refusal ?? PlatformError.nothingSigned
        }
        let backlog = try AuditBacklog(of: chain, after: Int64(checkpoint.checkpoint.size), transaction)
        return CheckpointReport(
            checkpoint: checkpoint,
            consistency: try size.flatMap { size in
                try consistency(of: chain, from: size, to: checkpoint.checkpoint.size, transaction)
            },
            key: try signer.verifierKey(of: chain, transaction), unanchoredRows: backlog.rows,
            unanchoredSeconds: backlog.seconds(at: .now()), inconsistency: inconsistency)
    }

    /// nil where the log is smaller, or has lost what the proof is made of.
    static func consistency(
        of chain: AuditChain, from old: UInt64, to new: UInt64, _ transaction: Transaction
    ) throws -> [Hash]? {
        do {
            return try MerkleTree.consistencyProof(from: old, to: new) {
                try AuditTiles(chain: chain).node($0, transaction)
            }
        } catch let error as StoreError where error.kind == .corrupt {
            return nil
        }
    }
}
