// The schemas of bodies about what is signed of the audit log.

import VigiloWire

extension CheckpointBody: Described {
    static let schema = Schema.answer(
        "Checkpoint", "What is signed of a log.",
        [
            "checkpoint": .text.saying("A signed note, by C2SP tlog-checkpoint."), "origin": .text, "size": .count,
            "vkey": .text.saying("NAME+KEYID+BASE64."),
            "consistency": .list(of: .text).saying("Hashes in base64, from the size that was asked for.").optional,
            "unanchored_rows": .count, "unanchored_seconds": .count,
            "inconsistency": InconsistencyBody.schema.saying("Why nothing more is signed.").optional,
        ])
}

extension InconsistencyBody: Described {
    static let schema = Schema.answer(
        "Inconsistency", "A log that does not continue what was signed of it.",
        ["kind": .text, "chain": .text.saying("A workspace's id, or platform."), "sentence": .text])
}

extension ConsistencyBody: Described {
    static let schema = Schema.answer(
        "Consistency", "The proof that a log continues itself.",
        ["from": .count, "to": .count, "proof": .list(of: .text).saying("Hashes in base64.")])
}

extension AuditKeyBody: Described {
    static let schema = Schema.answer(
        "AuditKey", "The keys that check what is signed.",
        ["origin": .text, "vkey": .text, "witness": .text.saying("As a witness of other logs.").optional])
}

extension AuditStatusBody: Described {
    static let schema = Schema.answer(
        "AuditStatus", "How well the audit log is anchored: what is signed of it, and by whom.",
        [
            "unanchored_rows": .count.saying("Rows of all logs after the last checkpoint of theirs."),
            "unanchored_seconds": .count.saying("How long the oldest of them has stood there."),
            "worst": .text.saying("The log that it is of, for platform admins.").optional,
            "inconsistencies": .list(of: InconsistencyBody.schema),
            "witnesses": .list(of: Witness.schema).optional, "quorum": Quorum.schema.optional,
        ])
}

extension AuditStatusBody.Witness: Described {
    static let schema = Schema.answer(
        "Witness", "A witness of this installation's logs.",
        [
            "name": .text, "signed_logs": .count.saying("The logs whose newest checkpoint it has signed."),
            "installation_size": .count.saying("Up to where it has signed the installation's own log.").optional,
            "problem": .text.optional,
        ])
}

extension AuditStatusBody.Quorum: Described {
    static let schema = Schema.answer(
        "Quorum", "How many witnesses must sign, and whether they have.",
        ["needed": .count, "logs": .count, "logs_without": .count, "is_met": .flag])
}
