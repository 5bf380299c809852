// The statements that write certificates.

import VigiloJSON
import VigiloStore

extension Certificates {
    static func insert(
        _ chain: CertificateChain, named name: String?, in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> Certificate {
        let leaf = chain.leaf
        try transaction.execute(
            """
            INSERT INTO certificate (id, workspace_id, name, source, pem, chain_length, subject, issuer, serial, sans,
                                     not_before, not_after, key_type, key_bits, signature_algorithm,
                                     fingerprint_sha256, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            .text(UUIDv7.make(at: now)), .text(workspace.id), .text(name ?? leaf.name), "manual", .text(chain.pem),
            .integer(Int64(1 + chain.issuers.count)), .text(leaf.subject), .text(leaf.issuer), .text(leaf.serial),
            .text(JSONValue.array(leaf.sans.map(JSONValue.string)).canonicalText),
            .integer(leaf.notBefore.microseconds),
            .integer(leaf.notAfter.microseconds), .text(leaf.keyType), .integer(leaf.keyBits),
            .text(leaf.signatureAlgorithm), .text(leaf.fingerprint), .text(caller.userID), .integer(now.microseconds))
        guard let made = try find(fingerprint: leaf.fingerprint, in: workspace, at: now, transaction) else {
            throw StoreError(.other, "The database did not keep the certificate \(leaf.fingerprint).")
        }
        let entry = AuditEntry(
            action: "cert.import", targetType: "certificate", targetID: made.id, actor: .caller(caller),
            newValue: try image(of: made, transaction))
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
        return made
    }

    static func delete(
        _ certificate: Certificate, in workspace: Workspace, by caller: Caller, at now: Timestamp,
        _ transaction: Transaction
    ) throws {
        let entry = AuditEntry(
            action: "cert.remove", targetType: "certificate", targetID: certificate.id, actor: .caller(caller),
            oldValue: try image(of: certificate, transaction))
        try transaction.execute("DELETE FROM certificate WHERE id = $1", .text(certificate.id))
        try AuditChain.workspace(workspace.id).append(entry, at: now, transaction)
    }

    /// All that is kept of a certificate: enough to bring it back.
    static func image(
        of certificate: Certificate, _ transaction: Transaction
    ) throws(StoreError) -> JSONValue {
        var members = certificate.facts
        members["pem"] = .string(try pem(of: certificate, transaction))
        return .object(members)
    }
}
