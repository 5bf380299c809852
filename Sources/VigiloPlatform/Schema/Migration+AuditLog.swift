// Migration 2: the audit log.

import VigiloStore

extension Migration {
    /// No column refers to another table: the log outlives what it tells of.
    static let auditLog = Migration(
        "0002_audit_log",
        [
            """
            CREATE TABLE audit_log (
                chain TEXT NOT NULL,
                seq BIGINT NOT NULL,
                id TEXT NOT NULL UNIQUE,
                workspace TEXT,
                action TEXT NOT NULL,
                target_type TEXT NOT NULL,
                target_id TEXT NOT NULL,
                actor TEXT,
                old_value TEXT,
                new_value TEXT,
                metadata TEXT,
                created_at BIGINT NOT NULL,
                prev_hash TEXT NOT NULL,
                hash TEXT NOT NULL,
                PRIMARY KEY (chain, seq),
                CHECK (chain = COALESCE(workspace, 'platform'))
            )
            """,
            // The head is kept apart from the rows: cutting off the end of the log does not go unseen.
            """
            CREATE TABLE audit_head (
                chain TEXT NOT NULL PRIMARY KEY,
                seq BIGINT NOT NULL,
                hash TEXT NOT NULL
            )
            """,
        ])
}
