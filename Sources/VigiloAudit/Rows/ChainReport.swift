// What checking a chain found.

/// Something wrong with a chain.
public struct ChainBreak: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The row's bytes do not give the hash that is stored with it.
        case hashMismatch = "hash_mismatch"
        /// The row does not follow the row before it.
        case linkBroken = "link_broken"
        /// Rows are missing before this one, or it stands twice or in the wrong place.
        case sequenceGap = "sequence_gap"
        /// The head tells of rows after the last one.
        case truncated
        /// The rows are not those that the head or a checkpoint tells of.
        case rootMismatch = "root_mismatch"
        /// A checkpoint that cannot be read, is of another log, or is not signed by a key that is trusted.
        case badCheckpoint = "bad_checkpoint"
        /// A checkpoint tells of more rows than the log has and its head knows of: it went back to an older state.
        case rolledBack = "rolled_back"
    }

    public let kind: Kind
    /// The row, or the size that a checkpoint or the head tells of; nil where a checkpoint could not be read.
    public let seq: UInt64?

    public init(_ kind: Kind, at seq: UInt64?) {
        self.kind = kind
        self.seq = seq
    }
}

/// What is to be thought of a chain.
public enum ChainVerdict: String, Sendable, CaseIterable {
    /// Every row is as it was when it was signed.
    case intact
    /// Rows were changed, put in or taken out, and do not fit each other or their head.
    case edited
    /// Rows at the end are missing.
    case truncated
    /// The rows fit each other and yet not what was signed; or what claims to be signed is not.
    case forged
    /// All that was signed is intact; rows after it fit, and nothing vouches for them yet.
    case unanchoredTail = "unanchored_tail"
    /// The rows fit each other, and nothing that was signed is there to compare them with.
    case cannotTell = "cannot_tell"
}

/// The outcome of a check.
public struct ChainReport: Sendable, Equatable {
    /// How many rows were read and hashed.
    public var rows: UInt64
    /// The breaks in the order in which they were found, at most ``ChainCheck/mostBreaks`` of them.
    public var breaks: [ChainBreak]
    /// How many breaks there are, listed or not.
    public var breakCount: UInt64
    /// The first row that is wrong or missing, as far as the rows themselves tell.
    public var firstBadRow: UInt64?
    /// The first and the last row that a trusted signature vouches for; nil if there is none.
    public var proven: ClosedRange<UInt64>?
    /// Rows at the end that nothing vouches for.
    public var unanchoredRows: UInt64
    public var verdict: ChainVerdict
    /// The last row's number, and its hash as it is stored.
    public var lastSeq: UInt64
    public var lastHash: Hash
}
