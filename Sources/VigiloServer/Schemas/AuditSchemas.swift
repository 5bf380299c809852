// The schemas of bodies about the audit log.

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
