// What is no database of ours is refused in a sentence.

import Foundation
import Glibc
import Testing

@testable import VigiloStore

private let migrations = [Migration("1", ["CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT)"])]

@Suite struct OpeningTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func refusal(of name: String) throws -> StoreError {
        let path = directory.file(name)
        let error = #expect(throws: StoreError.self) { _ = try Database.open(at: path, migrations: migrations) }
        let refusal = try #require(error)
        #expect(refusal.sentence.contains(path), "the sentence names the file: \(refusal.sentence)")
        return refusal
    }

    @Test func `a file that is no database`() throws {
        try String(repeating: "not a database\n", count: 100).write(
            toFile: directory.file("x"), atomically: false, encoding: .utf8)
        #expect(try refusal(of: "x").kind == .notADatabase)
    }

    @Test func `a directory`() throws {
        try FileManager.default.createDirectory(atPath: directory.file("x"), withIntermediateDirectories: false)
        let error = try refusal(of: "x")
        #expect(error.kind == .cannotOpen)
        #expect(error.sentence.contains("is a directory"))
    }

    @Test(.timeLimit(.minutes(1))) func `a FIFO, without waiting for its other end`() throws {
        try #require(mkfifo(directory.file("x"), 0o600) == 0)
        let error = try refusal(of: "x")
        #expect(error.kind == .cannotOpen)
        #expect(error.sentence.contains("not a regular file"))
    }

    @Test func `a folder that is not there`() throws {
        let error = try refusal(of: "missing/x")
        #expect(error.kind == .cannotOpen)
        #expect(error.sentence.contains("folder does not exist"))
    }

    @Test func `a path through a file`() throws {
        try Data().write(to: URL(filePath: directory.file("file")))
        #expect(try refusal(of: "file/x").kind == .cannotOpen)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everything"))
    func `a file that can only be read`() throws {
        try Database.open(at: directory.file("x"), migrations: migrations).close()
        chmod(directory.file("x"), 0o400)
        #expect(try refusal(of: "x").kind == .readOnly)
    }

    @Test func `a damaged file`() throws {
        let path = directory.file("x")
        let database = try Database.open(at: path, migrations: migrations)
        try database.writeBlocking { transaction in
            for id in 0..<500 {
                try transaction.execute(
                    "INSERT INTO item VALUES ($1, $2)", .integer(Int64(id)), .text(String(repeating: "x", count: 100)))
            }
        }
        try database.close()
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seek(toOffset: 4096)
        try handle.write(contentsOf: Data(repeating: 0xAA, count: 64 * 1024))
        try handle.close()
        let kind = #expect(throws: StoreError.self) {
            let database = try Database.open(at: path, migrations: migrations)
            _ = try database.readBlocking { try $0.rows("SELECT * FROM item") }
        }?.kind
        #expect(kind == .corrupt)
    }

    @Test func `a database that a newer build made`() throws {
        let path = directory.file("x")
        try Database.open(at: path, migrations: migrations + [Migration("2_future", [])]).close()
        let error = try refusal(of: "x")
        #expect(error.kind == .newerSchema)
        #expect(error.sentence.contains("newer Vigilo"))
        #expect(error.sentence.contains("2_future"))
    }
}
