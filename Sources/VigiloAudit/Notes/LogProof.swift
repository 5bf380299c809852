// Proofs that anybody can check offline, by C2SP tlog-proof: one file for one row.

/// A `.tlog-proof` file: where an entry stands, the way from it to the root, and the signed checkpoint.
public struct LogProof: Sendable, Hashable {
    /// What else the file carries; Vigilo puts the row's hashed bytes here. Not to be trusted before the proof has been
    /// checked with it.
    public let extra: [UInt8]?
    /// 0 for the first row.
    public let index: UInt64
    public let path: [Hash]
    public let checkpoint: SignedCheckpoint

    static let header = "c2sp.org/tlog-proof@v1"
    /// The most bytes that are read: a row with its largest values, in base64, and room for signatures.
    public static let mostBytes = 64 << 20

    public init(extra: [UInt8]?, index: UInt64, path: [Hash], checkpoint: SignedCheckpoint) {
        self.extra = extra
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads a proof.
    public init(parsing text: String) throws(AuditFormatError) {
        guard text.utf8.count <= Self.mostBytes else { throw AuditFormatError("The proof is too large.") }
        var lines = LineReader(text)
        guard lines.next() == Self.header else {
            throw AuditFormatError("The file is no proof: its first line is not '\(Self.header)'.")
        }
        var line = lines.next() ?? ""
        var extra: [UInt8]?
        if line.hasPrefix("extra ") {
            guard let bytes = Base64.bytes(line.dropFirst(6)) else {
                throw AuditFormatError("The proof's extra line is not base64.")
            }
            extra = bytes
            line = lines.next() ?? ""
        }
        guard line.hasPrefix("index "), let index = Decimal.number(line.dropFirst(6)) else {
            throw AuditFormatError("The proof has no line 'index N' where one must stand.")
        }
        let path = try lines.hashes()
        let checkpoint = try SignedCheckpoint(parsing: lines.rest)
        self.init(extra: extra, index: index, path: path, checkpoint: checkpoint)
    }

    /// The file's text.
    public var text: String {
        let head = [Self.header] + (extra.map { ["extra \(Base64.text($0))"] } ?? []) + ["index \(index)"]
        return (head + path.map(\.base64) + [""]).map { $0 + "\n" }.joined() + checkpoint.note.fullText
    }

    /// Checks everything: the log's signature under its own name, and the way from the leaf to the signed root.
    ///
    /// What it gives back are the signatures that hold, the witnesses' among them. Of the keys, one must be the log's:
    /// an Ed25519 key that bears the checkpoint's origin as its name.
    public func verify(leaf: Hash, keys: [VerifierKey]) throws -> [SignedNote.Verified] {
        let origin = checkpoint.checkpoint.origin
        let verified = try checkpoint.note.verified(by: keys)
        guard verified.contains(where: { $0.key.type == .ed25519 && $0.key.name.utf8.elementsEqual(origin.utf8) })
        else { throw NoteDistrust.noTrustedSignature }
        let included = MerkleTree.isIncluded(
            leaf, at: index, in: checkpoint.checkpoint.size, root: checkpoint.checkpoint.root, proof: path)
        guard included else {
            throw AuditFormatError("The entry is not at index \(index) of the tree that '\(origin)' signed.")
        }
        return verified
    }
}
