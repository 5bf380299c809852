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
