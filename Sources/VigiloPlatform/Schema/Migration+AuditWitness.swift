// Migration 12: what this installation has seen of other logs, as their witness.

import VigiloStore

extension Migration {
    static let auditWitness = Migration(
        "0012_audit_witness",
        [
            """
            CREATE TABLE audit_witness (
                origin TEXT NOT NULL PRIMARY KEY,
                size BIGINT NOT NULL,
                root TEXT NOT NULL,
                note TEXT NOT NULL,
                updated_at BIGINT NOT NULL
            )
            """
        ])
}
