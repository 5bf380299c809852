// Migration 6: certificates.

import VigiloStore

extension Migration {
    /// What depends on the time (status, days left) is not here: it is derived when it is read.
    static let certificates = Migration(
        "0006_certificates",
        [
            """
            CREATE TABLE certificate (
                id TEXT NOT NULL PRIMARY KEY,
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                name TEXT NOT NULL,
                source TEXT NOT NULL CHECK (source IN ('manual', 'network')),
                pem TEXT NOT NULL,
                chain_length INTEGER NOT NULL CHECK (chain_length > 0),
                subject TEXT NOT NULL,
                issuer TEXT NOT NULL,
                serial TEXT NOT NULL,
                sans TEXT NOT NULL,
                not_before BIGINT NOT NULL,
                not_after BIGINT NOT NULL,
                key_type TEXT NOT NULL CHECK (key_type IN ('rsa', 'ec', 'ed25519')),
                key_bits INTEGER NOT NULL,
                signature_algorithm TEXT NOT NULL,
                fingerprint_sha256 TEXT NOT NULL,
                created_by TEXT NOT NULL REFERENCES "user" (id),
                created_at BIGINT NOT NULL,
                UNIQUE (workspace_id, fingerprint_sha256)
            )
            """,
            "CREATE INDEX certificate_by_end ON certificate (workspace_id, not_after, id)",
            "CREATE INDEX certificate_by_name ON certificate (workspace_id, name)",
        ])
}
