// The audit log, read: page by page, row by row.

import VigiloStore

extension Audit {
    /// A page of a chain. A workspace's needs `audit.read`, the platform's `audit.read_all`.
    ///
    /// - Parameter slug: nil for the platform's chain.
    public func list(
        _ page: PageRequest, _ filter: AuditFilter = .init(), _ order: AuditOrder = .newest, in slug: String?,
        by caller: Caller
    ) async throws -> Slice<AuditRecord> {
        let limit = try page.checkedLimit()
        try filter.check()
        let list = "audit.\(order.rawValue)"
        let position = try page.cursor.map { text throws(PlatformError) in
            guard let seq = Int64(try Cursor(parsing: text, list: list).key), seq > 0, seq < .max else {
                throw Cursor.unreadable
            }
            return seq
        }
        return try await records.read { transaction in
            let chain = try Self.readable(slug, by: caller, transaction).chain
            let question = AuditPage(
                chain: chain, filter: try PreparedAuditFilter(filter, transaction), order: order, since: filter.since)
            let (found, end) = try question.rows(after: position, limit: limit, transaction)
            return Slice(items: found, nextCursor: end.map { Cursor(list: list, key: String($0)).text })
        }
    }

    /// The archive that ends where the chain begins; nil: no row was archived. A workspace's needs `audit.read`, the
    /// platform's `audit.read_all`.
    ///
    /// - Parameter slug: nil for the platform's chain.
    public func latestArchive(in slug: String?, by caller: Caller) async throws -> AuditArchive? {
        try await records.read { transaction in
            let chain = try Self.readable(slug, by: caller, transaction).chain
            return try AuditArchive.list(chain, limit: 1, transaction).first
        }
    }

    /// A row by its number, and whether it can be undone. A workspace's needs `audit.read`, the platform's
    /// `audit.read_all`.
    ///
    /// - Parameter slug: nil for the platform's chain.
    public func show(
        _ seq: Int64, in slug: String?, by caller: Caller
    ) async throws -> (record: AuditRecord, undoing: UndoOutlook) {
        try await records.read { transaction in
            let (chain, name) = try Self.readable(slug, by: caller, transaction)
            let record = try Self.find(seq, in: chain, of: name, transaction)
            return (record, try UndoOutlook(for: record, in: chain, transaction))
        }
    }

    /// The chain that the caller may read, and what people call it.
    static func readable(
        _ slug: String?, by caller: Caller, _ transaction: Transaction
    ) throws -> (chain: AuditChain, name: String) {
        guard let slug else {
            try Permissions.check(.auditReadAll, by: caller, transaction)
            return (.platform, "the platform")
        }
        let workspace = try Permissions.check(.auditRead, in: slug, by: caller, transaction)
        return (.workspace(workspace.id), "workspace '\(workspace.slug)'")
    }

    static func find(
        _ seq: Int64, in chain: AuditChain, of name: String, _ transaction: Transaction
    ) throws -> AuditRecord {
        if let record = try AuditRecord.find(seq, in: chain, transaction) { return record }
        if let archive = try AuditArchive.holding(seq, of: chain, transaction) {
            throw PlatformError(
                .notFound, code: "audit_row_archived",
                "Row \(seq) of the audit log of \(name) was archived: it is in \(archive.file) in the data directory.",
                hint: "Each line of the file is a row; its SHA-256 is \(archive.sha256).")
        }
        throw PlatformError(
            .notFound, code: "audit_row_not_found", "There is no row \(seq) in the audit log of \(name).",
            hint: "List its rows with: vigilo audit list")
    }
}
