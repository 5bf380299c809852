// The statements that read certificates.

import VigiloStore

extension Certificates {
    /// A certificate by its id, its fingerprint in any way of writing it, or a name that only one has.
    static func find(
        _ reference: String, in workspace: Workspace, at now: Timestamp, _ transaction: Transaction
    ) throws -> Certificate {
        if !reference.utf8.contains(0) {
            let digits = reference.lowercased().filter { $0 != ":" }
            let rows = try transaction.rows(
                """
                SELECT \(Certificate.columns) FROM \(Certificate.tables)
                WHERE c.workspace_id = $1 AND (c.id = $2 OR c.fingerprint_sha256 = $3)
                """, .text(workspace.id), .text(reference.lowercased()), .text(digits))
            if let row = rows.first { return try Certificate(row, at: now) }
            if let named = try find(named: reference, in: workspace, at: now, transaction) { return named }
        }
        throw PlatformError(
            .notFound, code: "certificate_not_found",
            "There is no certificate '\(reference)' in workspace '\(workspace.slug)'.",
            hint: "Give its id, its SHA-256 fingerprint or its name; vigilo cert list shows them.")
    }

    private static func find(
        named name: String, in workspace: Workspace, at now: Timestamp, _ transaction: Transaction
    ) throws -> Certificate? {
        let rows = try transaction.rows(
            """
            SELECT \(Certificate.columns) FROM \(Certificate.tables)
            WHERE c.workspace_id = $1 AND c.name = $2 ORDER BY c.not_after, c.id LIMIT 4
            """, .text(workspace.id), .text(name))
        guard rows.count > 1 else { return try rows.first.map { try Certificate($0, at: now) } }
        let ids = try rows.prefix(3).map { try $0.text("id") }.joined(separator: ", ")
        throw PlatformError(
            .conflict, code: "name_ambiguous", "Several certificates have the name '\(name)'.",
            hint: "Give an id instead: \(ids)\(rows.count > 3 ? ", ..." : "").")
    }

    static func find(
        fingerprint: String, in workspace: Workspace, at now: Timestamp, _ transaction: Transaction
    ) throws -> Certificate? {
        try transaction.first(
            """
            SELECT \(Certificate.columns) FROM \(Certificate.tables)
            WHERE c.workspace_id = $1 AND c.fingerprint_sha256 = $2
            """, .text(workspace.id), .text(fingerprint)
        ).map { try Certificate($0, at: now) }
    }

    static func pem(of certificate: Certificate, _ transaction: Transaction) throws(StoreError) -> String {
        try transaction.first("SELECT pem FROM certificate WHERE id = $1", .text(certificate.id))?.text("pem") ?? ""
    }

    /// A page, the soonest to expire first. The cursor is the last item's end and id, so it holds for any filter.
    static func page(
        _ page: PageRequest, _ filter: CertificateFilter, in workspaceID: String, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> Slice<Certificate> {
        let limit = try page.checkedLimit()
        let (earliest, latest) = try bounds(of: filter, at: now)
        var after: (end: Int64, id: String) = (.min, "")
        if let text = page.cursor {
            let parts = try Cursor(parsing: text, list: list).key.split(separator: " ")
            guard parts.count == 2, let end = Int64(parts[0]) else { throw Cursor.unreadable }
            after = (end, String(parts[1]))
        }
        // A row value, for one walk along the index from the cursor on.
        let rows = try transaction.rows(
            """
            SELECT \(Certificate.columns) FROM \(Certificate.tables)
            WHERE c.workspace_id = $1 AND c.not_after >= $2 AND c.not_after <= $3 AND (c.not_after, c.id) > ($4, $5)
            ORDER BY c.not_after, c.id LIMIT $6
            """,
            .text(workspaceID), .integer(max(earliest, after.end)), .integer(latest), .integer(after.end),
            .text(after.id), .integer(Int64(limit + 1)))
        return Slice(try rows.map { try Certificate($0, at: now) }, limit: limit) {
            Cursor(list: list, key: "\($0.notAfter.microseconds) \($0.id)")
        }
    }

    private static let list = "certificates"

    private static func bounds(
        of filter: CertificateFilter, at now: Timestamp
    ) throws(PlatformError) -> (earliest: Int64, latest: Int64) {
        guard let days = filter.expiringWithinDays else { return (.min, .max) }
        guard (0...CertificateFilter.maximumDays).contains(days) else {
            throw .invalid(
                "expiring_within", "is \(days), and must be 0 to \(CertificateFilter.maximumDays) days",
                in: "the list of certificates")
        }
        let latest = CertificateValidity.end(of: days, from: now).microseconds
        return (filter.includesExpired ? .min : now.microseconds, latest)
    }

    /// How many certificates stand in each status, every status named.
    static func counts(
        in workspaceID: String, at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) -> [String: Int] {
        let rows = try transaction.rows(
            """
            SELECT COUNT(*) AS items, CASE WHEN not_before > not_after THEN 'error' WHEN not_after < $1 THEN 'expired'
                WHEN not_before > $1 THEN 'error' WHEN not_after <= $2 THEN 'expiring' ELSE 'healthy' END AS status
            FROM certificate WHERE workspace_id = $3 GROUP BY 2
            """,
            .integer(now.microseconds),
            .integer(CertificateValidity.end(of: CertificateValidity.expiringDays, from: now).microseconds),
            .text(workspaceID))
        let all = CertificateValidity.Status.allCases.map { ($0.rawValue, 0) }
        var counts = Dictionary(uniqueKeysWithValues: all)
        for row in rows { counts[try row.text("status")] = Int(try row.integer("items")) }
        return counts
    }
}
