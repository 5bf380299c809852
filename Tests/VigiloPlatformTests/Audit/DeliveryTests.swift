// Rows of all chains on their way to receivers.

import Testing
import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

@Suite struct DeliveryTests {
    private let house: House
    private let acme: ArchiveHouse
    private let other: ArchiveHouse
    private var delivery: AuditDelivery { AuditDelivery(house.platform.audit) }

    init() async throws {
        house = try await House()
        acme = ArchiveHouse(house, .workspace(try await house.workspace().id))
        other = ArchiveHouse(house, .workspace(try await house.workspace("other").id))
    }

    /// Everything behind a position, as an outlet that takes all of it reads it.
    private func all(after position: Int64 = 0) async throws -> [DeliveredRow] {
        var (rows, end) = ([DeliveredRow](), position)
        while true {
            let batch = try await delivery.batch(after: end)
            #expect(batch.rows.count <= DeliveryBatch.mostRows)
            if batch.end == end { return rows }
            rows += batch.rows
            end = batch.end
        }
    }

    @Test func `rows of all chains come in the order of their commits, each once, from any position on`() async throws {
        for count in [1, 40, 700, 3] {
            try await acme.append(count)
            try await other.append(2)
        }
        let rows = try await all()
        #expect(rows.map(\.position) == Array(1...Int64(rows.count)))
        let expected = try await house.count("audit_log")
        #expect(rows.count == Int(expected))
        for chain in Set(rows.map(\.chain)) {
            let seqs = rows.filter { $0.chain == chain }.map(\.record.seq)
            #expect(seqs == Array(1...Int64(seqs.count)), "\(chain)")
        }
        let names = Array(repeating: acme.chain.name, count: 3) + Array(repeating: other.chain.name, count: 2)
        #expect(rows.suffix(5).map(\.chain) == names)
        // A position in the middle of what one transaction appended is as good as any other.
        for position in [1, 2, 44, 45, 300, 740, rows.count - 1, rows.count] {
            #expect(try await all(after: Int64(position)) == Array(rows.dropFirst(position)))
        }
    }

    @Test func `a new outlet begins at the end or the start, and a known one where it was`() async throws {
        try await acme.append(5)
        let last = Int64(try await house.count("audit_log"))
        try await delivery.configure([("late", false), ("early", true)])
        #expect(try await delivery.position(of: "late") == last)
        #expect(try await delivery.position(of: "early") == 0)
        try await delivery.keep(3, of: "early")
        try await delivery.configure([("early", true)])
        try await delivery.configure([("late", false), ("early", false)])
        #expect(try await delivery.position(of: "early") == 3)
        #expect(try await delivery.position(of: "late") == last)
    }

    @Test func `archived rows wait for the outlets that have not had them, and for no others`() async throws {
        try await acme.append(99)
        try await delivery.configure([("slow", true), ("gone", true)])
        let rows = try await all()
        let archive = try #require(try await acme.archives.make(before: .now(), of: acme.chain, by: .system))
        #expect(try await acme.archives.removeArchivedRows() == 0)
        let twenty = try #require(rows.first { $0.chain == acme.chain.name && $0.record.seq == 20 })
        try await delivery.keep(twenty.position, of: "slow")
        #expect(try await acme.archives.removeArchivedRows() == 0, "the other one has had none")
        try await delivery.configure([("slow", true)])
        #expect(try await acme.archives.removeArchivedRows() == 20)
        // What is archived and not had yet is delivered all the same.
        let rest = try await all(after: twenty.position)
        #expect(rest.prefix(80).map(\.record.seq) == Array(21...100))
        try await acme.verify()
        try await delivery.keep(rest.last?.position ?? 0, of: "slow")
        #expect(try await acme.archives.removeArchivedRows() == Int(archive.rows) - 20)
        // An outlet that begins with everything begins with what is still there.
        #expect(try await all().first { $0.chain == acme.chain.name }?.record.seq == archive.lastSeq + 1)
    }

    @Test func `checkpoints are delivered to those who want them, each once and in order`() async throws {
        try await delivery.configure([("early", true)])
        for size: Int64 in [1, 3, 7] { try await sign(size, acme) }
        try await sign(2, other)
        try await delivery.configure([("early", true), ("late", false)])
        let batch = try await delivery.batch(after: 0, checkpointsFor: "early")
        let ours = batch.checkpoints.filter { $0.chain == acme.chain.name }
        #expect(ours.map(\.size) == [1, 3, 7] && batch.checkpoints.count == 4)
        #expect(try await delivery.batch(after: 0, checkpointsFor: "late").checkpoints.isEmpty)
        #expect(try await delivery.batch(after: 0).checkpoints.isEmpty)
        try await delivery.keep(batch.checkpoints, of: "early")
        #expect(try await delivery.batch(after: 0, checkpointsFor: "early").checkpoints.isEmpty)
        try await sign(9, acme)
        for outlet in ["early", "late"] {
            #expect(try await delivery.batch(after: 0, checkpointsFor: outlet).checkpoints.map(\.size) == [9])
        }
    }

    private func sign(_ size: Int64, _ log: ArchiveHouse) async throws {
        let name = log.chain.name
        try await house.database.write { transaction in
            _ = try transaction.execute(
                "INSERT INTO audit_checkpoint (chain, size, note, created_at) VALUES ($1, $2, 'note', 0)",
                .text(name), .integer(size))
        }
    }

    @Test func `only a platform admin sees the outlets`() async throws {
        let delivery = delivery
        delivery.board.post(OutletStatus(name: "a", kind: "syslog", address: "unix:/dev/log"))
        let owner = try await house.person("olga", .owner)
        #expect(await refusal { _ = try await delivery.outlets(by: owner) }?.code == "forbidden")
        let last = Int64(try await house.count("audit_log"))
        #expect(try await delivery.outlets(by: house.admin).map(\.rowsBehind) == [last])
    }
}
