// Old rows of the audit log move to a file, and nothing is lost on the way.

import Foundation
import Testing
import VigiloAudit
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct ArchiveTests {
    private let house: House
    private let acme: Workspace
    private let log: ArchiveHouse

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
        log = ArchiveHouse(house, .workspace(acme.id))
    }

    @Test(arguments: [1, 255, 256, 257, 511, 1300]) func `the rows go, and the chain proves itself from behind them`(
        last: Int
    ) async throws {
        if last > 1 { try await log.append(last - 1) }
        let cut = Timestamp.now()
        try await log.append(300)
        let before = try await log.rows()
        let tree = try await tree(at: UInt64(last))
        let archive = try #require(try await log.archives.make(before: cut, in: "acme", by: house.admin))
        #expect(archive.firstSeq == 1 && archive.lastSeq == Int64(last))
        #expect(try log.rows(of: archive) == Array(before.prefix(last)))
        #expect(try await log.archives.removeArchivedRows() == last)
        #expect(try await log.rows().map(\.seq) == Array(UInt64(last + 1)...UInt64(last + 301)))
        #expect(try await log.everyRow().dropLast() == before[...])
        try await log.verify()
        #expect(try await self.tree(at: UInt64(last)) == tree)
        // The chain goes on as if nothing had been, over the end of tiles and after a restart too.
        let other = try log.copy()
        try await other.append(300)
        try await other.verify()
        let seq = Int64(last + 300)
        let root = MerkleTree.root(
            ofLeafHashes: try await other.everyRow().prefix(Int(seq)).map(\.hashedBytes.leafHash))
        #expect(try await ArchiveTests.tree(at: UInt64(seq), of: other).root == root)
        try other.remove()
    }

    private func tree(at size: UInt64) async throws -> CompactRange { try await Self.tree(at: size, of: log) }

    private static func tree(at size: UInt64, of log: ArchiveHouse) async throws -> CompactRange {
        let chain = log.chain
        return try await log.database.read { try AuditTiles(chain: chain).range(at: size, $0) }
    }

    @Test func `a second archive begins where the first ended, with the checkpoints of its rows`() async throws {
        try await log.append(400)
        let first = try #require(try await log.archives.make(before: .now(), in: "acme", by: house.admin))
        try await log.append(400)
        let second = try #require(try await log.archives.make(before: .now(), in: "acme", by: house.admin))
        #expect(second.firstSeq == first.lastSeq + 1 && second.lastSeq == 802)
        #expect(try log.rows(of: second).first?.action == "audit.archive")
        #expect(try await log.archives.removeArchivedRows() == 802)
        try await log.verify()
        let list = try await log.archives.list(PageRequest(limit: 1), in: "acme", by: house.admin)
        #expect(list.items.map(\.file) == [second.file])
        let rest = PageRequest(limit: 1, cursor: list.nextCursor)
        let older = try await log.archives.list(rest, in: "acme", by: house.admin)
        #expect(older.items.map(\.sha256) == [first.sha256] && older.nextCursor == nil)
        #expect(older.items.map(\.removedThrough) == [first.lastSeq])
    }

    @Test func `the row that tells of it names the file, its sum and its rows`() async throws {
        try await log.append(3)
        let cut = Timestamp.now()
        let archive = try #require(try await log.archives.make(before: cut, in: "acme", by: house.admin))
        let row = try #require(try await log.rows().last)
        #expect(row.action == "audit.archive" && row.targetType == "audit_chain" && row.targetID == acme.id)
        #expect(row.actor == house.admin.userID)
        let value = try JSONValue(parsing: try #require(row.newValue))
        #expect(
            value == [
                "first_seq": 1, "last_seq": 4, "file": .string("audit-archives/\(acme.id)/1-4.jsonl"),
                "sha256": .string(archive.sha256), "before": .string(cut.rfc3339),
            ])
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(log.path)/\(archive.file)")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `an old row behind a young one stays, and nothing old enough is an answer`() async throws {
        let cut = Timestamp.now()
        try await log.append(1, at: cut)
        try await log.append(5, at: Timestamp(microseconds: cut.microseconds - 60_000_000))
        #expect(try await log.archives.make(before: cut, in: "acme", by: house.admin)?.lastSeq == 1)
        #expect(try await log.archives.make(before: cut, in: "acme", by: house.admin) == nil)
        #expect(log.files == ["1-1.jsonl"])
        let early = Timestamp(microseconds: 0)
        #expect(try await log.archives.make(before: early, in: nil, by: house.admin) == nil)
        let late = Timestamp.now().adding(seconds: 60)
        let refused = await refusal { _ = try await log.archives.make(before: late, in: "acme", by: house.admin) }
        #expect(refused?.fields.map(\.field) == ["before"])
    }

    @Test func `what was only tried leaves nothing`() async throws {
        try await log.append(3)
        let outline = try await log.archives.make(before: .now(), isTrial: true, in: "acme", by: house.admin)
        #expect(outline?.firstSeq == 1 && outline?.lastSeq == 4)
        #expect(log.files == [])
        #expect(try await log.rows().count == 4)
    }

    @Test func `archived rows count as gone before they are removed, and after`() async throws {
        let items = house.platform.workItems
        try await house.define("area", "text")
        let change = try await house.open(["area": "x"])
        let archive = try #require(try await log.archives.make(before: .now(), in: "acme", by: house.admin))
        for _ in 0..<2 {
            let audit = house.platform.audit
            let list = try await audit.list(PageRequest(), in: "acme", by: house.admin)
            #expect(list.items.map(\.seq) == [archive.lastSeq + 1])
            let since = AuditFilter([.targetID: change.id])
            #expect(try await audit.list(PageRequest(), since, in: "acme", by: house.admin).items.isEmpty)
            let shown = await refusal { _ = try await audit.show(3, in: "acme", by: house.admin) }
            #expect(shown?.code == "audit_row_archived" && shown?.kind == .notFound)
            #expect(shown?.sentence.contains(archive.file) == true)
            let undone = await refusal { _ = try await audit.undo(3, in: "acme", by: house.admin) }
            #expect(undone?.code == "audit_row_archived")
            let history = try await items.fieldHistory(
                of: .change, key: change.key, PageRequest(), in: "acme", by: house.admin)
            #expect(history.items.isEmpty)
            #expect(try await audit.latestArchive(in: "acme", by: house.admin)?.lastSeq == archive.lastSeq)
            try await log.archives.removeArchivedRows()
        }
        #expect(
            await refusal { _ = try await house.platform.audit.show(99, in: "acme", by: house.admin) }?.code
                == "audit_row_not_found")
    }

    @Test func `an owner archives their workspace's log, and only a platform admin the platform's`() async throws {
        let owner = try await house.person("olga", .owner, in: acme)
        let admin = try await house.person("adam", .admin, in: acme)
        for (slug, caller) in [("acme", admin), (nil, owner), (nil, admin)] {
            let refused = await refusal { _ = try await log.archives.make(before: .now(), in: slug, by: caller) }
            #expect(refused?.code == "forbidden")
        }
        #expect(try await log.archives.make(before: .now(), in: "acme", by: owner) != nil)
        #expect(try await log.archives.make(before: .now(), in: nil, by: house.admin) != nil)
        try await log.verify()
        try await ArchiveHouse(house, .platform).verify()
    }

    @Test func `rows that do not prove themselves are not archived`() async throws {
        try await log.append(20)
        try await house.database.write { transaction in
            _ = try transaction.execute(
                "UPDATE audit_log SET action = 'task.delete' WHERE seq = 7 AND target_id = 't5'")
        }
        let refused = await refusal { _ = try await log.archives.make(before: .now(), in: "acme", by: house.admin) }
        #expect(refused?.code == "audit_not_intact")
        #expect(refused?.sentence.contains("row 7") == true)
        #expect(log.files == [])
        #expect(try await log.rows().count == 21)
    }
}
