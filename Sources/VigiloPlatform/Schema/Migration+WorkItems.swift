// Migration 3: work items, and what plugins keep.

import VigiloStore

extension Migration {
    /// One table for the three types, so that whatever refers to a work item (a field's value, a run) has one thing to
    /// refer to; the checks keep each type to its own columns.
    static let workItems = Migration(
        "0003_work_items_and_plugin_values",
        [
            """
            CREATE TABLE work_item (
                id TEXT NOT NULL PRIMARY KEY,
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                type TEXT NOT NULL CHECK (type IN ('change', 'incident', 'task')),
                number BIGINT NOT NULL CHECK (number > 0),
                title TEXT NOT NULL,
                status TEXT NOT NULL,
                change_type TEXT,
                priority TEXT,
                risk_level TEXT,
                planned_start BIGINT,
                planned_end BIGINT,
                severity TEXT,
                created_by TEXT NOT NULL REFERENCES "user" (id),
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                UNIQUE (workspace_id, type, number),
                CHECK ((type = 'change') = (change_type IS NOT NULL)),
                CHECK ((type = 'change') = (priority IS NOT NULL)),
                CHECK ((type = 'change') = (risk_level IS NOT NULL)),
                CHECK (type = 'change' OR (planned_start IS NULL AND planned_end IS NULL)),
                CHECK ((type = 'incident') = (severity IS NOT NULL))
            )
            """,
            "CREATE INDEX work_item_by_status ON work_item (workspace_id, type, status, number)",
            """
            CREATE TABLE work_item_counter (
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                type TEXT NOT NULL,
                last_number BIGINT NOT NULL,
                PRIMARY KEY (workspace_id, type)
            )
            """,
            // BYTEA is PostgreSQL's word for bytes; SQLite keeps bytes as they are under any word.
            """
            CREATE TABLE plugin_value (
                plugin TEXT NOT NULL,
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                key TEXT NOT NULL,
                value BYTEA NOT NULL,
                updated_at BIGINT NOT NULL,
                PRIMARY KEY (plugin, workspace_id, key)
            )
            """,
        ])
}
