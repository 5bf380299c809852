// What a log and its witness say to each other, by C2SP tlog-witness: bodies only, no HTTP.

/// The body of `add-checkpoint`: a checkpoint, and the proof that it continues the one that the witness has.
public struct WitnessRequest: Sendable, Hashable {
    /// The size of the checkpoint that the log believes the witness saw last.
    public let oldSize: UInt64
    public let proof: [Hash]
    public let checkpoint: SignedCheckpoint

    /// The most bytes that are read.
    public static let mostBytes = SignedNote.mostBytes + 4096

    public init(oldSize: UInt64, proof: [Hash], checkpoint: SignedCheckpoint) {
        self.oldSize = oldSize
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Reads a body. Whether its sizes and its proof are right is for ``MerkleTree`` and the witness to say.
    public init(parsing text: String) throws(AuditFormatError) {
        guard text.utf8.count <= Self.mostBytes else { throw AuditFormatError("The request is too large.") }
        var lines = LineReader(text)
        guard let line = lines.next(), line.hasPrefix("old "), let oldSize = Decimal.number(line.dropFirst(4)) else {
            throw AuditFormatError("The first line must read 'old N'.")
        }
        let proof = try lines.hashes()
        let checkpoint = try SignedCheckpoint(parsing: lines.rest)
        self.init(oldSize: oldSize, proof: proof, checkpoint: checkpoint)
    }

    public var text: String {
        (["old \(oldSize)"] + proof.map(\.base64) + [""]).map { $0 + "\n" }.joined() + checkpoint.note.fullText
    }
}

/// What a witness answers.
public enum WitnessAnswer {
    /// The body of 200: the cosignatures.
    public static func text(_ signatures: [NoteSignature]) -> String {
        signatures.map(\.line).joined()
    }

    /// Reads the body of 200.
    public static func signatures(parsing text: String) throws(AuditFormatError) -> [NoteSignature] {
        try NoteSignature.lines(parsing: text)
    }

    /// The media type of 409's body.
    public static let sizeMediaType = "text/x.tlog.size"

    /// The body of 409: the size that the witness has.
    public static func text(size: UInt64) -> String { "\(size)\n" }

    /// Reads the body of 409; nil if it is no size.
    public static func size(parsing text: String) -> UInt64? {
        guard text.utf8.last == UInt8(ascii: "\n") else { return nil }
        return Decimal.number(text.dropLast())
    }
}
