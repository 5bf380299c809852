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
