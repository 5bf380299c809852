// The proof of one row, checked offline.

import VigiloAudit
import VigiloWire

struct ProofCheck {
    let file: String
    let keys: [VerifierKey]

    /// What the proof comes to. One that cannot be read is an error; one that does not hold is an outcome.
    func outcome() throws -> AuditVerifyLineBody {
        guard let (bytes, _) = try FileBytes.read(file, atMost: LogProof.mostBytes) else {
            throw KeptCheckpoints.missing(file)
        }
        let proof: LogProof
        do {
            proof = try LogProof(parsing: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw Failure(
                .invalid, code: "proof_unreadable", "\(file) is no proof: \(error.description)",
                hint: "vigilo audit prove writes one.")
        }
        let checkpoint = proof.checkpoint.checkpoint
        var body = ProofReportBody(
            isValid: false, problem: nil, origin: checkpoint.origin, seq: proof.index + 1, size: checkpoint.size,
            signedBy: [])
        do {
            let (row, signatures) = try proof.verifiedRow(keys: keys)
            body.isValid = true
            body.signedBy = signatures.map(\.key.name)
            (body.action, body.targetType, body.targetID) = (row.action, row.targetType, row.targetID)
        } catch {
            body.problem = "\(error)"
        }
        return AuditVerifyLineBody(proof: body)
    }
}
