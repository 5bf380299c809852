// The audit log: every change tells of itself, and every row holds the one before.

import Testing
import VigiloAudit
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct AuditTests {
    @Test func `the stored rows of both chains prove themselves up to the head`() async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        let engineer = try await house.person("ann", .engineer, in: workspace)
        for _ in 0..<5 {
            let item = try await house.platform.workItems.create(
                .task, NewWorkItem(title: "Grüße \u{1F4BE}"), in: "acme", by: engineer)
            _ = try await house.platform.workItems.move(.task, key: item.key, to: "done", in: "acme", by: engineer)
        }
        try await house.platform.audit.record([
            PlatformAuditEntry(action: "plugin.load", targetType: "plugin", targetID: "x")
        ])
        #expect(try await verifiedRows(.platform, house) == 7)
        #expect(try await verifiedRows(.workspace(workspace.id), house) == 12)
    }

    /// Walks a chain from its rows alone, and holds the end and its tree against the head; how many rows there are.
    private func verifiedRows(_ chain: AuditChain, _ house: House) async throws -> Int {
        let (rows, head) = try await house.database.read { transaction in
            (
                try chain.rows(after: 0, to: .max, transaction),
                try #require(try AuditHead.find(chain, transaction))
            )
        }
        let origin = AuditOrigin(installation: "x", chain: chain.name).text
        var check = ChainCheck(origin: origin, keys: [], start: .init(of: AuditChainName(chain.name)))
        var buffer = RowBytes()
        for row in rows { check.add(row, &buffer) }
        let report = check.report(head: .record(seq: UInt64(head.seq), hash: head.hash, root: head.tree.root))
        #expect(report.breaks == [])
        #expect(report.verdict == .cannotTell)
        #expect(report.lastSeq == UInt64(head.seq))
        #expect(rows.allSatisfy { $0.workspace == chain.workspaceID })
        return rows.count
    }

    @Test func `what is recorded for the system names it as the actor`() async throws {
        let house = try await House()
        let entry = PlatformAuditEntry(
            action: "plugin.refuse", targetType: "plugin", targetID: "bad.so", newValue: ["reason": "elf.truncated"],
            metadata: ["sha256": "00ff"])
        try await house.platform.audit.record([entry, entry])
        try await house.platform.audit.record([])
        let rows = try await house.auditRows(.platform).suffix(2)
        for row in rows {
            #expect(try row.text("action") == "plugin.refuse")
            #expect(try row.optionalText("actor") == nil)
            #expect(try row.text("new_value") == #"{"reason":"elf.truncated"}"#)
            #expect(try row.text("metadata") == #"{"actor_kind":"system","sha256":"00ff"}"#)
        }
        #expect(rows.count == 2)
    }

    @Test func `where the audit row cannot be written, neither is what it would tell of`() async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        let task = try await house.platform.workItems.create(
            .task, NewWorkItem(title: "a"), in: "acme", by: house.admin)
        try await house.database.write { transaction in
            _ = try transaction.execute(
                "CREATE TRIGGER stop BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no audit row today'); END")
        }
        let items = house.platform.workItems
        for attempt: @Sendable () async throws -> Void in [
            { _ = try await items.create(.task, NewWorkItem(title: "b"), in: "acme", by: house.admin) },
            { _ = try await items.move(.task, key: task.key, to: "done", in: "acme", by: house.admin) },
            { _ = try await house.platform.workspaces.update("acme", name: "New", by: house.admin) },
            { _ = try await house.workspace("other") },
        ] {
            await #expect(throws: StoreError.self) { try await attempt() }
        }
        #expect(try await items.list(.task, PageRequest(), in: "acme", by: house.admin).items == [task])
        #expect(try await house.platform.workspaces.show("acme", by: house.admin) == workspace)
        #expect(try await house.count("workspace") == 1)
        try await house.database.write { _ = try $0.execute("DROP TRIGGER stop") }
        // The number was rolled back with the row: nothing is skipped.
        let next = try await items.create(.task, NewWorkItem(title: "c"), in: "acme", by: house.admin)
        #expect(next.key == "TASK-0002")
        #expect(try await verifiedRows(.workspace(workspace.id), house) == 3)
    }
}
