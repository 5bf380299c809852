// Checkpoints, by C2SP tlog-checkpoint: what a log says about its tree.

/// The text of a checkpoint: which log, how many leaves, and their root.
public struct Checkpoint: Sendable, Hashable {
    /// The log's name, which is also its key's.
    public let origin: String
    public let size: UInt64
    public let root: Hash
    /// Further lines; Vigilo writes none and keeps those of others.
    public let extensions: [String]

    /// A checkpoint; the origin and every extension are one line that is not empty.
    public init(
        origin: String, size: UInt64, root: Hash, extensions: [String] = []
    ) throws(AuditFormatError) {
        for line in [origin] + extensions where line.isEmpty || line.utf8.contains(where: { $0 < 0x20 }) {
            throw AuditFormatError("A checkpoint's lines are not empty and have no control characters.")
        }
        guard size <= MerkleTree.greatestSize else { throw AuditFormatError("The checkpoint's size is out of range.") }
        guard size > 0 || root == MerkleTree.emptyRoot else {
            throw AuditFormatError("The checkpoint is of an empty tree, but its root is not the empty tree's.")
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note.
    public init(parsing text: String) throws(AuditFormatError) {
        guard text.utf8.last == UInt8(ascii: "\n") else { throw AuditFormatError("A checkpoint ends with a newline.") }
        let lines = text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 3, let size = Decimal.number(lines[1]), let root = Hash(base64: lines[2]) else {
            throw AuditFormatError("A checkpoint is an origin, a size and a root in base64, each on its line.")
        }
        try self.init(origin: lines[0], size: size, root: root, extensions: Array(lines[3...]))
    }

    /// The text that is signed.
    public var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// The checkpoint as a note with a log's signature.
    public func signed(by key: SignerKey) throws(AuditFormatError) -> SignedCheckpoint {
        var note = try SignedNote(text: text)
        try note.sign(with: key)
        return try SignedCheckpoint(note)
    }
}

/// A checkpoint with its signatures.
public struct SignedCheckpoint: Sendable, Hashable {
    public let checkpoint: Checkpoint
    public var note: SignedNote

    /// The checkpoint that a note's text is.
    public init(_ note: SignedNote) throws(AuditFormatError) {
        checkpoint = try Checkpoint(parsing: note.text)
        self.note = note
    }

    /// Reads a checkpoint with its signatures.
    public init(parsing text: String) throws(AuditFormatError) {
        try self.init(try SignedNote(parsing: text))
    }
}
