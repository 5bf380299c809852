// A database: durable, readable while it is written, and clear about what it cannot open.

import Dispatch
import Foundation
import Testing

@testable import VigiloStore

private let migrations = [Migration("1", ["CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT)"])]

@Suite struct DatabaseTests {
    private let directory: TemporaryDirectory
    private let database: Database

    init() throws {
        directory = try TemporaryDirectory()
        database = try Database.open(at: directory.file("v.db"), migrations: migrations)
    }

    private func count() async throws -> Int64? {
        try await database.read { try $0.first("SELECT COUNT(*) AS n FROM item")?.integer("n") }
    }

    @Test func `its files are readable by their owner alone`() async throws {
        try await database.write { _ = try $0.execute("INSERT INTO item (id) VALUES (1)") }
        for name in ["v.db", "v.db-wal", "v.db-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: directory.file(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func `commits are synced in full and foreign keys are enforced`() async throws {
        let settings = try await database.write { transaction in
            try ["synchronous", "foreign_keys", "journal_mode"].map { name in
                try transaction.first("PRAGMA \(name)")?.value(name)
            }
        }
        #expect(settings == [.integer(2), .integer(1), .text("wal")])
    }

    @Test func `what a throwing closure wrote is rolled back and its error comes through`() async throws {
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO item (id) VALUES (1)")
                throw Stop()
            }
        }
        #expect(throws: Stop.self) {
            try database.writeBlocking { transaction in
                try transaction.execute("INSERT INTO item (id) VALUES (1)")
                throw Stop()
            }
        }
        #expect(try await count() == 0)
    }

    @Test func `a reader neither waits for the writer nor sees what it has not committed`() async throws {
        let (wrote, mayCommit) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let database = database
        async let writing: Void = database.write { transaction in
            try transaction.execute("INSERT INTO item (id) VALUES (1)")
            wrote.signal()
            mayCommit.wait()
        }
        let during = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                wrote.wait()
                continuation.resume(
                    with: Result {
                        try database.readBlocking { try $0.first("SELECT COUNT(*) AS n FROM item")?.integer("n") }
                    })
            }
        }
        mayCommit.signal()
        try await writing
        #expect(during == 0)
        #expect(try await count() == 1)
    }

    @Test func `a reader sees one snapshot to its end`() throws {
        let counts = try database.readBlocking { reading in
            let before = try reading.first("SELECT COUNT(*) AS n FROM item")?.integer("n")
            let done = DispatchSemaphore(value: 0)
            let database = database
            Thread.detachNewThread {
                _ = try? database.writeBlocking { try $0.execute("INSERT INTO item (id) VALUES (1)") }
                done.signal()
            }
            done.wait()
            return [before, try reading.first("SELECT COUNT(*) AS n FROM item")?.integer("n")]
        }
        #expect(counts == [0, 0])
    }

    @Test func `many writers at once lose nothing`() async throws {
        let database = database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 0..<100 {
                group.addTask {
                    try await database.write {
                        _ = try $0.execute("INSERT INTO item (id) VALUES ($1)", .integer(Int64(id)))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await count() == 100)
    }

    @Test func `a full disk is told as such and nothing is written`() async throws {
        let error = await #expect(throws: StoreError.self) {
            try await database.write { transaction in
                // The limit of pages stands in for the disk: SQLite answers both with SQLITE_FULL.
                _ = try transaction.rows("PRAGMA max_page_count = 4")
                for id in 0..<1000 {
                    try transaction.execute(
                        "INSERT INTO item (id, name) VALUES ($1, $2)", .integer(Int64(id)),
                        .text(String(repeating: "x", count: 1000)))
                }
            }
        }
        #expect(error?.kind == .full)
        #expect(error?.sentence.contains("disk") == true)
        #expect(try await count() == 0)
    }

    @Test func `another process's lock is told as busy`() async throws {
        let (locked, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let path = directory.file("v.db")
        let other = try Database.open(at: path, migrations: migrations, busyTimeoutSeconds: 0.01)
        let database = database
        async let holding: Void = database.write { transaction in
            try transaction.execute("INSERT INTO item (id) VALUES (1)")
            locked.signal()
            mayEnd.wait()
        }
        let kind = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                locked.wait()
                do {
                    try other.writeBlocking { _ = try $0.execute("INSERT INTO item (id) VALUES (2)") }
                    continuation.resume(returning: StoreError.Kind?.none)
                } catch {
                    continuation.resume(returning: (error as? StoreError)?.kind)
                }
            }
        }
        mayEnd.signal()
        try await holding
        #expect(kind == .busy)
    }

    @Test func `a closed database refuses instead of trapping`() async throws {
        try database.close()
        try database.close()
        await #expect(throws: StoreError.self) { try await database.read { try $0.rows("SELECT 1").count } }
        #expect(throws: StoreError.self) { try database.readBlocking { _ = try $0.rows("SELECT 1") } }
        #expect(throws: StoreError.self) { try database.writeBlocking { _ = try $0.rows("SELECT 1") } }
        await #expect(throws: StoreError.self) { try await database.write { _ = try $0.rows("SELECT 1") } }
    }

    @Test func `closing waits for those who read, and whoever comes later is refused`() async throws {
        let database = database
        let refusals = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    while true {
                        do {
                            _ = try await database.read { try $0.rows("SELECT * FROM item").count }
                            try database.readBlocking { _ = try $0.rows("SELECT * FROM item") }
                        } catch {
                            return error is StoreError ? 1 : 0
                        }
                    }
                }
            }
            // On a thread of its own: it waits for the others, who need theirs.
            Thread.detachNewThread { try? database.close() }
            return await group.reduce(0, +)
        }
        #expect(refusals == 8)
    }

    @Test func `after closing, the file alone is everything`() async throws {
        try await database.write { _ = try $0.execute("INSERT INTO item (id) VALUES (1)") }
        _ = try await count()
        try database.close()
        try FileManager.default.copyItem(atPath: directory.file("v.db"), toPath: directory.file("copy.db"))
        let copy = try Database.open(at: directory.file("copy.db"), migrations: migrations)
        #expect(try copy.readBlocking { try $0.rows("SELECT id FROM item").count } == 1)
    }

    @Test func `what was committed is there when the database is opened again`() async throws {
        try await database.write { _ = try $0.execute("INSERT INTO item (id) VALUES (1)") }
        try database.close()
        let again = try Database.open(at: directory.file("v.db"), migrations: migrations)
        #expect(try again.readBlocking { try $0.rows("SELECT id FROM item").count } == 1)
    }
}
