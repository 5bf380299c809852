// What is known of plugin files from one run of the daemon to the next, and what happened to them.

import VigiloStore

/// A plugin file's last state. The words are the host's; the platform only keeps them.
public struct PluginFileState: Sendable, Equatable {
    public var file: String
    public var name: String?
    public var kind: String?
    public var version: String?
    public var compatibleWith: String?
    public var sha256: String?
    public var state: String
    public var reason: String?
    public var sentence: String?
    public var since: Timestamp

    public init(
        file: String, name: String?, kind: String?, version: String?, compatibleWith: String?, sha256: String?,
        state: String, reason: String?, sentence: String?, since: Timestamp
    ) {
        self.file = file
        self.name = name
        self.kind = kind
        self.version = version
        self.compatibleWith = compatibleWith
        self.sha256 = sha256
        self.state = state
        self.reason = reason
        self.sentence = sentence
        self.since = since
    }
}

/// The books on plugin files.
public struct PluginFiles: Sendable {
    /// Something that happened, with what is to be known of the file afterwards.
    public struct Event: Sendable {
        public var entry: PlatformAuditEntry
        /// nil: as before.
        public var state: PluginFileState?
        /// Files of which nothing is to be known any more.
        public var forgotten: [String]

        public init(entry: PlatformAuditEntry, state: PluginFileState?, forgotten: [String]) {
            self.entry = entry
            self.state = state
            self.forgotten = forgotten
        }
    }

    let records: Records

    /// Everything that is known, in the order of the paths.
    public func all() async throws -> [PluginFileState] {
        try await records.read { transaction in
            try transaction.rows("SELECT * FROM plugin_file ORDER BY file").map(PluginFileState.init)
        }
    }

    /// Writes down what happened, each event with its row in the platform's audit chain, all or none.
    public func record(_ events: [Event]) async throws {
        guard !events.isEmpty else { return }
        try await records.write { transaction in
            let now = Timestamp.now()
            for event in events {
                try AuditChain.platform.append(AuditEntry(event.entry), at: now, transaction)
                for file in event.forgotten {
                    try transaction.execute("DELETE FROM plugin_file WHERE file = $1", .text(file))
                }
                if let state = event.state { try Self.keep(state, transaction) }
            }
        }
    }

    private static func keep(_ state: PluginFileState, _ transaction: Transaction) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO plugin_file (file, name, kind, version, compatible_with, sha256, state, reason, sentence, since)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (file) DO UPDATE SET name = excluded.name, kind = excluded.kind, version = excluded.version,
                compatible_with = excluded.compatible_with, sha256 = excluded.sha256, state = excluded.state,
                reason = excluded.reason, sentence = excluded.sentence, since = excluded.since
            """,
            .text(state.file), SQLValue(state.name), SQLValue(state.kind), SQLValue(state.version),
            SQLValue(state.compatibleWith), SQLValue(state.sha256), .text(state.state), SQLValue(state.reason),
            SQLValue(state.sentence), .integer(state.since.microseconds))
    }
}

extension PluginFileState {
    fileprivate init(_ row: Row) throws(StoreError) {
        file = try row.text("file")
        name = try row.optionalText("name")
        kind = try row.optionalText("kind")
        version = try row.optionalText("version")
        compatibleWith = try row.optionalText("compatible_with")
        sha256 = try row.optionalText("sha256")
        state = try row.text("state")
        reason = try row.optionalText("reason")
        sentence = try row.optionalText("sentence")
        since = Timestamp(microseconds: try row.integer("since"))
    }
}
