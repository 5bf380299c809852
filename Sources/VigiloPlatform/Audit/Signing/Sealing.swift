// One look at a chain: does it continue what was signed of it, and what is to be signed now?

import VigiloAudit
import VigiloStore

/// The checkpoint of all rows of a chain, and where it is kept already.
struct Sealing {
    let checkpoint: SignedCheckpoint
    let isInFile: Bool
    let isStored: Bool

    /// - Parameter last: The last checkpoint of the file. What is signed continues it, and what is stored.
    init(
        of chain: AuditChain, as origin: AuditOrigin, after last: SignedCheckpoint?, by key: SignerKey,
        _ transaction: Transaction
    ) throws {
        let stored = try chain.lastCheckpoint(transaction)
        let head = try Self.head(
            of: chain, transaction, signed: [last, stored].compactMap { $0?.checkpoint.size }.max())
        let (size, root) = (head?.tree.size ?? 0, head?.tree.root ?? MerkleTree.emptyRoot)
        let tiles = AuditTiles(chain: chain)
        for known in [last, stored] {
            guard let known = known?.checkpoint else { continue }
            guard known.size <= size else { throw AuditInconsistency.rolledBack(chain, from: known.size, to: size) }
            do {
                let proof = try MerkleTree.consistencyProof(from: known.size, to: size) {
                    try tiles.node($0, transaction)
                }
                let continues = MerkleTree.isConsistent(
                    from: known.size, known.root, to: size, root, proof: proof ?? [])
                guard continues else { throw AuditInconsistency.rewritten(chain, at: known.size) }
            } catch let error as StoreError where error.kind == .corrupt {
                throw AuditInconsistency.rewritten(chain, at: known.size, cause: error.sentence)
            }
        }
        guard size > 0 else { throw PlatformError.nothingSigned }
        // One by a former key counts as it is for what it says, and is no signature of now.
        if let stored, stored.checkpoint.size == size, (try? stored.note.verified(by: [key.verifier])) != nil {
            (checkpoint, isInFile, isStored) = (stored, true, true)
        } else if let last, last.checkpoint.size == size {
            // A crash between the file and the database.
            (checkpoint, isInFile, isStored) = (last, true, false)
        } else {
            checkpoint = try Checkpoint(origin: origin.text, size: size, root: root).signed(by: key)
            (isInFile, isStored) = (false, false)
        }
    }

    private static func head(
        of chain: AuditChain, _ transaction: Transaction, signed: UInt64?
    ) throws -> AuditHead? {
        do {
            return try AuditHead.find(chain, transaction)
        } catch let error where error.kind == .corrupt {
            guard let signed else { throw error }
            throw AuditInconsistency.rewritten(chain, at: signed, cause: error.sentence)
        }
    }
}

extension PlatformError {
    /// There is no row, so there is nothing that a signature could be under.
    static var nothingSigned: PlatformError {
        PlatformError(
            .notFound, code: "checkpoint_missing", "Nothing has been signed of this audit log yet.",
            hint: "To sign what it has now: vigilo audit checkpoint")
    }

    /// The daemon was put together without a key; only tests do that.
    static var signingOff: PlatformError {
        PlatformError(.unavailable, code: "audit_unsigned", "This daemon signs nothing of its audit log.")
    }
}
