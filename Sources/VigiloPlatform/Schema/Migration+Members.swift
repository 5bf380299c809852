// Migration 5: custom roles, invitations, and what lists of tokens and members need.

import VigiloStore

extension Migration {
    /// An invitation whose time is over stays `pending` until its address is invited again: what it is, is told by the
    /// clock. The index over the pending ones is what keeps an address from being invited twice.
    static let members = Migration(
        "0005_members",
        [
            """
            CREATE TABLE custom_role (
                id TEXT NOT NULL PRIMARY KEY,
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                name TEXT NOT NULL,
                inherits_from TEXT NOT NULL
                    CHECK (inherits_from IN ('viewer', 'engineer', 'approver', 'admin', 'owner')),
                allow TEXT NOT NULL,
                deny TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                UNIQUE (workspace_id, name)
            )
            """,
            "ALTER TABLE membership ADD COLUMN custom_role_id TEXT REFERENCES custom_role (id)",
            // The primary key begins with the user; lists of members walk this one.
            "CREATE UNIQUE INDEX membership_in_order ON membership (workspace_id, user_id)",
            """
            CREATE TABLE invitation (
                id TEXT NOT NULL PRIMARY KEY,
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                email TEXT NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('viewer', 'engineer', 'approver', 'admin', 'owner')),
                custom_role_id TEXT REFERENCES custom_role (id),
                code_sha256 TEXT NOT NULL UNIQUE,
                status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'expired', 'revoked')),
                invited_by TEXT NOT NULL REFERENCES "user" (id),
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                settled_at BIGINT
            )
            """,
            "CREATE UNIQUE INDEX invitation_pending ON invitation (workspace_id, lower(email)) WHERE status = 'pending'",
            "CREATE INDEX invitation_in_order ON invitation (workspace_id, id)",
            "CREATE INDEX api_token_in_order ON api_token (created_by, id)",
            "CREATE INDEX api_token_by_prefix ON api_token (prefix)",
        ])
}
