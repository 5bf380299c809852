// The audit log exported: whole, in part, with its checkpoints, and without rows that have gone.

import Testing
import VigiloAudit
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct ExportTests {
    private let house: House
    private let acme: Workspace
    private var audit: Audit { house.platform.audit }

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
    }

    private func append(_ count: Int) async throws {
        let entry = AuditEntry(
            action: "task.create", targetType: "task", targetID: "t", actor: .system, newValue: ["title": "Größe \n"])
        let chain = AuditChain.workspace(acme.id)
        try await house.database.write { transaction in
            try chain.append(Array(repeating: entry, count: count), at: .now(), transaction)
        }
    }

    private func lines(_ filter: AuditFilter = .init()) async throws -> (lines: [ExportLine], report: ChainReport) {
        var export = try await audit.export(filter, in: "acme", by: house.admin)
        var reader = ExportReader()
        var check = ExportCheck(keys: [])
        var lines: [ExportLine] = []
        while let part = try await export.next() {
            try reader.read(part) { lines.append($0) }
            try check.read(part)
        }
        try reader.finish()
        return (lines, try check.report())
    }

    @Test func `every row is there as it was hashed, that of the export the last`() async throws {
        try await append(2_500)
        let (lines, report) = try await lines()
        #expect(report.rows == 2_502 && report.breakCount == 0, "\(report)")
        guard case .header(let header) = lines.first, case .row(let last) = lines.last else {
            Issue.record("no header or no row")
            return
        }
        let installation = try #require(try await house.platform.installation.id())
        #expect(header.origin == "vigilo/\(installation)/\(acme.id)")
        #expect(header.start.tree.size == 0)
        #expect(last.action == "audit.export" && last.actor == house.admin.userID && last.seq == 2_502)
    }

    @Test func `stored checkpoints stand behind the last row that they tell of`() async throws {
        try await append(2_000)
        for size in [1, 1_000, 1_001, 1_999] as [Int64] {
            _ = try await house.database.write { transaction in
                try transaction.execute(
                    "INSERT INTO audit_checkpoint (chain, size, note, created_at) VALUES ($1, $2, $3, $4)",
                    .text(acme.id), .integer(size), .text("note \(size)"), .integer(1))
            }
        }
        let lines = try await lines().lines
        let places = lines.enumerated().compactMap { index, line -> String? in
            guard case .checkpoint(let note) = line, case .row(let row) = lines[index - 1] else { return nil }
            return "\(note) \(row.seq)"
        }
        #expect(places == ["note 1 1", "note 1000 1000", "note 1001 1001", "note 1999 1999"])
    }

    @Test func `a selection has the rows that fit, each of which can be checked`() async throws {
        try await append(1_200)
        let filter = AuditFilter(all: [.action: ["task.*", "*create"]])
        let (lines, report) = try await lines(filter)
        #expect(report.rows == 1_200 && report.breakCount == 0 && report.verdict == .cannotTell, "\(report)")
        #expect(lines.count == 1_201)
        let row = try #require(try await house.auditRows(.workspace(acme.id)).last)
        #expect(try row.optionalText("metadata")?.contains(#""part":"selection""#) == true)
    }

    @Test func `rows that were archived are not there, and those that go meanwhile end it`() async throws {
        try await append(3_000)
        let archive: @Sendable (Int64) async throws -> Void = { [house, acme] seq in
            _ = try await house.database.write { transaction in
                var tree = CompactRange()
                let chain = AuditChain.workspace(acme.id)
                for leaf in try AuditTiles(chain: chain).leaves(from: 0, to: UInt64(seq), transaction) {
                    tree.append(leaf)
                }
                let hash = try transaction.first(
                    "SELECT hash FROM audit_log WHERE chain = $1 AND seq = $2", .text(chain.name), .integer(seq))
                try transaction.execute("DELETE FROM audit_start WHERE chain = $1", .text(chain.name))
                try transaction.execute(
                    "INSERT INTO audit_start (chain, seq, hash, tree) VALUES ($1, $2, $3, $4)", .text(chain.name),
                    .integer(seq), .text(try hash?.text("hash") ?? ""), .blob(tree.bytes))
            }
        }
        try await archive(700)
        let (lines, report) = try await lines()
        guard case .header(let header) = lines.first, case .row(let first) = lines[1] else {
            Issue.record("no header or no row")
            return
        }
        #expect(header.start.tree.size == 700 && first.seq == 701 && first.previousHash == header.start.hash)
        #expect(report.rows == 3_002 - 700)
        var export = try await audit.export(in: "acme", by: house.admin)
        _ = try await export.next()
        _ = try await export.next()
        try await archive(2_500)
        #expect(await refusal { while try await export.next() != nil {} }?.code == "audit_archived")
    }

    @Test func `whoever may not read may not export, and that leaves no row`() async throws {
        let eve = try await house.person("eve")
        let before = try await house.count("audit_log")
        #expect(await refusal { _ = try await audit.export(in: "acme", by: eve) }?.code == "workspace_not_found")
        #expect(await refusal { _ = try await audit.export(in: nil, by: eve) }?.kind == .forbidden)
        #expect(try await house.count("audit_log") == before)
    }
}
