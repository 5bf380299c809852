// Migration 13: what was archived of the audit log.

import VigiloStore

extension Migration {
    static let auditArchives = Migration(
        "0013_audit_archives",
        [
            // An archive is entered in the transaction that moves the chain's start behind its rows; the rows themselves go in
            // rounds afterwards, and `removed_through` says how far that has come.
            """
            CREATE TABLE audit_archive (
                chain TEXT NOT NULL,
                last_seq BIGINT NOT NULL,
                first_seq BIGINT NOT NULL,
                file TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                bytes BIGINT NOT NULL,
                older_than BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                removed_through BIGINT NOT NULL,
                PRIMARY KEY (chain, last_seq)
            )
            """
        ])
}
