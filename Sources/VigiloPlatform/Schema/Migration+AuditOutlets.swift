// Migration 14: how far the audit log has been delivered to whom.

import VigiloStore

extension Migration {
    static let auditOutlets = Migration(
        "0014_audit_outlets",
        [
            // The position (of audit_order) of the last row that the outlet's receiver has taken. An outlet that is in the
            // configuration no more keeps its place, and holds nothing up.
            """
            CREATE TABLE audit_outlet (
                name TEXT NOT NULL PRIMARY KEY,
                position BIGINT NOT NULL,
                is_configured INTEGER NOT NULL
            )
            """,
            """
            CREATE TABLE audit_outlet_checkpoint (
                outlet TEXT NOT NULL,
                chain TEXT NOT NULL,
                size BIGINT NOT NULL,
                PRIMARY KEY (outlet, chain)
            )
            """,
        ])
}
