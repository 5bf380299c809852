// Migration 7: custom fields, their values, and dashboards.

import VigiloStore

extension Migration {
    /// A field's history is in the audit log, before and after; only the way to it is here.
    static let fields = Migration(
        "0007_fields_and_dashboards",
        [
            // `owner` is the plugin whose type the field has: it is named when the plugin is gone.
            """
            CREATE TABLE custom_field (
                id TEXT NOT NULL PRIMARY KEY,
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                entity_type TEXT NOT NULL CHECK (entity_type IN ('change', 'incident', 'task')),
                key TEXT NOT NULL,
                label TEXT NOT NULL,
                field_type TEXT NOT NULL,
                owner TEXT NOT NULL,
                options TEXT NOT NULL,
                default_value TEXT,
                is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
                is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
                display_order INTEGER NOT NULL,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                UNIQUE (workspace_id, entity_type, key)
            )
            """,
            """
            CREATE TABLE field_value (
                work_item_id TEXT NOT NULL REFERENCES work_item (id),
                field_id TEXT NOT NULL REFERENCES custom_field (id),
                value TEXT NOT NULL,
                PRIMARY KEY (work_item_id, field_id)
            )
            """,
            "CREATE INDEX field_value_by_field ON field_value (field_id)",
            // Only rows about work items: whatever else is logged does not pay for this.
            """
            CREATE INDEX audit_log_of_work_items ON audit_log (target_id, seq)
            WHERE target_type IN ('change', 'incident', 'task')
            """,
            """
            CREATE TABLE dashboard (
                id TEXT NOT NULL PRIMARY KEY,
                workspace_id TEXT NOT NULL REFERENCES workspace (id),
                name TEXT NOT NULL,
                is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
                layout TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                UNIQUE (workspace_id, name)
            )
            """,
            "CREATE UNIQUE INDEX dashboard_default ON dashboard (workspace_id) WHERE is_default = 1",
        ])
}
