// Checking a chain, row by row, against its head and its checkpoints.

/// Checks a stream of rows. Feed it the checkpoints and the rows in order, then ask for the report.
///
/// Every row's bytes are hashed again, in the chain's way and in the tree's. The costly part, ``RowDigest``, depends on
/// one row alone and may be made on other threads; what is left is a few comparisons and about one node of the tree.
public struct ChainCheck: Sendable {
    /// The most breaks that are listed; the rest are counted.
    public static let mostBreaks = 1000

    /// Where the chain begins: at its first row, or after rows that were archived.
    public struct Start: Sendable, Equatable {
        /// The hash of the row before the first one.
        public var hash: Hash
        /// The tree over the rows before the first one.
        public var tree: CompactRange

        public init(hash: Hash, tree: CompactRange) {
            self.hash = hash
            self.tree = tree
        }

        /// The beginning of a chain.
        public init(of chain: AuditChainName) {
            self.init(hash: chain.genesis, tree: CompactRange())
        }
    }

    let origin: String
    let keys: [VerifierKey]
    private let start: Start
    /// Whether the start is to be believed: it is the chain's beginning, or a row tells that what was before was archived.
    private var startIsTold: Bool

    // The chain.
    var breaks: [ChainBreak] = []
    var breakCount: UInt64 = 0
    var firstBadRow: UInt64?
    private var rows: UInt64 = 0
    private var lastSeq: UInt64
    private var lastHash: Hash
    /// The last row's hash as its bytes give it, where that differs from what is stored.
    private var lastTrueHash: Hash
    // The tree; once rows are missing their places are unknown, and nothing after them can be compared.
    private var tree: CompactRange
    private var treeIsWhole = true

    private var kinds: Set<ChainBreak.Kind> = []
    // Checkpoints that wait for their row, the smallest last once they are sorted.
    private var waiting: [Anchor] = []
    private var waitingIsSorted = true
    private var rootsDiffer = false
    private var signedRootsDiffer = false
    private var provenSize: UInt64?

    // The nodes of the tree as they are stored, until the rows give them.
    private var storedNodes: [TreeNode: Hash] = [:]

    /// A check of one chain. Without keys, checkpoints are compared with the rows, and vouch for nothing.
    ///
    /// - Parameter mayBeginAnywhere: An archive's rows begin where the archive before it ended. Everywhere else a row must tell
    ///   that what stood before the start was archived.
    public init(origin: String, keys: [VerifierKey], start: Start, mayBeginAnywhere: Bool = false) {
        self.origin = origin
        self.keys = keys
        self.start = start
        startIsTold = mayBeginAnywhere || start.tree.size == 0
        lastSeq = start.tree.size
        lastHash = start.hash
        lastTrueHash = start.hash
        tree = start.tree
    }

    /// Adds a row.
    public mutating func add(_ row: LoggedRow, _ buffer: inout RowBytes) {
        row.write(to: &buffer)
        add(RowDigest(buffer, seq: row.seq, previousHash: row.previousHash, storedHash: row.hash))
    }

    /// Adds a row that has been hashed.
    public mutating func add(_ row: RowDigest) {
        compareWaiting()
        rows += 1
        let follows = row.seq == lastSeq &+ 1
        if !follows {
            report(.sequenceGap, at: row.seq)
            blame(row.seq > lastSeq ? lastSeq &+ 1 : row.seq)
            treeIsWhole = false
        }
        let isItself = row.hash == row.storedHash && row.isWellFormed
        if !isItself {
            report(.hashMismatch, at: row.seq)
            blame(row.seq)
        }
        // Where the row before bears a wrong hash, that is its own fault and has been told.
        if follows, row.previousHash != lastHash, row.previousHash != lastTrueHash {
            report(.linkBroken, at: row.seq)
            blame(row.seq)
        }
        if treeIsWhole { grow(with: row) }
        if isItself, let archive = row.archive { hear(archive) }
        lastSeq = row.seq
        lastHash = row.storedHash
        lastTrueHash = row.hash
    }

    /// Adds a row whose number is no number, so that it has no place: it counts as row 0.
    public mutating func addRowWithoutNumber() {
        compareWaiting()
        rows += 1
        report(.sequenceGap, at: 0)
        report(.hashMismatch, at: 0)
        blame(0)
        treeIsWhole = false
        lastSeq = 0
    }

    /// A row that tells of the archive that ends where the rows begin makes the start a thing to be believed.
    private mutating func hear(_ archive: ArchiveMark) {
        guard archive.lastSeq == start.tree.size else { return }
        let chain = AuditChainName(AuditOrigin(parsing: origin)?.chain ?? origin)
        if archive.genesis == chain.genesis { startIsTold = true }
    }

    mutating func report(_ kind: ChainBreak.Kind, at seq: UInt64?) {
        breakCount += 1
        kinds.insert(kind)
        if breaks.count < Self.mostBreaks { breaks.append(ChainBreak(kind, at: seq)) }
    }

    private mutating func blame(_ seq: UInt64) {
        firstBadRow = min(firstBadRow ?? seq, seq)
    }
}

// The stored tree.
extension ChainCheck {
    /// Tells of a node over 256 leaves, or 256^2 and so on, as the database keeps it; it is compared once the rows give it.
    /// Leaves are compared where rows are hashed (``RowDigest/isUnlikeStoredLeaf``).
    public mutating func expect(_ node: TreeNode, _ hash: Hash) {
        storedNodes[node] = hash
    }

    private mutating func grow(with row: RowDigest) {
        var differs = row.isUnlikeStoredLeaf
        // Nodes that are stored apart from leaves stand over 256 of them, or over 256 of such nodes, and so on.
        if storedNodes.isEmpty || !(tree.size + 1).isMultiple(of: 256) {
            tree.append(row.leafHash)
        } else {
            var stored: [TreeNode: Hash] = [:]
            swap(&stored, &storedNodes)
            tree.append(row.leafHash) { node, hash in
                if let known = stored.removeValue(forKey: node), known != hash { differs = true }
            }
            swap(&stored, &storedNodes)
        }
        if differs { reportRoots(at: row.seq) }
    }
}

// Checkpoints.
extension ChainCheck {
    /// Something that tells of the tree at a size.
    struct Anchor: Sendable {
        var size: UInt64
        var root: Hash
        var isTrusted: Bool
    }

    /// Adds a checkpoint as it was kept, before the rows after its size; one that comes later cannot be compared any
    /// more, which is reported.
    public mutating func add(checkpoint text: String) {
        guard let signed = try? SignedCheckpoint(parsing: text) else { return report(.badCheckpoint, at: nil) }
        add(signed)
    }

    /// Adds a checkpoint that a database keeps under a size; it must be of that size.
    public mutating func add(checkpoint text: String, keptAs size: Int64?) {
        guard let signed = try? SignedCheckpoint(parsing: text) else { return report(.badCheckpoint, at: nil) }
        guard let size, UInt64(exactly: size) == signed.checkpoint.size else {
            return report(.badCheckpoint, at: signed.checkpoint.size)
        }
        add(signed)
    }

    public mutating func add(_ signed: SignedCheckpoint) {
        let checkpoint = signed.checkpoint
        let isOurs = checkpoint.origin.utf8.elementsEqual(origin.utf8)
        let logKeys = keys.filter { $0.type == .ed25519 && $0.name.utf8.elementsEqual(origin.utf8) }
        let isTrusted = (try? signed.note.verified(by: logKeys)) != nil
        guard isOurs, isTrusted || keys.isEmpty else { return report(.badCheckpoint, at: checkpoint.size) }
        // What was archived is checked with its archive.
        if checkpoint.size < start.tree.size { return }
        guard checkpoint.size >= lastSeq || !treeIsWhole else { return report(.badCheckpoint, at: checkpoint.size) }
        waiting.append(Anchor(size: checkpoint.size, root: checkpoint.root, isTrusted: isTrusted))
        waitingIsSorted = waiting.count == 1
    }

    /// Compares the tree as it is now with the checkpoints of its size.
    private mutating func compareWaiting() {
        if !waitingIsSorted {
            waiting.sort { $0.size > $1.size }
            waitingIsSorted = true
        }
        while treeIsWhole, let anchor = waiting.last, anchor.size == tree.size {
            waiting.removeLast()
            compare(anchor)
        }
    }

    private mutating func compare(_ anchor: Anchor) {
        if anchor.root == tree.root {
            if anchor.isTrusted { provenSize = anchor.size }
            return
        }
        signedRootsDiffer = true
        reportRoots(at: anchor.size)
    }

    /// Once the trees differ they differ for ever; only the first place says something.
    private mutating func reportRoots(at size: UInt64) {
        if !rootsDiffer { report(.rootMismatch, at: size) }
        rootsDiffer = true
    }
}

// The end.
extension ChainCheck {
    /// What the database keeps of a chain's end apart from its rows.
    public enum Head: Sendable, Equatable {
        /// There is none to compare with, as in an export.
        case unknown
        /// It should be there, and is not.
        case missing
        /// It is there, and is no head.
        case damaged
        case record(seq: UInt64, hash: Hash, root: Hash?)
    }

    /// The outcome, after the last row.
    public mutating func report(head: Head) -> ChainReport {
        compareWaiting()
        if !startIsTold {
            report(.sequenceGap, at: 1)
            blame(1)
        }
        let known = compare(head)
        if let newest = waiting.first, newest.size > max(lastSeq, known) { report(.rolledBack, at: newest.size) }
        let proven = provenRange
        let vouched = max(provenSize ?? start.tree.size, start.tree.size)
        return ChainReport(
            rows: rows, breaks: breaks, breakCount: breakCount, firstBadRow: firstBadRow, proven: proven,
            unanchoredRows: lastSeq > vouched ? lastSeq - vouched : 0, verdict: verdict(vouched: vouched),
            lastSeq: lastSeq, lastHash: lastHash)
    }

    /// Compares the end with the head; the answer is the last row that the head knows of.
    private mutating func compare(_ head: Head) -> UInt64 {
        switch head {
        case .unknown: return 0
        case .missing:
            if lastSeq > 0 { reportRoots(at: 0) }
            return 0
        case .damaged:
            reportRoots(at: lastSeq)
            return 0
        case .record(let seq, let hash, let root):
            if seq > lastSeq {
                report(.truncated, at: lastSeq &+ 1)
                blame(lastSeq &+ 1)
            } else if seq < lastSeq || (hash != lastHash && hash != lastTrueHash)
                || (treeIsWhole && root != nil && root != tree.root)
            {
                reportRoots(at: seq)
            }
            return seq
        }
    }

    /// What a checkpoint vouches for, up to the first row that is wrong.
    private var provenRange: ClosedRange<UInt64>? {
        guard let provenSize else { return nil }
        let first = start.tree.size + 1
        let last = min(provenSize, max(firstBadRow ?? .max, 1) - 1)
        return first <= last ? first...last : nil
    }

    private func verdict(vouched: UInt64) -> ChainVerdict {
        if !kinds.isDisjoint(with: [.hashMismatch, .linkBroken, .sequenceGap]) { return .edited }
        if signedRootsDiffer || kinds.contains(.badCheckpoint) { return .forged }
        if kinds.contains(.truncated) || kinds.contains(.rolledBack) { return .truncated }
        if kinds.contains(.rootMismatch) { return .edited }
        if provenSize == nil { return .cannotTell }
        return vouched == lastSeq ? .intact : .unanchoredTail
    }
}
