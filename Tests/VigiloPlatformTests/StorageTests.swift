// What becomes of a request when the storage fails.

import Testing
import VigiloStore

@testable import VigiloPlatform

@Suite struct StorageTests {
    @Test func `a full disk is an answer, and everything goes on where it stopped once there is space`() async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        let items = house.platform.workItems
        // The limit of pages stands in for the disk: SQLite answers both in the same way.
        try await house.database.write { _ = try $0.rows("PRAGMA max_page_count = 1") }
        var created = 0
        let error = await refusal {
            while created < 1000 {
                _ = try await items.create(.task, NewWorkItem(title: "x"), in: "acme", by: house.admin)
                created += 1
            }
        }
        #expect(error?.kind == .unavailable)
        #expect(error?.code == "storage_full")
        #expect(error?.cause?.contains("SQLite 13") == true)
        #expect(
            try await items.list(.task, PageRequest(limit: 500), in: "acme", by: house.admin).items.count == created)
        #expect(try await house.platform.tokens.authenticate(house.adminToken) == house.admin)

        try await house.database.write { _ = try $0.rows("PRAGMA max_page_count = 100000") }
        let next = try await items.create(.task, NewWorkItem(title: "x"), in: "acme", by: house.admin)
        #expect(next.number == Int64(created + 1))
        let seqs = try await house.auditRows(.workspace(workspace.id)).map { try $0.integer("seq") }
        #expect(seqs == Array(1...Int64(created + 2)))
    }

    @Test func `a mistake in our own SQL is no answer`() async throws {
        let house = try await House()
        let records = Records(database: house.database)
        await #expect(throws: StoreError.self) { try await records.read { try $0.rows("SELECT nonsense").count } }
    }
}
