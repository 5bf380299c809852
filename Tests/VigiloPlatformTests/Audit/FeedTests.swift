// Following the audit log: order, nothing missing, nothing twice, bounds, and who may.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite(.timeLimit(.minutes(5))) struct FeedTests {
    private let house: House
    private let acme: Workspace
    private var audit: Audit { house.platform.audit }

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
    }

    /// Runs the feed while `body` runs.
    private func feeding<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let feed = audit.feed
            group.addTask { await feed.run() }
            let result = try await body()
            group.cancelAll()
            return result
        }
    }

    private func open(_ count: Int, by caller: Caller? = nil) async throws {
        for _ in 0..<count {
            _ = try await house.platform.workItems.create(
                .task, NewWorkItem(title: "t"), in: "acme", by: caller ?? house.admin)
        }
    }

    /// The first rows that come, as many as are asked for.
    private func rows(
        _ count: Int, _ request: AuditTailRequest, in slug: String? = "acme"
    ) async throws -> [FollowedRow] {
        var (tail, _) = try await audit.tail(request, in: slug, by: house.admin)
        let end = tail.end
        defer { end() }
        var found: [FollowedRow] = []
        while found.count < count, let part = try await tail.next() { found += part.rows }
        return found
    }

    @Test func `while sixteen write, whoever comes at any time gets every row once and in order`() async throws {
        let (writers, each, comers) = (16, 25, 20)
        let total = 1 + writers * each + comers
        try await feeding {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<writers { group.addTask { try await self.open(each) } }
                for _ in 0..<comers {
                    group.addTask {
                        let seqs = try await rows(total, AuditTailRequest(after: 0)).map(\.record.seq)
                        #expect(seqs == Array(1...Int64(total)))
                    }
                    group.addTask {
                        let all = try await rows(total, AuditTailRequest(after: 0, isOfAll: true), in: nil)
                        #expect(all.map(\.position) == (1...Int64(all.count)).map(Int64?.init))
                        let ours = all.filter { $0.record.workspaceID == acme.id }.map(\.record.seq)
                        #expect(ours == Array(1...Int64(ours.count)))
                    }
                    // Those that come later find some of the rows there.
                    try await open(1)
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `who reads nothing is not waited for, nothing is kept for it, and it misses nothing`() async throws {
        try await feeding {
            var (tail, _) = try await audit.tail(AuditTailRequest(lines: 0), in: "acme", by: house.admin)
            let end = tail.end
            defer { end() }
            // The first step lets it in.
            #expect(try await tail.next()?.rows.isEmpty == true)
            let entry = AuditEntry(action: "task.create", targetType: "task", targetID: "t", actor: .system)
            let chain = AuditChain.workspace(acme.id)
            for _ in 0..<4 {
                try await house.database.write { transaction in
                    try chain.append(Array(repeating: entry, count: 1_000), at: .now(), transaction)
                }
            }
            var seqs: [Int64] = []
            while seqs.count < 4_000, let part = try await tail.next() { seqs += part.rows.map(\.record.seq) }
            #expect(seqs == Array(2...4_001))
        }
    }

    @Test func `what waits for a follower is bounded in rows and in bytes`() async throws {
        let chain = AuditChain.workspace(acme.id)
        try await open(1)
        let record = try await house.database.read { try AuditRecord.find(2, in: chain, $0) }
        var big = try #require(record)
        big.newValue = .string(String(repeating: "x", count: 600_000))
        let small = FollowedRows(Array(repeating: FollowedRow(try #require(record), of: chain), count: 600))
        for parts in [
            [small, small], [FollowedRows([FollowedRow(big, of: chain)]), FollowedRows([FollowedRow(big, of: chain)])],
        ] {
            let follower = AuditFollower(.chain(chain))
            follower.take(parts[0])
            guard case .rows = await follower.next() else {
                Issue.record("a part that is alone is kept")
                continue
            }
            for part in parts { follower.take(part) }
            guard case .behind = await follower.next() else {
                Issue.record("more than may wait is not kept")
                continue
            }
            follower.end()
            guard case .over = await follower.next() else {
                Issue.record("nothing of it is left")
                continue
            }
        }
    }

    @Test func `all who follow one chain are given the same object, and it is made into bytes once`() async throws {
        try await feeding {
            var (one, _) = try await audit.tail(AuditTailRequest(lines: 0), in: "acme", by: house.admin)
            var (other, _) = try await audit.tail(AuditTailRequest(lines: 0), in: "acme", by: house.admin)
            _ = try await one.next()
            _ = try await other.next()
            try await open(1)
            let (first, second) = (try #require(try await one.next()), try #require(try await other.next()))
            #expect(first === second && first.rows.map(\.record.seq) == [2])
            #expect(first.once { _ in 1 } == 1 && second.once { _ in 2 } == 1)
        }
    }

    @Test func `the last lines, a time and a row to go on after say where it begins`() async throws {
        try await open(20)
        func seqs(_ request: AuditTailRequest) async throws -> [Int64] {
            var request = request
            request.follows = false
            return try await rows(.max, request).map(\.record.seq)
        }
        #expect(try await seqs(.init()) == Array(12...21))
        #expect(try await seqs(.init(lines: 3)) == [19, 20, 21])
        #expect(try await seqs(.init(lines: 0)) == [])
        #expect(try await seqs(.init(lines: 500)) == Array(1...21))
        #expect(try await seqs(.init(after: 18)) == [19, 20, 21])
        #expect(try await seqs(.init(after: 18, lines: 2)) == [20, 21])
        #expect(try await seqs(.init(after: 18, lines: 9)) == [19, 20, 21])
        #expect(try await seqs(.init(after: 99)) == [])
        #expect(try await seqs(.init(.init([.action: "member.*"]), lines: 1)) == [1])
        #expect(try await seqs(.init(.init(all: [.action: ["task.*", "*.create", "t*"]]), lines: 2)) == [20, 21])
        #expect(try await seqs(.init(.init(all: [.action: ["task.*", "*.delete"]]))) == [])
        let start = try #require(try await house.auditRows(.workspace(acme.id)).last?.timestamp("created_at"))
        #expect(try await seqs(.init(.init(since: start))).last == 21)
        #expect(try await seqs(.init(.init(since: start.adding(seconds: 60)))) == [])
    }

    @Test func `of all chains the last lines and a time say where it begins, too`() async throws {
        try await open(5)
        let all = try await rows(.max, AuditTailRequest(after: 0, follows: false, isOfAll: true), in: nil)
        let last = try #require(all.last?.position)
        #expect(last == Int64(all.count) && all.count > 8)
        let two = AuditTailRequest(lines: 2, follows: false, isOfAll: true)
        #expect(try await rows(.max, two, in: nil).map(\.position) == [last - 1, last])
        let members = AuditTailRequest(.init([.action: "member.*"]), lines: 1, follows: false, isOfAll: true)
        #expect(try await rows(.max, members, in: nil).map(\.record.action) == ["member.add"])
        let since = try #require(all.first { $0.record.action == "task.create" }).record.createdAt
        let later = AuditTailRequest(.init(since: since), follows: false, isOfAll: true)
        #expect(try await rows(.max, later, in: nil).map(\.record.action) == Array(repeating: "task.create", count: 5))
    }

    @Test func `rows that come are held against the same conditions as those that are there`() async throws {
        let eve = try await house.person("eve", .engineer, in: acme)
        let filters: [AuditFilter] = [
            .init([.actor: "EVE@example.com"]), .init([.actor: eve.userID]), .init([.actor: "eve*", .action: "*"]),
            .init(all: [.action: ["task.*", "*.create"], .actor: ["e*"]]),
        ]
        try await feeding {
            for filter in filters {
                var (tail, _) = try await audit.tail(.init(filter, lines: 0), in: "acme", by: house.admin)
                let end = tail.end
                _ = try await tail.next()
                try await open(1)
                try await open(1, by: eve)
                let row = try #require(try await tail.next()?.rows.first?.record)
                #expect(row.actorEmail == "eve@example.com")
                let live = LiveAuditFilter(filter)
                for record in try await audit.list(PageRequest(limit: 50), in: "acme", by: house.admin).items {
                    let seq = record.seq
                    let page = PageRequest(limit: 500)
                    let listed = try await audit.list(page, filter, in: "acme", by: house.admin).items.map(\.seq)
                    #expect(live.fits(record) == listed.contains(seq))
                }
                end()
            }
        }
    }

    @Test func `changes that nobody has taken yet count as one`() async throws {
        let changes = audit.feed.changes()
        try await open(3)
        var iterator = changes.makeAsyncIterator()
        #expect(await iterator.next() != nil)
        try await open(1)
        #expect(await iterator.next() != nil)
    }

    @Test func `when the feed ends, so does everybody who follows, and whoever comes afterwards`() async throws {
        var (tail, _) = try await audit.tail(AuditTailRequest(), in: "acme", by: house.admin)
        try await feeding { while try await tail.next()?.rows.isEmpty == true {} }
        while let part = try await tail.next() { #expect(part.rows.isEmpty) }
        var (late, _) = try await audit.tail(AuditTailRequest(), in: "acme", by: house.admin)
        #expect(try await late.next() == nil)
    }

    @Test func `whoever may not read any more is told why`() async throws {
        let eve = try await house.person("eve", .engineer, in: acme)
        let (_, access) = try await audit.tail(AuditTailRequest(), in: "acme", by: eve)
        try await access.check()
        _ = try await house.platform.members.remove("eve@example.com", in: "acme", by: house.admin)
        #expect(await refusal { try await access.check() }?.code == "workspace_not_found")
        let (_, own) = try await audit.tail(AuditTailRequest(), in: nil, by: house.admin)
        _ = try await house.platform.tokens.revoke(house.admin.tokenID, by: house.admin)
        #expect(await refusal { try await own.check() }?.code == "token_revoked")
        #expect(await refusal { _ = try await audit.tail(.init(), in: "acme", by: eve) }?.code == "workspace_not_found")
        #expect(await refusal { _ = try await audit.tail(.init(), in: nil, by: eve) }?.kind == .forbidden)
    }

    @Test func `rows that were archived are not there, whether or not they have been removed`() async throws {
        try await open(9)
        _ = try await house.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO audit_start (chain, seq, hash, tree)
                SELECT chain, seq, hash, $1 FROM audit_log WHERE chain = $2 AND seq = 4
                """, .blob([UInt8](repeating: 0, count: 32)), .text(acme.id))
        }
        let left = AuditTailRequest(after: 0, follows: false)
        #expect(try await rows(.max, left).map(\.record.seq) == Array(5...10))
        let all = try await rows(.max, .init(after: 0, follows: false, isOfAll: true), in: nil)
        #expect(all.filter { $0.record.workspaceID != nil }.map(\.record.seq) == Array(5...10))
        let page = try await audit.list(PageRequest(limit: 50), in: "acme", by: house.admin)
        #expect(page.items.map(\.seq) == Array((5...10).reversed()) && page.nextCursor == nil)
        let oldest = try await audit.list(PageRequest(limit: 2), .init(), .oldest, in: "acme", by: house.admin)
        #expect(oldest.items.map(\.seq) == [5, 6])
    }

    @Test func `a receipt names the last row of each chain that was written to, and none that was not`() async throws {
        let receipt = AuditReceipt()
        try await AuditReceipt.$current.withValue(receipt) {
            #expect(receipt.text == nil)
            try await open(2)
            #expect(receipt.text == "\(acme.id)/3")
            #expect(await refusal { try await self.open(1, by: try self.house.nobody()) } != nil)
            #expect(receipt.text == "\(acme.id)/3")
            try await audit.record([.init(action: "plugin.load", targetType: "plugin", targetID: "p")])
        }
        #expect(receipt.text?.hasPrefix("\(acme.id)/3, platform/") == true)
    }
}

extension House {
    /// A caller whom nobody knows.
    fileprivate func nobody() throws -> Caller {
        Caller(
            userID: "nobody", email: "nobody@example.com", displayName: "", isPlatformAdmin: false, tokenID: "none",
            tokenName: "", tokenPrefix: "", tokenExpiresAt: nil)
    }
}
