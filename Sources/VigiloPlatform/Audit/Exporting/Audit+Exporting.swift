// Exporting a chain: who may, and where it begins.

import VigiloAudit
import VigiloJSON
import VigiloStore

extension Audit {
    /// The rows of a chain that fit, as they are now. A workspace's chain needs `audit.read`, the platform's `audit.read_all`.
    /// That somebody took them out is a row itself, and the last of the export.
    ///
    /// - Parameter slug: nil for the platform's chain.
    public func export(
        _ filter: AuditFilter = .init(), in slug: String?, by caller: Caller
    ) async throws -> AuditExport {
        try filter.check()
        let records = records
        return try await records.write { transaction in
            let chain = try Self.readable(slug, by: caller, transaction).chain
            let header = try Self.header(of: chain, isWhole: filter.isEmpty, transaction)
            var metadata: [String: JSONValue] = ["part": .string(filter.isEmpty ? "whole" : "selection")]
            for (key, patterns) in filter.patterns where !patterns.isEmpty {
                metadata[key.rawValue] = .array(patterns.map(JSONValue.string))
            }
            metadata["since"] = filter.since.map { .string($0.rfc3339) }
            let entry = AuditEntry(
                action: "audit.export", targetType: "audit_chain", targetID: chain.name, actor: .caller(caller),
                metadata: metadata)
            let end = try chain.append(entry, at: .now(), transaction)
            return AuditExport(chain, called: slug ?? "platform", filter, header, to: end, records)
        }
    }

    private static func header(
        of chain: AuditChain, isWhole: Bool, _ transaction: Transaction
    ) throws -> ExportHeader {
        guard let installation = try transaction.first("SELECT id FROM installation")?.text("id") else {
            throw StoreError(.corrupt, "The installation has no id; restore the database from a backup.")
        }
        let origin = AuditOrigin(installation: installation, chain: chain.name).text
        return ExportHeader(origin: origin, start: try chain.start(transaction), part: isWhole ? .whole : .selection)
    }
}

extension AuditChain {
    /// Where the chain begins: behind the rows that were archived.
    func start(_ transaction: Transaction) throws(StoreError) -> ChainCheck.Start {
        let row = try transaction.first("SELECT seq, hash, tree FROM audit_start WHERE chain = $1", .text(name))
        guard let row else { return ChainCheck.Start(hash: genesis, tree: CompactRange()) }
        guard let seq = UInt64(exactly: try row.integer("seq")), let hash = Hash(hex: try row.text("hash")),
            let tree = CompactRange(size: seq, bytes: try row.blob("tree"))
        else {
            throw StoreError(
                .corrupt, "The beginning of the audit chain '\(name)' is damaged; look with: vigilo audit verify")
        }
        return ChainCheck.Start(hash: hash, tree: tree)
    }
}
