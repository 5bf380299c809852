// Migration 8: workspace templates.

import VigiloStore

extension Migration {
    /// Names are unique in the installation: people say them to one another.
    static let templates = Migration(
        "0008_templates",
        [
            """
            CREATE TABLE workspace_template (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                description TEXT NOT NULL,
                snapshot TEXT NOT NULL,
                is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
                workspace_id TEXT REFERENCES workspace (id),
                created_by TEXT NOT NULL REFERENCES "user" (id),
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX workspace_template_by_creator ON workspace_template (created_by, name)",
        ])
}
