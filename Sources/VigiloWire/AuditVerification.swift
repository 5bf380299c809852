// Bodies about checking the audit log.

/// Asks for a check.
public struct AuditVerifyBody: Codable, Sendable {
    /// Checkpoints that were kept elsewhere, as signed notes.
    public var checkpoints: [String]?
    /// Whether all chains are to be checked, not the installation's own alone.
    public var all: Bool?

    public init(checkpoints: [String]? = nil, all: Bool? = nil) {
        self.checkpoints = checkpoints
        self.all = all
    }
}

/// One line of a check's answer: how far it is, the outcome for a chain, or, last, what it comes to.
public struct AuditVerifyLineBody: Codable, Sendable, Equatable {
    public var progress: AuditVerifyProgressBody?
    public var chain: ChainReportBody?
    public var proof: ProofReportBody?
    public var summary: AuditVerifySummaryBody?

    public init(
        progress: AuditVerifyProgressBody? = nil, chain: ChainReportBody? = nil, proof: ProofReportBody? = nil,
        summary: AuditVerifySummaryBody? = nil
    ) {
        self.progress = progress
        self.chain = chain
        self.proof = proof
        self.summary = summary
    }
}

/// How far a check is.
public struct AuditVerifyProgressBody: Codable, Sendable, Equatable {
    public var origin: String
    /// The number of the chain among those that are checked, from 1.
    public var chain: Int
    public var chains: Int
    public var rows: UInt64
    public var totalRows: UInt64

    enum CodingKeys: String, CodingKey {
        case origin, chain, chains, rows
        case totalRows = "total_rows"
    }

    public init(origin: String, chain: Int, chains: Int, rows: UInt64, totalRows: UInt64) {
        self.origin = origin
        self.chain = chain
        self.chains = chains
        self.rows = rows
        self.totalRows = totalRows
    }
}

/// The outcome for one chain.
public struct ChainReportBody: Codable, Sendable, Equatable {
    public struct Break: Codable, Sendable, Equatable {
        /// `hash_mismatch`, `link_broken`, `sequence_gap`, `truncated`, `root_mismatch`, `bad_checkpoint` or `rolled_back`.
        public var kind: String
        /// The row, or the size that a checkpoint or the head tells of.
        public var seq: UInt64?

        public init(kind: String, seq: UInt64?) {
            self.kind = kind
            self.seq = seq
        }
    }

    /// The first and the last row that a trusted signature vouches for.
    public struct Range: Codable, Sendable, Equatable {
        public var first: UInt64
        public var last: UInt64

        public init(first: UInt64, last: UInt64) {
            self.first = first
            self.last = last
        }
    }

    public var origin: String
    /// The workspace's slug; absent for the installation's own chain, and where nobody knows it.
    public var workspace: String?
    /// `intact`, `edited`, `truncated`, `forged`, `unanchored_tail` or `cannot_tell`.
    public var verdict: String
    public var rows: UInt64
    public var seconds: Double
    public var rowsPerSecond: UInt64
    public var breakCount: UInt64
    /// The first thousand of them.
    public var breaks: [Break]
    public var firstBadRow: UInt64?
    public var proven: Range?
    public var unanchoredRows: UInt64
    /// Rows before the first one that was checked.
    public var archivedRows: UInt64
    public var lastSeq: UInt64
    public var lastHash: String
    /// Whether there was a key to check signatures with.
    public var hasKey: Bool

    enum CodingKeys: String, CodingKey {
        case origin, workspace, verdict, rows, seconds, breaks, proven
        case rowsPerSecond = "rows_per_second"
        case breakCount = "break_count"
        case firstBadRow = "first_bad_row"
        case unanchoredRows = "unanchored_rows"
        case archivedRows = "archived_rows"
        case lastSeq = "last_seq"
        case lastHash = "last_hash"
        case hasKey = "has_key"
    }

    public init(
        origin: String, workspace: String?, verdict: String, rows: UInt64, seconds: Double, breakCount: UInt64,
        breaks: [Break], firstBadRow: UInt64?, proven: Range?, unanchoredRows: UInt64, archivedRows: UInt64,
        lastSeq: UInt64, lastHash: String, hasKey: Bool
    ) {
        self.origin = origin
        self.workspace = workspace
        self.verdict = verdict
        self.rows = rows
        self.seconds = (seconds * 1e6).rounded() / 1e6
        rowsPerSecond = seconds > 0 ? UInt64(Double(rows) / seconds) : 0
        self.breakCount = breakCount
        self.breaks = breaks
        self.firstBadRow = firstBadRow
        self.proven = proven
        self.unanchoredRows = unanchoredRows
        self.archivedRows = archivedRows
        self.lastSeq = lastSeq
        self.lastHash = lastHash
        self.hasKey = hasKey
    }
}

/// What a proof of one row comes to.
public struct ProofReportBody: Codable, Sendable, Equatable {
    public var isValid: Bool
    /// Why it does not hold.
    public var problem: String?
    public var origin: String
    /// The row's number.
    public var seq: UInt64
    /// The size of the tree that was signed.
    public var size: UInt64
    /// Whose signatures hold.
    public var signedBy: [String]
    /// The row, where the proof carries it: its action, target and time.
    public var action: String?
    public var targetType: String?
    public var targetID: String?
    public var createdAt: String?

    enum CodingKeys: String, CodingKey {
        case problem, origin, seq, size, action
        case isValid = "is_valid"
        case signedBy = "signed_by"
        case targetType = "target_type"
        case targetID = "target_id"
        case createdAt = "created_at"
    }

    public init(isValid: Bool, problem: String?, origin: String, seq: UInt64, size: UInt64, signedBy: [String]) {
        self.isValid = isValid
        self.problem = problem
        self.origin = origin
        self.seq = seq
        self.size = size
        self.signedBy = signedBy
    }
}

/// What a check comes to: its last line. An answer without it was cut off.
public struct AuditVerifySummaryBody: Codable, Sendable, Equatable {
    public var chains: Int
    public var rows: UInt64
    public var breakCount: UInt64
    public var seconds: Double

    enum CodingKeys: String, CodingKey {
        case chains, rows, seconds
        case breakCount = "break_count"
    }

    public init(chains: Int, rows: UInt64, breakCount: UInt64, seconds: Double) {
        self.chains = chains
        self.rows = rows
        self.breakCount = breakCount
        self.seconds = (seconds * 1e6).rounded() / 1e6
    }

    public init(of reports: [ChainReportBody]) {
        self.init(
            chains: reports.count, rows: reports.reduce(0) { $0 + $1.rows },
            breakCount: reports.reduce(0) { $0 + $1.breakCount }, seconds: reports.reduce(0) { $0 + $1.seconds })
    }
}
