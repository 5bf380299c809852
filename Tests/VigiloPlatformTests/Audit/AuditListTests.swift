// The audit log, read page by page.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct AuditListTests {
    private let house: House
    private let acme: Workspace
    private var audit: Audit { house.platform.audit }

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
    }

    /// All numbers, page by page.
    private func all(
        _ filter: AuditFilter = .init(), _ order: AuditOrder = .newest, limit: Int = 3, by caller: Caller? = nil
    ) async throws -> [Int64] {
        var found: [Int64] = []
        var page = PageRequest(limit: limit)
        repeat {
            let slice = try await audit.list(page, filter, order, in: "acme", by: caller ?? house.admin)
            #expect(slice.items.count <= limit)
            found += slice.items.map(\.seq)
            page.cursor = slice.nextCursor
        } while page.cursor != nil
        return found
    }

    private func open(_ count: Int, by caller: Caller? = nil) async throws {
        for _ in 0..<count {
            _ = try await house.platform.workItems.create(
                .task, NewWorkItem(title: "t"), in: "acme", by: caller ?? house.admin)
        }
    }

    @Test func `rows come newest first or oldest first, each once, on pages of any size`() async throws {
        try await open(9)
        for limit in [1, 3, 5, 10, 11] {
            #expect(try await all(limit: limit) == Array((1...10).reversed()))
            #expect(try await all(.init(), .oldest, limit: limit) == Array(1...10))
        }
        let first = try await audit.list(PageRequest(limit: 2), in: "acme", by: house.admin)
        let other = PageRequest(limit: 2, cursor: first.nextCursor)
        #expect(
            await refusal { _ = try await audit.list(other, .init(), .oldest, in: "acme", by: house.admin) }?.code
                == "bad_cursor")
        // What comes in between moves no page.
        try await open(3)
        #expect(try await audit.list(other, in: "acme", by: house.admin).items.map(\.seq) == [8, 7])
    }

    @Test func `they are narrowed by action, actor, target and time, by words and by patterns`() async throws {
        let eve = try await house.person("eve", .engineer, in: acme)
        try await open(2)
        try await open(2, by: eve)
        let item = try await house.platform.workItems.move(.task, key: "TASK-0003", to: "done", in: "acme", by: eve)
        let cases: [([AuditFilter.Key: String], [Int64])] = [
            ([.action: "task.create"], [3, 4, 5, 6]), ([.action: "task.*"], [3, 4, 5, 6, 7]),
            ([.action: "*.c*e*"], [3, 4, 5, 6, 7]), ([.action: "TASK.*"], []), ([.action: "task"], []),
            ([.actor: "eve@example.com"], [5, 6, 7]), ([.actor: eve.userID], [5, 6, 7]),
            ([.actor: "EVE@example.com"], [5, 6, 7]), ([.actor: "EVE@*"], [5, 6, 7]),
            ([.actor: "nobody@example.com"], []), ([.actor: "system"], []), ([.actor: "a\0b"], []),
            ([.targetID: item.id], [5, 7]), ([.targetID: "*"], [1, 2, 3, 4, 5, 6, 7]),
            ([.targetType: "user"], [1, 2]), ([.targetType: "t*", .actor: "root*"], [3, 4]),
            ([.targetID: item.id, .action: "*complete"], [7]),
        ]
        for (patterns, seqs) in cases {
            #expect(try await all(AuditFilter(patterns), .oldest, limit: 2) == seqs, "\(patterns)")
            #expect(try await all(AuditFilter(patterns), limit: 2) == seqs.reversed(), "\(patterns)")
        }
        let rows = try await house.auditRows(.workspace(acme.id))
        for (index, row) in rows.enumerated() {
            let since = AuditFilter(since: try row.timestamp("created_at"))
            let wanted = try rows.filter { try $0.timestamp("created_at") >= row.timestamp("created_at") }
            #expect(try await all(since, .oldest) == wanted.map { try $0.integer("seq") }, "\(index)")
        }
        #expect(try await all(AuditFilter(since: Timestamp.now().adding(seconds: 60))) == [])
        let long = AuditFilter([.action: String(repeating: "a", count: 301)])
        #expect(await refusal { _ = try await all(long) }?.kind == .invalid)
    }

    @Test func `a page of a long log looks at no more rows than it may, and the next one goes on`() async throws {
        let rows = AuditFilter.mostRowsLookedAt + 100
        let chain = acme.id
        // Rows as they are stored; their hashes are not asked for here.
        try await house.database.write { transaction in
            _ = try transaction.execute(
                """
                WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
                INSERT INTO audit_log (chain, seq, id, workspace, action, target_type, target_id, created_at, prev_hash,
                                       hash)
                SELECT $2, i, 'r' || i, $2, 'task.create', 'task', 't' || (i / 1000), i, 'p', 'h' FROM n
                """, .integer(rows), .text(chain))
        }
        for patterns: [AuditFilter.Key: String] in [[.action: "member.add"], [.action: "member.*"]] {
            let first = try await audit.list(PageRequest(), AuditFilter(patterns), in: "acme", by: house.admin)
            #expect(first.items.isEmpty && first.nextCursor != nil)
            let second = try await audit.list(
                PageRequest(cursor: first.nextCursor), AuditFilter(patterns), in: "acme", by: house.admin)
            #expect(second.items.map(\.seq) == [1] && second.nextCursor == nil)
        }
        // A target is found by an index, wherever it is.
        let target = try await audit.list(
            PageRequest(limit: 500), AuditFilter([.targetID: "t1"]), in: "acme", by: house.admin)
        #expect(target.items.first?.seq == 1999 && target.nextCursor != nil)
        #expect(
            try await all(AuditFilter([.targetID: "t1", .action: "*create"]), .oldest, limit: 400)
                == Array(1000...1999))
    }

    @Test func `a target leads to its rows by an index`() async throws {
        let plan = try await house.database.read { transaction in
            try transaction.rows(
                """
                EXPLAIN QUERY PLAN \(AuditRecord.select)
                WHERE a.chain || '' = $1 AND a.seq > $2 AND a.seq < $3 AND a.target_id = $4 ORDER BY a.seq DESC LIMIT $5
                """, "w", 0, 9, "t", 5
            ).map { try $0.text("detail") }
        }
        #expect(plan.contains { $0.contains("audit_log_by_target") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test func `a workspace's log is for its members, the platform's for platform admins`() async throws {
        let viewer = try await house.person("vic", .viewer, in: acme)
        let stranger = try await house.person("sue")
        #expect(try await all(by: viewer).count == 2)
        #expect(await refusal { _ = try await all(by: stranger) }?.code == "workspace_not_found")
        let rows = try await audit.list(PageRequest(), in: nil, by: house.admin).items
        #expect(rows.map(\.action).contains("workspace.create") && rows.allSatisfy { $0.workspaceID == nil })
        #expect(
            await refusal { _ = try await audit.list(PageRequest(), in: nil, by: viewer) }?.kind == .forbidden)
        #expect(await refusal { _ = try await audit.show(1, in: nil, by: viewer) }?.kind == .forbidden)
        let first = try await audit.show(1, in: nil, by: house.admin)
        #expect(first.record.action == "installation.initialise")
        #expect(first.undoing == .impossible("an installation begins once"))
    }

    @Test(arguments: [
        ("", "", true), ("", "a", false), ("*", "", true), ("**", "abc", true), ("a*", "abc", true),
        ("*c", "abc", true),
        ("a*c", "abc", true), ("a*b", "abc", false), ("*b*", "abc", true), ("a*b*c", "abbcbc", true),
        ("*ab", "aab", true),
        ("a", "A", false), ("ä*", "äb", true), ("*a*a*a*a*b", String(repeating: "a", count: 300), false),
    ])
    func `a star stands for any characters, and nothing else does`(pattern: String, text: String, fits: Bool) {
        #expect(Glob(pattern).matches(text) == fits)
    }

    @Test func `since is a time, a date, or how long ago`() {
        let now = Timestamp(microseconds: 1_800_000_000_000_000)
        #expect(Timestamp(since: "2026-12-25", now: now) == Timestamp(parsing: "2026-12-25T00:00:00Z"))
        #expect(Timestamp(since: "2026-12-25T09:30:00+01:00", now: now) == Timestamp(parsing: "2026-12-25T08:30:00Z"))
        #expect(Timestamp(since: "90m", now: now) == now.adding(seconds: -5400))
        #expect(Timestamp(since: "1w", now: now) == now.adding(seconds: -604_800))
        for text in ["", "7", "d", "-1d", "1y", "99999999999d", "yesterday", "2026-13-01"] {
            #expect(Timestamp(since: text, now: now) == nil, "\(text)")
        }
    }
}
