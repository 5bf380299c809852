// Bodies about archives of the audit log.

/// Rows of the audit log that lie in a file.
public struct AuditArchiveBody: Codable, Sendable, Equatable {
    public var firstSeq: Int64
    public var lastSeq: Int64
    public var rows: Int64
    /// The file's path in the data directory.
    public var file: String
    /// Of the file. Missing where the archive was only tried, as is the size.
    public var sha256: String?
    public var bytes: Int64?
    /// All rows are older than this.
    public var before: String
    public var createdAt: String
    /// The last row that has been removed from the database by now.
    public var removedThrough: Int64

    enum CodingKeys: String, CodingKey {
        case rows, file, sha256, bytes, before
        case firstSeq = "first_seq"
        case lastSeq = "last_seq"
        case createdAt = "created_at"
        case removedThrough = "removed_through"
    }

    public init(
        firstSeq: Int64, lastSeq: Int64, rows: Int64, file: String, sha256: String?, bytes: Int64?, before: String,
        createdAt: String, removedThrough: Int64
    ) {
        self.firstSeq = firstSeq
        self.lastSeq = lastSeq
        self.rows = rows
        self.file = file
        self.sha256 = sha256
        self.bytes = bytes
        self.before = before
        self.createdAt = createdAt
        self.removedThrough = removedThrough
    }
}

/// Archives old rows.
public struct ArchiveRequestBody: Codable, Sendable {
    /// A time, a date, or how long ago: rows older than that.
    public var before: String
    /// Whether it is only to be said what would be archived.
    public var dryRun: Bool?

    enum CodingKeys: String, CodingKey {
        case before
        case dryRun = "dry_run"
    }

    public init(before: String, dryRun: Bool? = nil) {
        self.before = before
        self.dryRun = dryRun
    }
}

/// What came of archiving.
public struct ArchivedBody: Codable, Sendable, Equatable {
    /// Missing: no row is old enough.
    public var archive: AuditArchiveBody?

    public init(archive: AuditArchiveBody?) {
        self.archive = archive
    }
}

/// Where the history begins of a log of which rows were archived.
public struct AuditHorizonBody: Codable, Sendable, Equatable {
    /// The last row that was archived; no list has rows up to this one.
    public var through: Int64
    /// The file that it lies in, in the data directory.
    public var file: String

    public init(through: Int64, file: String) {
        self.through = through
        self.file = file
    }
}

/// One page of the audit log.
public struct AuditPageBody: Codable, Sendable {
    public var items: [AuditRowBody]
    public var nextCursor: String?
    /// Missing: no row was archived.
    public var archived: AuditHorizonBody?

    enum CodingKeys: String, CodingKey {
        case items, archived
        case nextCursor = "next_cursor"
    }

    public init(_ page: Page<AuditRowBody>, archived: AuditHorizonBody?) {
        items = page.items
        nextCursor = page.nextCursor
        self.archived = archived
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        // Written even when there is none: a reader sees that the list has ended.
        try container.encode(nextCursor, forKey: .nextCursor)
        try container.encodeIfPresent(archived, forKey: .archived)
    }
}
