// Many who write at once: they share commits, and none of them pays for another's mistake.

import Synchronization
import Testing

@testable import VigiloStore

@Suite struct WriterTests {
    private let directory: TemporaryDirectory
    private let database: Database

    init() throws {
        directory = try TemporaryDirectory()
        database = try Database.open(
            at: directory.file("t.db"),
            migrations: [
                Migration(
                    "1",
                    [
                        "CREATE TABLE item (id BIGINT PRIMARY KEY, writer BIGINT NOT NULL)",
                        "CREATE TABLE total (only_one BIGINT PRIMARY KEY, sum BIGINT NOT NULL)",
                        "INSERT INTO total VALUES (1, 0)",
                    ])
            ])
    }

    private struct Refused: Error, Equatable { let number: Int64 }

    private func numbers() async throws -> [Int64] {
        try await database.read { transaction in
            try transaction.rows("SELECT id FROM item ORDER BY id").map { try $0.integer("id") }
        }
    }

    /// Holds the writer back until all that `body` adds waits, so that it is committed together.
    private func together(_ body: @escaping @Sendable (inout DiscardingTaskGroup) -> Void, waiting count: Int)
        async throws
    {
        let held = AsyncStream<Void>.makeStream()
        let hold = Shared(false)
        let database = database
        await withDiscardingTaskGroup { group in
            group.addTask {
                try? await database.write { _ in
                    held.continuation.finish()
                    while !hold.withLock({ $0 }) {}
                }
            }
            for await _ in held.stream {}
            body(&group)
            while database.waitingWrites < count { await Task.yield() }
            hold.withLock { $0 = true }
        }
    }

    @Test func `those who wait share a commit, and each has its own answer`() async throws {
        let before = database.revision
        let answers = Shared<[Int64: Int64]>([:])
        let database = database
        try await together(
            { group in
                for number in 1...20 as ClosedRange<Int64> {
                    group.addTask {
                        let sum = try? await database.write { transaction in
                            try transaction.execute("INSERT INTO item VALUES ($1, $1)", .integer(number))
                            return try transaction.first("SELECT COUNT(*) AS n FROM item")?.integer("n")
                        }
                        answers.withLock { $0[number] = sum ?? -1 }
                    }
                }
            }, waiting: 20)
        #expect(database.revision - before == 2)
        #expect(try await numbers() == Array(1...20))
        // One after the other: each saw what was written before it.
        #expect(answers.withLock { $0.values.sorted() } == Array(1...20))
    }

    @Test func `of those who share a commit, the ones that fail leave nothing and the others all of theirs`()
        async throws
    {
        let errors = Shared<[Int64]>([])
        let database = database
        try await together(
            { group in
                for number in 1...20 as ClosedRange<Int64> {
                    group.addTask {
                        do {
                            try await database.write { transaction in
                                try transaction.execute("INSERT INTO item VALUES ($1, 0)", .integer(number))
                                try transaction.execute("UPDATE total SET sum = sum + $1", .integer(number))
                                if number.isMultiple(of: 3) { throw Refused(number: number) }
                            }
                        } catch let refused as Refused {
                            errors.withLock { $0.append(refused.number) }
                        } catch {}
                    }
                }
            }, waiting: 20)
        let kept = (1...20 as ClosedRange<Int64>).filter { !$0.isMultiple(of: 3) }
        #expect(errors.withLock { $0.sorted() } == [3, 6, 9, 12, 15, 18])
        #expect(try await numbers() == kept)
        let sum = try await database.read { try $0.first("SELECT sum FROM total")?.integer("sum") }
        #expect(sum == kept.reduce(0, +))
    }

    @Test func `a write whose task was cancelled before it began is not made`() async throws {
        let database = database
        try await together(
            { group in
                group.addTask {
                    await withTaskGroup { inner in
                        inner.addTask {
                            try? await database.write { _ = try $0.execute("INSERT INTO item VALUES (1, 0)") }
                        }
                        while database.waitingWrites < 1 { await Task.yield() }
                        inner.cancelAll()
                    }
                }
                group.addTask { try? await database.write { _ = try $0.execute("INSERT INTO item VALUES (2, 0)") } }
            }, waiting: 2)
        #expect(try await numbers() == [2])
    }

    @Test func `notes are told once their transaction is durable, and those of a part that failed never`() async throws
    {
        let told = Shared<[[Int]]>([])
        database.observe { notes in told.withLock { $0.append(notes.compactMap { $0 as? Int }) } }
        let database = database
        let own = try await database.write { transaction in
            transaction.leave(1)
            transaction.leave(2)
            return transaction.notes.compactMap { $0 as? Int }
        }
        #expect(own == [1, 2])
        await #expect(throws: Refused.self) {
            try await database.write { transaction in
                transaction.leave(3)
                throw Refused(number: 3)
            }
        }
        try await together(
            { group in
                for number in 10...14 {
                    group.addTask {
                        try? await database.write { transaction in
                            transaction.leave(number)
                            #expect(transaction.notes.compactMap { $0 as? Int } == [number])
                            if number == 12 { throw Refused(number: 12) }
                        }
                    }
                }
            }, waiting: 5)
        #expect(told.withLock { $0.map { $0.sorted() } } == [[1, 2], [10, 11, 13, 14]])
        // Before anybody is answered.
        try await database.write { $0.leave(20) }
        #expect(told.withLock { $0.last } == [20])
    }

    /// Counts what it was asked to add, and writes the sum at the end.
    private struct Sum: TransactionMemory {
        var known: Int64?
        var added: Int64 = 0
        private var before: (Int64?, Int64) = (nil, 0)

        mutating func begin() { before = (known, added) }
        mutating func takeBack() { (known, added) = before }
        mutating func finish(_ transaction: Transaction) throws(StoreError) {
            guard added != 0 else { return }
            try transaction.execute("UPDATE total SET sum = $1", .integer((known ?? 0) + added))
            (known, added) = ((known ?? 0) + added, 0)
        }
    }

    @Test func `what transactions keep in mind is written once a commit, without what failed`() async throws {
        let database = database
        let add = { @Sendable (number: Int64, fails: Bool) in
            try await database.write { transaction in
                try transaction.keeping(Sum.self) { (sum: inout Sum) throws(StoreError) in
                    if sum.known == nil { sum.known = try transaction.first("SELECT sum FROM total")?.integer("sum") }
                    sum.added += number
                }
                if fails { throw Refused(number: number) }
            }
        }
        try await add(1, false)
        await #expect(throws: Refused.self) { try await add(100, true) }
        try await together(
            { group in
                for number in 2...9 as ClosedRange<Int64> {
                    group.addTask { try? await add(number, number.isMultiple(of: 2)) }
                }
            }, waiting: 8)
        try database.writeBlocking { transaction in
            try transaction.keeping(Sum.self) { (sum: inout Sum) throws(StoreError) in sum.added += 1000 }
        }
        let sum = try await database.read { try $0.first("SELECT sum FROM total")?.integer("sum") }
        #expect(sum == 1025)
    }

    @Test func `a commit that fails is everybody's failure, and nobody's change stays`() async throws {
        let database = database
        // Checked at the commit only, and then the whole transaction fails.
        try await database.write { transaction in
            _ = try transaction.execute(
                "CREATE TABLE child (id BIGINT REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)")
        }
        let failures = Shared<[Int64]>([])
        try await together(
            { group in
                for number in 1...6 as ClosedRange<Int64> {
                    group.addTask {
                        do {
                            try await database.write { transaction in
                                try transaction.execute("INSERT INTO item VALUES ($1, 0)", .integer(number))
                                if number == 4 { try transaction.execute("INSERT INTO child VALUES (99)") }
                            }
                        } catch {
                            failures.withLock { $0.append(number) }
                        }
                    }
                }
            }, waiting: 6)
        // Each was tried again alone, so only the one that broke the commit has failed.
        #expect(failures.withLock { $0 } == [4])
        #expect(try await numbers() == [1, 2, 3, 5, 6])
    }
}

/// A value that several tasks change.
private final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func withLock<Result: Sendable>(_ body: @Sendable (inout Value) -> Result) -> Result {
        value.withLock { body(&$0) }
    }
}
