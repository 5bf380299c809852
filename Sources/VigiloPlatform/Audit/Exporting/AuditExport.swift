// A chain on its way out: rows and checkpoints as lines, in the format of VigiloAudit's FORMAT.md.

import VigiloAudit
import VigiloStore

/// The lines of an export, part by part. Each part is read in a transaction of its own, so that no transaction waits for
/// whoever takes them; rows that are appended in the meantime are not part of it.
public struct AuditExport: Sendable {
    private let records: Records
    private let chain: AuditChain
    private let filter: AuditFilter
    private let header: ExportHeader
    /// The last row of it.
    private let end: Int64
    private var position: Int64
    private var isBegun = false
    /// Whether it has every row of the chain, or some that were picked out.
    public let isWhole: Bool
    /// What a file is to be called that it is kept in.
    public let fileName: String

    /// How many rows are read in one transaction.
    private static let step = 1_000

    init(
        _ chain: AuditChain, called name: String, _ filter: AuditFilter, _ header: ExportHeader, to end: Int64,
        _ records: Records
    ) {
        self.records = records
        self.chain = chain
        self.filter = filter
        self.header = header
        self.end = end
        position = Int64(clamping: header.start.tree.size)
        isWhole = filter.isEmpty
        fileName = "\(name).audit.jsonl"
    }

    /// The next lines, each with its newline; nil at the end. There may be none in a part. Throws `audit_archived` where rows
    /// that were still to come have been archived.
    public mutating func next() async throws -> [UInt8]? {
        guard isBegun else {
            isBegun = true
            return ExportLine.header(header).bytes
        }
        guard position < end else { return nil }
        let (chain, filter, position, end) = (chain, filter, position, end)
        let part = try await records.read { transaction in
            guard try AuditStart.seq(chain, transaction) <= position else { throw Self.archived }
            return filter.isEmpty
                ? try Self.rows(of: chain, after: position, to: min(end, position + Int64(Self.step)), transaction)
                : try Self.selection(of: chain, filter, after: position, to: end, transaction)
        }
        self.position = part.end
        return part.lines.flatMap(\.bytes)
    }

    private struct Part {
        var lines: [ExportLine]
        var end: Int64
    }

    /// All rows between two numbers, and each checkpoint behind the last row that it tells of.
    private static func rows(
        of chain: AuditChain, after start: Int64, to end: Int64, _ transaction: Transaction
    ) throws -> Part {
        var checkpoints = try transaction.rows(
            """
            SELECT size, note FROM audit_checkpoint WHERE chain = $1 AND size > $2 AND size <= $3 ORDER BY size DESC
            """, .text(chain.name), .integer(start), .integer(end)
        ).map { (size: try $0.integer("size"), note: try $0.text("note")) }
        var lines: [ExportLine] = []
        for row in try chain.rows(after: start, to: end, transaction) {
            lines.append(.row(row))
            while let next = checkpoints.last, next.size <= Int64(clamping: row.seq) {
                lines.append(.checkpoint(next.note))
                checkpoints.removeLast()
            }
        }
        return Part(lines: lines, end: end)
    }

    /// Rows that fit a filter; as far as one transaction looks for them.
    private static func selection(
        of chain: AuditChain, _ filter: AuditFilter, after start: Int64, to end: Int64, _ transaction: Transaction
    ) throws -> Part {
        let page = AuditPage(
            chain: chain, filter: try PreparedAuditFilter(filter, transaction), order: .oldest, since: filter.since)
        let (found, next) = try page.rows(after: start, limit: step, transaction) { try LoggedRow($0, of: chain) }
        let rows = found.filter { Int64(clamping: $0.seq) <= end }
        return Part(lines: rows.map(ExportLine.row), end: min(next ?? end, end))
    }

    private static var archived: PlatformError {
        PlatformError(
            .conflict, code: "audit_archived",
            "Rows that were still to be exported have been archived in the meantime.",
            hint: "Export again, and keep the archive beside it.")
    }
}
