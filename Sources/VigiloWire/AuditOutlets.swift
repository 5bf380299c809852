// Bodies about the outlets of the audit log, and what a webhook's receiver gets.

/// How an outlet of the audit log is doing.
public struct AuditOutletBody: Codable, Sendable, Equatable {
    public var name: String
    /// `syslog` or `webhook`.
    public var kind: String
    /// Where the receiver is, without anything secret.
    public var address: String
    /// `idle`, `delivering` or `failing`.
    public var state: String
    /// The place of the last row that the receiver has taken, in the order of all rows of all logs.
    public var position: Int64
    public var rowsBehind: Int64
    public var lastTakenAt: String?
    public var lastError: String?
    public var nextTryAt: String?

    enum CodingKeys: String, CodingKey {
        case name, kind, address, state, position
        case rowsBehind = "rows_behind"
        case lastTakenAt = "last_taken_at"
        case lastError = "last_error"
        case nextTryAt = "next_try_at"
    }

    public init(
        name: String, kind: String, address: String, state: String, position: Int64, rowsBehind: Int64,
        lastTakenAt: String?, lastError: String?, nextTryAt: String?
    ) {
        self.name = name
        self.kind = kind
        self.address = address
        self.state = state
        self.position = position
        self.rowsBehind = rowsBehind
        self.lastTakenAt = lastTakenAt
        self.lastError = lastError
        self.nextTryAt = nextTryAt
    }
}

/// What a webhook's receiver gets: rows of all logs in the order in which they were committed.
public struct AuditBatchBody: Codable, Sendable {
    /// The places of the first and the last row; absent where there are checkpoints alone.
    public var firstPosition: Int64?
    public var lastPosition: Int64?
    public var rows: [AuditRowBody]
    public var checkpoints: [AuditCheckpointNoteBody]

    enum CodingKeys: String, CodingKey {
        case rows, checkpoints
        case firstPosition = "first_position"
        case lastPosition = "last_position"
    }

    public init(
        firstPosition: Int64?, lastPosition: Int64?, rows: [AuditRowBody], checkpoints: [AuditCheckpointNoteBody]
    ) {
        self.firstPosition = firstPosition
        self.lastPosition = lastPosition
        self.rows = rows
        self.checkpoints = checkpoints
    }
}

/// A signed checkpoint, as it is sent to receivers of rows.
public struct AuditCheckpointNoteBody: Codable, Sendable, Equatable {
    /// A workspace's id, or `platform`.
    public var chain: String
    public var size: Int64
    /// The signed note, whole.
    public var checkpoint: String

    public init(chain: String, size: Int64, checkpoint: String) {
        self.chain = chain
        self.size = size
        self.checkpoint = checkpoint
    }
}
