// Bodies about what is signed of the audit log.

/// The newest checkpoint of a log, and what has not been signed yet.
public struct CheckpointBody: Codable, Sendable, Equatable {
    /// A signed note (C2SP tlog-checkpoint).
    public var checkpoint: String
    public var origin: String
    public var size: UInt64
    /// The key that signs the log: NAME+KEYID+BASE64.
    public var vkey: String
    /// The hashes, in base64, that prove that the log continues the size that was asked for; absent where none was, or where
    /// there can be no proof.
    public var consistency: [String]?
    public var unanchoredRows: Int64
    public var unanchoredSeconds: Int64
    /// Why nothing more is signed; absent: it is.
    public var inconsistency: InconsistencyBody?

    enum CodingKeys: String, CodingKey {
        case checkpoint, origin, size, vkey, consistency, inconsistency
        case unanchoredRows = "unanchored_rows"
        case unanchoredSeconds = "unanchored_seconds"
    }

    public init(
        checkpoint: String, origin: String, size: UInt64, vkey: String, consistency: [String]?, unanchoredRows: Int64,
        unanchoredSeconds: Int64, inconsistency: InconsistencyBody?
    ) {
        self.checkpoint = checkpoint
        self.origin = origin
        self.size = size
        self.vkey = vkey
        self.consistency = consistency
        self.unanchoredRows = unanchoredRows
        self.unanchoredSeconds = unanchoredSeconds
        self.inconsistency = inconsistency
    }
}

/// A log that does not continue what was signed of it.
public struct InconsistencyBody: Codable, Sendable, Equatable {
    /// `rolled_back`, `rewritten`, `key_changed` or `checkpoints_damaged`.
    public var kind: String
    /// A workspace's id, or `platform`.
    public var chain: String
    public var sentence: String

    public init(kind: String, chain: String, sentence: String) {
        self.kind = kind
        self.chain = chain
        self.sentence = sentence
    }
}

/// The proof that a log of one size continues the log of a smaller one.
public struct ConsistencyBody: Codable, Sendable, Equatable {
    public var from: UInt64
    public var to: UInt64
    /// Hashes in base64.
    public var proof: [String]

    public init(from: UInt64, to: UInt64, proof: [String]) {
        self.from = from
        self.to = to
        self.proof = proof
    }
}

/// The keys that check what is signed.
public struct AuditKeyBody: Codable, Sendable, Equatable {
    public var origin: String
    /// Of the log: NAME+KEYID+BASE64.
    public var vkey: String
    /// Of this installation as a witness of other logs; absent: it is none.
    public var witness: String?

    public init(origin: String, vkey: String, witness: String?) {
        self.origin = origin
        self.vkey = vkey
        self.witness = witness
    }
}

/// How well the audit log is anchored: what is signed of it, and by whom.
public struct AuditStatusBody: Codable, Sendable, Equatable {
    /// A witness of the installation's logs.
    public struct Witness: Codable, Sendable, Equatable {
        public var name: String
        /// The logs whose newest checkpoint it has signed.
        public var signedLogs: Int
        /// Up to where it has signed the installation's own log; absent: nothing yet.
        public var installationSize: UInt64?
        /// Why it has not signed something.
        public var problem: String?

        enum CodingKeys: String, CodingKey {
            case name, problem
            case signedLogs = "signed_logs"
            case installationSize = "installation_size"
        }

        public init(name: String, signedLogs: Int, installationSize: UInt64?, problem: String?) {
            self.name = name
            self.signedLogs = signedLogs
            self.installationSize = installationSize
            self.problem = problem
        }
    }

    /// How many witnesses must have signed, and whether they have.
    public struct Quorum: Codable, Sendable, Equatable {
        public var needed: Int
        public var logs: Int
        /// The logs whose newest checkpoint too few have signed.
        public var logsWithout: Int
        public var isMet: Bool

        enum CodingKeys: String, CodingKey {
            case needed, logs
            case logsWithout = "logs_without"
            case isMet = "is_met"
        }

        public init(needed: Int, logs: Int, logsWithout: Int) {
            self.needed = needed
            self.logs = logs
            self.logsWithout = logsWithout
            isMet = logsWithout == 0
        }
    }

    /// Rows of all logs that stand after the last checkpoint of theirs.
    public var unanchoredRows: Int64
    public var unanchoredSeconds: Int64
    /// The log that the oldest of them is of: a workspace's slug, or `platform`. For platform admins.
    public var worst: String?
    public var inconsistencies: [InconsistencyBody]
    public var witnesses: [Witness]?
    public var quorum: Quorum?

    enum CodingKeys: String, CodingKey {
        case worst, inconsistencies, witnesses, quorum
        case unanchoredRows = "unanchored_rows"
        case unanchoredSeconds = "unanchored_seconds"
    }

    public init(
        unanchoredRows: Int64, unanchoredSeconds: Int64, worst: String?, inconsistencies: [InconsistencyBody],
        witnesses: [Witness]? = nil, quorum: Quorum? = nil
    ) {
        self.unanchoredRows = unanchoredRows
        self.unanchoredSeconds = unanchoredSeconds
        self.worst = worst
        self.inconsistencies = inconsistencies
        self.witnesses = witnesses
        self.quorum = quorum
    }
}

extension Path {
    /// What the paths of a witness begin with; the rest is C2SP tlog-witness.
    public static let witness = "/witness/"
    public static let witnessAddition = "\(witness)add-checkpoint"

    public static func auditCheckpoint(in slug: String?) -> String { "\(audit(in: slug))/checkpoint" }

    /// The newest checkpoint with the proof that it continues a size.
    public static func auditCheckpoint(in slug: String?, consistentFrom size: UInt64) -> String {
        "\(auditCheckpoint(in: slug))?from=\(size)"
    }

    public static func auditCheckpoints(in slug: String?) -> String { "\(audit(in: slug))/checkpoints" }

    public static func auditConsistency(in slug: String?) -> String { "\(audit(in: slug))/consistency" }

    public static func auditKey(in slug: String?) -> String { "\(audit(in: slug))/key" }

    /// - Parameter row: A row's number, or its id.
    public static func auditProof(of row: String, in slug: String?) -> String {
        "\(audit(in: slug))/\(encoded(row))/proof"
    }
}
