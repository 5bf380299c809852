// Migration 9: the answers to requests that have named themselves.

import VigiloStore

extension Migration {
    /// A row a request with an Idempotency-Key. Neither the key nor the request is kept, and the answer only under a seal.
    static let idempotency = Migration(
        "0009_idempotency",
        [
            """
            CREATE TABLE idempotency_key (
                name TEXT NOT NULL PRIMARY KEY,
                fingerprint TEXT NOT NULL,
                claimed_at BIGINT NOT NULL,
                is_committed INTEGER NOT NULL CHECK (is_committed IN (0, 1)),
                salt BYTEA,
                answer BYTEA
            )
            """,
            "CREATE INDEX idempotency_key_by_age ON idempotency_key (claimed_at)",
        ])
}
