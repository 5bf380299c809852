// Imports and removals of certificates, undone.

import VigiloJSON
import VigiloStore

extension Certificates {
    static let undoings: [String: Undoability] = ["cert.import": .possible(reverse), "cert.remove": .possible(reverse)]

    private static func reverse(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        try step.require(.certWrite, transaction)
        let id = SQLValue.text(step.record.targetID)
        let row = try transaction.first(
            "SELECT \(Certificate.columns) FROM \(Certificate.tables) WHERE c.workspace_id = $1 AND c.id = $2",
            .text(step.workspace.id), id)
        let current = try row.map { try image(of: try Certificate($0, at: step.now), transaction) }
        try step.demand(current)
        if step.before == nil {
            try transaction.execute("DELETE FROM certificate WHERE id = $1", id)
        } else {
            try restore(step, transaction)
        }
        return current
    }

    private static func restore(_ step: UndoStep, _ transaction: Transaction) throws {
        let added = try transaction.execute(
            """
            INSERT INTO certificate (id, workspace_id, name, source, pem, chain_length, subject, issuer, serial, sans,
                                     not_before, not_after, key_type, key_bits, signature_algorithm,
                                     fingerprint_sha256, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            ON CONFLICT (workspace_id, fingerprint_sha256) DO NOTHING
            """,
            .text(step.record.targetID), .text(step.workspace.id), .text(try step.text("name")),
            .text(try step.text("source")), .text(try step.text("pem")), .integer(try step.integer("chain_length")),
            .text(try step.text("subject")), .text(try step.text("issuer")), .text(try step.text("serial")),
            .text(try step.value("sans").canonicalText), .integer(try step.time("not_before").microseconds),
            .integer(try step.time("not_after").microseconds), .text(try step.text("key_type")),
            .integer(try step.integer("key_bits")), .text(try step.text("signature_algorithm")),
            .text(try step.text("fingerprint_sha256")), .text(try step.userID("created_by", transaction)),
            .integer(try step.time("created_at").microseconds))
        guard added == 1 else {
            throw step.blocked(
                "the certificate was imported again since", hint: "It is there: vigilo cert list")
        }
    }
}
