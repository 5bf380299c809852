// What is delivered at a time.

/// A row on its way out.
public struct DeliveredRow: Sendable, Equatable {
    /// Its place in the order in which rows of all chains were committed: 1, 2, 3 ...
    public var position: Int64
    /// A workspace's id, or `platform`.
    public var chain: String
    public var record: AuditRecord
}

/// A signed checkpoint on its way out.
public struct DeliveredCheckpoint: Sendable, Equatable {
    public var chain: String
    public var size: Int64
    /// The note, whole.
    public var note: String
}

/// Rows that follow each other, and checkpoints that were signed since.
public struct DeliveryBatch: Sendable, Equatable {
    public internal(set) var rows: [DeliveredRow] = []
    public internal(set) var checkpoints: [DeliveredCheckpoint] = []
    /// Where the next batch begins.
    public internal(set) var end: Int64

    /// In one batch: so many rows or so many bytes, whatever comes first.
    static let mostRows = 500
    static let mostBytes = 1 << 20
    static let mostCheckpoints = 100
}
