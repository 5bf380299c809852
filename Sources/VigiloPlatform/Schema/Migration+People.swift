// Migration 1: the installation, its people, their tokens, and workspaces.

import VigiloStore

extension Migration {
    /// UUIDs and JSON are text, times are microseconds in BIGINT, flags are 0 and 1: what SQLite and PostgreSQL share.
    static let people = Migration(
        "0001_people_and_workspaces",
        [
            """
            CREATE TABLE installation (
                only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
                id TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE "user" (
                id TEXT NOT NULL PRIMARY KEY,
                email TEXT NOT NULL,
                display_name TEXT NOT NULL,
                is_platform_admin INTEGER NOT NULL CHECK (is_platform_admin IN (0, 1)),
                created_at BIGINT NOT NULL
            )
            """,
            // Addresses are ASCII (EmailAddress), for which both engines lower the same letters.
            #"CREATE UNIQUE INDEX user_by_email ON "user" (lower(email))"#,
            """
            CREATE TABLE api_token (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                prefix TEXT NOT NULL,
                secret_sha256 TEXT NOT NULL UNIQUE,
                created_by TEXT NOT NULL REFERENCES "user" (id),
                created_at BIGINT NOT NULL,
                expires_at BIGINT,
                last_used_at BIGINT,
                revoked_at BIGINT
            )
            """,
            "CREATE INDEX api_token_by_user ON api_token (created_by)",
            """
            CREATE TABLE workspace (
                id TEXT NOT NULL PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                plan TEXT NOT NULL CHECK (plan IN ('free', 'starter', 'pro', 'enterprise')),
                settings TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE membership (
                user_id TEXT NOT NULL REFERENCES "user" (id),
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                role TEXT NOT NULL CHECK (role IN ('viewer', 'engineer', 'approver', 'admin', 'owner')),
                created_at BIGINT NOT NULL,
                PRIMARY KEY (user_id, workspace_id)
            )
            """,
            "CREATE INDEX membership_by_workspace ON membership (workspace_id)",
        ])
}
