// What a log says to its witnesses, and what it keeps of their answers.

public import VigiloAudit
import VigiloStore

extension AuditSigner {
    /// The request to sign a checkpoint of a chain of this installation, for a witness that is at a size; nil if there is no
    /// proof from there: the witness has seen more than there is.
    public func witnessRequest(for checkpoint: SignedCheckpoint, from size: UInt64) async throws -> WitnessRequest? {
        guard let origin = AuditOrigin(parsing: checkpoint.checkpoint.origin) else { return nil }
        let proof = try await database.read { transaction in
            try Audit.consistency(
                of: AuditChain(name: origin.chain), from: size, to: checkpoint.checkpoint.size, transaction)
        }
        return proof.map { WitnessRequest(oldSize: size, proof: $0, checkpoint: checkpoint) }
    }

    /// Keeps the signatures of witnesses under a checkpoint, in the file and in the database. They have been checked.
    public func keep(_ signatures: [NoteSignature], under checkpoint: SignedCheckpoint) async throws {
        guard let origin = AuditOrigin(parsing: checkpoint.checkpoint.origin), !signatures.isEmpty else { return }
        try await onQueue { [self] in
            try add(signatures, to: checkpoint, of: AuditChain(name: origin.chain))
        }
    }
}
