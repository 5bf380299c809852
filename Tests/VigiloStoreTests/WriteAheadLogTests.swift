// The write-ahead log stays short, whoever reads for however long.

import Foundation
import Synchronization
import TestPrograms
import Testing

@testable import VigiloStore

@Suite struct WriteAheadLogTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let database: Database

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("t.db")
        database = try Database.open(
            at: path, migrations: [Migration("1", ["CREATE TABLE item (id BIGINT PRIMARY KEY, content BLOB)"])])
    }

    /// Writes megabytes, one a commit, over and over the same rows; the longest that the log was.
    private func write(megabytes: Int) async throws -> Int {
        var longest = 0
        for number in 0..<megabytes {
            // Always another content: SQLite writes nothing where nothing changes.
            let content = [UInt8](repeating: UInt8(number % 251), count: 1 << 20)
            try await database.write { transaction in
                _ = try transaction.execute(
                    "INSERT INTO item VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET content = excluded.content",
                    .integer(Int64(number % 4)), .blob(content))
            }
            longest = max(longest, database.writeAheadLog.bytes)
        }
        return longest
    }

    /// The limit, and the commit that goes past it.
    private static let bound = WriteAheadLog.limit + 2 << 20

    @Test func `readers that overlap all the time do not let the log grow for ever`() async throws {
        let isDone = Flag()
        let database = database
        let longest = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    while !isDone.isSet {
                        _ = try await database.read { try $0.first("SELECT SUM(LENGTH(content)) AS n FROM item") }
                    }
                }
            }
            let longest = try await write(megabytes: 150)
            isDone.set()
            try await group.waitForAll()
            return longest
        }
        #expect(longest <= Self.bound)
    }

    @Test func `a reader of ours that never ends is ended, and the others go on`() async throws {
        let database = database
        _ = try await write(megabytes: 4)
        async let endless: StoreError? = {
            do {
                _ = try await database.read(named: "count for ever") { transaction in
                    _ = try transaction.first("SELECT COUNT(*) AS n FROM item")
                    _ = try transaction.first(
                        "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT COUNT(*) AS n FROM c")
                }
                return nil
            } catch {
                return error as? StoreError
            }
        }()
        while !database.readers(for: .zero).contains("count for ever") { await Task.yield() }
        #expect(try await write(megabytes: 150) <= Self.bound)
        #expect(await endless?.kind == .interrupted)
        #expect(try await database.read { try $0.first("SELECT COUNT(*) AS n FROM item")?.integer("n") } == 4)
    }

    @Test func `another process that keeps reading is named`() async throws {
        _ = try await write(megabytes: 1)
        let script = """
            import os, sqlite3, sys, time
            path = sys.argv[1]
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("BEGIN")
            connection.execute("SELECT COUNT(*) FROM item").fetchall()
            open(path + ".reads", "w").close()
            while not os.path.exists(path + ".enough"):
                time.sleep(0.02)
            """
        async let reader = TestProgram.succeedAside("python3", ["-c", script, path])
        while !FileManager.default.fileExists(atPath: "\(path).reads") { await Task.yield() }
        let holder = try #require(database.writeAheadLog.holders.first)
        #expect(holder.name == "python3")
        #expect(holder.pid.map { $0 != Int(getpid()) } == true)
        #expect(FileManager.default.createFile(atPath: "\(path).enough", contents: nil))
        _ = try await reader
        #expect(database.writeAheadLog.holders == [])
    }

    @Test(arguments: [
        ("1: POSIX  ADVISORY  READ 1234 fe:00:5678 123 123", 1234),
        ("9: POSIX  ADVISORY  READ 77 00:2b:5678 125 125", 77),
        ("1: POSIX  ADVISORY  WRITE 1234 fe:00:5678 123 123", nil),
        ("1: POSIX  ADVISORY  READ 1234 fe:00:5679 123 123", nil),
        ("1: POSIX  ADVISORY  READ 1234 fe:00:5678 128 128", nil),
        ("1: -> POSIX  ADVISORY  READ 1234 fe:00:5678 123 123", nil),
        ("1: FLOCK  ADVISORY  WRITE 1234 fe:00:5678 0 EOF", nil), ("", nil),
    ])
    func `only read marks of this database's shared memory count`(line: String, pid: Int?) {
        #expect(LockHolders.pid(in: line[...], inode: "5678") == pid)
    }
}
