// The schemas of bodies about the daemon and the caller.

import VigiloWire

extension StatusBody: Described {
    static let schema = Schema.answer(
        "Status", "How the daemon is.",
        [
            "version": .text, "abi": .integer.saying("The plugin ABI that it speaks."), "installation_id": .text,
            "started_at": .time, "uptime_seconds": .count, "pid": .integer, "resident_memory_bytes": .count.optional,
            "data_dir": .text, "plugins_dirs": .list(of: .text), "regions": .list(of: .text),
            "plugins": PluginCounts.schema,
            "progress": PluginProgress.schema.saying("While the plugin directories are being looked at.").optional,
            "failing_audit_outlets": .list(of: .text).saying(
                "The outlets of the audit log whose receivers do not take its rows; missing where there are none."
            ).optional,
            "is_safe_mode": .flag.saying("Started without third-party plugins."),
            "taints": .list(of: PluginWarningBody.schema), "audit": AuditStatusBody.schema.optional,
            "database_log": DatabaseLog.schema.optional,
        ])
}

extension StatusBody.DatabaseLog: Described {
    static let schema = Schema.answer(
        "DatabaseLog", "What was written and is not in the database file itself yet.",
        [
            "bytes": .count,
            "holders": .list(of: Holder.schema).saying("Who has been reading for so long that it can't begin anew."),
        ])
}

extension StatusBody.DatabaseLog.Holder: Described {
    static let schema = Schema.answer(
        "DatabaseReader", "Somebody who has been reading the database for a while.",
        [
            "name": .text.saying("The program of another process, or what the daemon itself is reading."),
            "pid": .integer.saying("Absent for the daemon itself.").optional, "seconds": .count.optional,
        ])
}

extension StatusBody.PluginCounts: Described {
    static let schema = Schema.answer(
        "PluginCounts", "How many plugin files are in which state.",
        [
            "active": .count, "disabled": .count, "refused": .count, "quarantined": .count, "retired": .count,
            "missing": .count,
        ])
}

extension StatusBody.PluginProgress: Described {
    static let schema = Schema.answer(
        "PluginProgress", "How far a look at the plugin directories has come.",
        ["decided": .count, "files": .count, "probed": .count, "to_be_probed": .count])
}

extension MeBody: Described {
    static let schema = Schema.answer(
        "Me", "Who the token belongs to.",
        [
            "email": .text, "display_name": .text, "is_platform_admin": .flag, "token_name": .text,
            "token_prefix": .text, "token_expires_at": .time.optional,
        ])
}
