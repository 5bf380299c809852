// The audit log: every change tells of itself, and every row holds the one before.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct AuditTests {
    private let workspaceID = "0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b"

    // The constants of this test were computed apart from this code, with Python's struct and hashlib.
    @Test func `the first hashes of a chain are the known ones`() {
        #expect(
            Digest.text(AuditChain.platform.genesis)
                == "e40e45e45aa0b0d70011ac368b96f8c89ae151a422bc34b18e96b2e5573bca5f")
        #expect(
            Digest.text(AuditChain.workspace(workspaceID).genesis)
                == "9308a3e63332bdd76df16dff5c73a8cec6b1da3ea96c6eb1d1f5bb0f996ac317")
    }

    @Test func `known rows have the known hashes`() {
        let onPlatform = AuditRow(
            seq: 1, createdAt: Timestamp(microseconds: 1_798_191_000_000_000),
            id: "0190a1b2-0000-7000-8000-000000000001", workspaceID: nil, action: "plugin.load", targetType: "plugin",
            targetID: "risk_math", actor: nil, oldValue: nil, newValue: #"{"version":"1.2.0"}"#,
            metadata: #"{"actor_kind":"system"}"#)
        #expect(
            Digest.text(onPlatform.hash(after: AuditChain.platform.genesis))
                == "d6db1cee9da80189e112e7f4219e1f723bccdcc4f59f0a1856907f3f4bcd0273")

        let inWorkspace = AuditRow(
            seq: 1, createdAt: Timestamp(microseconds: 1_798_191_000_000_001),
            id: "0190a1b2-0000-7000-8000-000000000002", workspaceID: workspaceID, action: "change.approve",
            targetType: "change", targetID: "0190a1b2-0000-7000-8000-000000000003",
            actor: "0190a1b2-0000-7000-8000-000000000004", oldValue: #"{"status":"review"}"#,
            newValue: #"{"status":"approved"}"#, metadata: #"{"key":"CHG-00001","note":"Grüße"}"#)
        let hash = inWorkspace.hash(after: AuditChain.workspace(workspaceID).genesis)
        #expect(Digest.text(hash) == "d1daadc14348a37c9db53ed22c3491a9ebc1373d6a3e99b8dddede9b233f08d5")

        let empty = AuditRow(
            seq: 2, createdAt: Timestamp(microseconds: -1), id: "", workspaceID: "", action: "", targetType: "",
            targetID: "", actor: "", oldValue: "", newValue: "", metadata: "")
        #expect(
            Digest.text(empty.hash(after: hash)) == "0299e1036649926b72bf4ac68baf7eace5bbdc5a94bc09ff24e5d5f097d153ff")
    }

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

    /// Walks a chain from its rows alone; how many there are.
    private func verifiedRows(_ chain: AuditChain, _ house: House) async throws -> Int {
        var previous = chain.genesis
        let rows = try await house.auditRows(chain)
        for (index, row) in rows.enumerated() {
            let read = AuditRow(
                seq: UInt64(try row.integer("seq")), createdAt: try row.timestamp("created_at"), id: try row.text("id"),
                workspaceID: try row.optionalText("workspace"), action: try row.text("action"),
                targetType: try row.text("target_type"), targetID: try row.text("target_id"),
                actor: try row.optionalText("actor"), oldValue: try row.optionalText("old_value"),
                newValue: try row.optionalText("new_value"), metadata: try row.optionalText("metadata"))
            #expect(read.seq == UInt64(index + 1))
            #expect(read.workspaceID == chain.workspaceID)
            #expect(try row.text("prev_hash") == Digest.text(previous))
            previous = read.hash(after: previous)
            #expect(try row.text("hash") == Digest.text(previous))
        }
        let head = try await house.database.read {
            try $0.first("SELECT seq, hash FROM audit_head WHERE chain = $1", .text(chain.name))
        }
        #expect(try head?.integer("seq") == Int64(rows.count))
        #expect(try head?.text("hash") == Digest.text(previous))
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
