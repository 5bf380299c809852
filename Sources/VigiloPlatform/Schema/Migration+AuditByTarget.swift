// Migration 10: the way from a thing to what was done to it.

import VigiloStore

extension Migration {
    /// Undoing a row asks what happened to its target since. Rows about work items had an index of their own; this one
    /// serves them too. Ids are made in the order of time, so most rows go in at its end, which costs next to nothing.
    static let auditByTarget = Migration(
        "0010_audit_by_target",
        [
            "CREATE INDEX audit_log_by_target ON audit_log (target_id, seq)",
            "DROP INDEX audit_log_of_work_items",
        ])
}
