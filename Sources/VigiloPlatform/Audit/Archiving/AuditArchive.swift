// An archive: rows of a chain that lie in a file, and the entry that tells of it.

import VigiloStore

/// Rows of a chain that were moved to a file.
public struct AuditArchive: Sendable, Equatable {
    public var firstSeq: Int64
    public var lastSeq: Int64
    /// Its path in the data directory: `audit-archives/CHAIN/FIRST-LAST.jsonl`.
    public var file: String
    /// Of the file, in hexadecimal.
    public var sha256: String
    /// The file's size.
    public var bytes: Int64
    /// All of its rows are older than this.
    public var before: Timestamp
    public var createdAt: Timestamp
    /// The last row that has been removed from the database by now; those after it go in rounds.
    public var removedThrough: Int64

    public var rows: Int64 { lastSeq - firstSeq + 1 }
}

extension AuditArchive {
    private static let columns =
        "first_seq, last_seq, file, sha256, bytes, older_than, created_at, removed_through"

    init(_ row: Row) throws(StoreError) {
        firstSeq = try row.integer("first_seq")
        lastSeq = try row.integer("last_seq")
        file = try row.text("file")
        sha256 = try row.text("sha256")
        bytes = try row.integer("bytes")
        before = try row.timestamp("older_than")
        createdAt = try row.timestamp("created_at")
        removedThrough = try row.integer("removed_through")
    }

    func enter(in chain: AuditChain, _ transaction: Transaction) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO audit_archive (chain, \(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, .text(chain.name), .integer(firstSeq), .integer(lastSeq), .text(file), .text(sha256), .integer(bytes),
            .integer(before.microseconds), .integer(createdAt.microseconds), .integer(removedThrough))
    }

    /// The archives of a chain, the latest first.
    ///
    /// - Parameter seq: only those that end before it.
    static func list(
        _ chain: AuditChain, endingBefore seq: Int64 = .max, limit: Int, _ transaction: Transaction
    ) throws(StoreError) -> [AuditArchive] {
        try transaction.rows(
            """
            SELECT \(columns) FROM audit_archive WHERE chain = $1 AND last_seq < $2 ORDER BY last_seq DESC LIMIT $3
            """, .text(chain.name), .integer(seq), .integer(Int64(limit))
        ).map { row throws(StoreError) in try AuditArchive(row) }
    }

    /// The archive that a row lies in; nil: it lies in none.
    static func holding(
        _ seq: Int64, of chain: AuditChain, _ transaction: Transaction
    ) throws(StoreError) -> AuditArchive? {
        let row = try transaction.first(
            """
            SELECT \(columns) FROM audit_archive WHERE chain = $1 AND last_seq >= $2 AND first_seq <= $3
            ORDER BY last_seq LIMIT 1
            """, .text(chain.name), .integer(seq), .integer(seq))
        guard let row else { return nil }
        return try AuditArchive(row)
    }
}

/// Left by the transaction that enters an archive: its rows may be removed.
public struct AuditArchiveEntered: Sendable {}
