// Proofs that carry the row that they prove.

extension LogProof {
    /// The proof of a row, with the row's bytes in it.
    public init(row: LoggedRow, path: [Hash], checkpoint: SignedCheckpoint) {
        self.init(extra: row.hashedBytes.bytes, index: row.seq &- 1, path: path, checkpoint: checkpoint)
    }

    /// The row that the proof carries, and the signatures that vouch for it, once all of it has been checked.
    public func verifiedRow(keys: [VerifierKey]) throws -> (row: LoggedRow, signatures: [SignedNote.Verified]) {
        guard let extra, let row = LoggedRow(hashedBytes: extra) else {
            throw AuditFormatError("The proof carries no row of an audit log.")
        }
        let signatures = try verify(leaf: MerkleTree.leafHash(extra), keys: keys)
        guard row.seq == index + 1 else {
            throw AuditFormatError("The row's number is \(row.seq), and it stands at index \(index).")
        }
        return (row, signatures)
    }
}
