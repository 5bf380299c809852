// Proofs for callers: that a row is in the log, and that a log continues itself.

public import VigiloAudit
import VigiloStore

extension Audit {
    /// The proof that a row is in its chain, with the row in it, against the newest checkpoint; one is signed if the row stands
    /// after it. Needs what reading the chain needs.
    ///
    /// - Parameters:
    ///   - row: Its number, or its id.
    ///   - slug: nil for the platform's chain.
    public func proof(of row: String, in slug: String?, by caller: Caller) async throws -> LogProof {
        let signer = try signing
        let (chain, seq) = try await records.read { transaction in
            let (chain, name) = try Self.readable(slug, by: caller, transaction)
            return (chain, try Self.number(of: row, in: chain, of: name, transaction))
        }
        if let proof = try await records.read({ try Self.proof(of: seq, in: chain, $0) }) { return proof }
        _ = try await signer.sealed(chain)
        guard let proof = try await records.read({ try Self.proof(of: seq, in: chain, $0) }) else {
            throw PlatformError.nothingSigned
        }
        return proof
    }

    /// The proof that the log of the new size began as the log of the old size. Everybody may have it who may know the
    /// checkpoints.
    public func consistency(
        from old: UInt64, to new: UInt64, in slug: String?, by caller: Caller
    ) async throws -> [Hash] {
        try await records.read { transaction in
            let chain = try Self.visible(slug, by: caller, transaction)
            let size = UInt64(try chain.size(transaction))
            guard old <= new, new <= size else {
                throw PlatformError(
                    .invalid, code: "invalid_input",
                    "There is no proof from \(old) to \(new) rows: the log has \(size).",
                    fields: [.init(field: "to", message: "must be at least 'from', and at most \(size)")])
            }
            guard let proof = try Self.consistency(of: chain, from: old, to: new, transaction) else {
                throw AuditInconsistency.rewritten(chain, at: new).refusal
            }
            return proof
        }
    }

    /// nil if no checkpoint covers the row.
    private static func proof(
        of seq: Int64, in chain: AuditChain, _ transaction: Transaction
    ) throws -> LogProof? {
        guard let checkpoint = try chain.lastCheckpoint(transaction), checkpoint.checkpoint.size >= UInt64(seq),
            let row = try chain.rows(after: seq - 1, to: seq, transaction).first
        else { return nil }
        let tiles = AuditTiles(chain: chain)
        let path = try MerkleTree.inclusionProof(of: UInt64(seq - 1), in: checkpoint.checkpoint.size) {
            try tiles.node($0, transaction)
        }
        return path.map { LogProof(row: row, path: $0, checkpoint: checkpoint) }
    }

    /// The number of a row that is there.
    private static func number(
        of row: String, in chain: AuditChain, of name: String, _ transaction: Transaction
    ) throws -> Int64 {
        let named = try transaction.first(
            "SELECT seq FROM audit_log WHERE chain = $1 AND id = $2", .text(chain.name), .text(row))
        guard let seq = try named?.integer("seq") ?? Int64(row), seq > 0 else {
            throw PlatformError(
                .notFound, code: "audit_row_not_found",
                "There is no row '\(row.prefix(60))' in the audit log of \(name).",
                hint: "List its rows with: vigilo audit list")
        }
        return try find(seq, in: chain, of: name, transaction).seq
    }
}
