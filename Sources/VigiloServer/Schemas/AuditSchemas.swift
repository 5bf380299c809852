// The schemas of bodies about the audit log.

import VigiloPlatform
import VigiloWire

extension AuditRowBody: Described {
    static let schema = Schema.answer(
        "AuditRow", "A row of the audit log.",
        [
            "seq": .integer.saying("1, 2, 3 and so on in its chain."), "id": .id,
            "workspace": .id.saying("Missing on the installation's own chain.").optional,
            "action": .text, "target_type": .text, "target_id": .text,
            "actor": .text.saying("A user's id; missing for the system.").optional, "actor_email": .text.optional,
            "old_value": .anything.saying("What was there before; missing: nothing.").optional,
            "new_value": .anything.saying("What is there afterwards; missing: nothing.").optional,
            "metadata": .anyObject.optional, "created_at": .time, "prev_hash": .sha256, "hash": .sha256,
            "undo": .answer(
                "UndoOutlook", "What is known beforehand of undoing the row; missing in lists.",
                [
                    "is_possible": .flag.saying("Whether the state still allows it is found out by trying."),
                    "reason": .text.optional, "undone_by": .integer.optional,
                ]
            ).optional,
            "position": .integer.saying("Its place in the order of commits, where all chains are followed.").optional,
        ])
}

extension AuditExportLineBody: Described {
    static let schema = Schema.anyObject.saying(
        "The header (format, version, origin, part, start), a row (its texts as they are hashed, prev_hash and hash), or a "
            + "checkpoint. FORMAT.md of the module VigiloAudit describes them to the byte.")
}

extension AuditPageBody: Described {
    static let schema = Schema.answer(
        "AuditRowPage", "One page of the audit log.",
        [
            "items": .list(of: AuditRowBody.schema),
            "next_cursor": .text.orNull.saying("Where the next page begins; null on the last one."),
            "archived": .answer(
                "AuditHorizon", "Where the history begins of a log of which rows were archived.",
                [
                    "through": .integer.saying("The last row that was archived; no list has rows up to this one."),
                    "file": .text.saying("The file that it lies in, in the data directory."),
                ]
            ).optional,
        ])
}

extension AuditArchiveBody: Described {
    static let schema = Schema.answer(
        "AuditArchive", "Rows of the audit log that lie in a file.",
        [
            "first_seq": .integer, "last_seq": .integer, "rows": .count,
            "file": .text.saying("Its path in the data directory."),
            "sha256": .sha256.saying("Missing where it was only tried, as is the size.").optional,
            "bytes": .count.optional, "before": .time.saying("All rows are older than this."), "created_at": .time,
            "removed_through": .integer.saying("The last row that has been removed from the database by now."),
        ])
}

extension ArchiveRequestBody: Described {
    static let schema = Schema.input(
        "ArchiveRequest", "Archives old rows.",
        [
            "before": .text(1...40).saying("A time, a date, or how long ago, such as 90d: rows older than that."),
            "dry_run": .flag.saying("It is only said what would be archived.").optional,
        ])
}

extension ArchivedBody: Described {
    static let schema = Schema.answer(
        "Archived", "What came of archiving.",
        ["archive": AuditArchiveBody.schema.saying("Missing: no row is old enough.").optional])
}

extension AuditOutletBody: Described {
    static let schema = Schema.answer(
        "AuditOutlet", "How an outlet of the audit log is doing.",
        [
            "name": .text, "kind": .choice("syslog", "webhook"),
            "address": .text.saying("Where the receiver is, without anything secret."),
            "state": .choice(OutletStatus.State.allCases.map(\.rawValue)),
            "position": .count.saying(
                "The place of the last row that the receiver has taken, in the order of all rows of all logs."),
            "rows_behind": .count, "last_taken_at": .time.optional, "last_error": .text.optional,
            "next_try_at": .time.optional,
        ])
}

extension UndoBody: Described {
    static let schema = Schema.input(
        "Undo", "Undoes a row.",
        ["dry_run": .flag.saying("Everything is checked, and nothing is changed.").optional])
}

extension UndoneBody: Described {
    static let schema = Schema.answer(
        "Undone", "What came of undoing a row.",
        [
            "undone": .list(of: AuditRowBody.schema).saying(
                "The row that was named, and one more where two tell of one change."),
            "rows": .list(of: AuditRowBody.schema).saying(
                "The rows that tell of it, in the same order; none for a dry run."),
        ])
}

extension AuditVerifyBody: Described {
    static let schema = Schema.input(
        "AuditVerify", "Asks for a check of the audit log.",
        [
            "checkpoints": .list(of: .text).saying("Checkpoints that were kept elsewhere, as signed notes.").optional,
            "all": .flag.saying("All chains; of the installation's own log only.").optional,
        ])
}

extension AuditVerifyLineBody: Described {
    static let schema = Schema.answer(
        "AuditVerifyLine", "One line of a check: one of its members is there.",
        [
            "progress": .answer(
                "AuditVerifyProgress", "How far the check is.",
                [
                    "origin": .text, "chain": .integer.saying("The number of the chain among those to be checked."),
                    "chains": .count, "rows": .count, "total_rows": .count,
                ]
            ).optional,
            "chain": ChainReportBody.schema.optional,
            "summary": .answer(
                "AuditVerifySummary", "What the check comes to.",
                ["chains": .count, "rows": .count, "break_count": .count, "seconds": .number]
            ).optional,
        ])
}

extension ChainReportBody: Described {
    static let schema = Schema.answer(
        "ChainReport", "The outcome for one chain.",
        [
            "origin": .text, "workspace": .text.optional,
            "verdict": .choice("intact", "edited", "truncated", "forged", "unanchored_tail", "cannot_tell"),
            "rows": .count, "seconds": .number, "rows_per_second": .count, "break_count": .count,
            "breaks": .list(
                of: .answer(
                    "ChainBreak", "Something wrong with a chain.",
                    [
                        "kind": .choice(
                            "hash_mismatch", "link_broken", "sequence_gap", "truncated", "root_mismatch",
                            "bad_checkpoint",
                            "rolled_back"),
                        "seq": .count.saying("The row, or the size that a checkpoint or the head tells of.").optional,
                    ])
            ).saying("The first thousand of them."),
            "first_bad_row": .count.optional,
            "proven": .answer(
                "ProvenRange", "The rows that a trusted signature vouches for.", ["first": .count, "last": .count]
            ).optional,
            "unanchored_rows": .count.saying("Rows at the end that nothing vouches for yet."),
            "archived_rows": .count, "last_seq": .count, "last_hash": .sha256,
            "has_key": .flag.saying("Whether there was a key to check signatures with."),
        ])
}
