// Migrations run once, in order, each whole or not at all.

import Testing

@testable import VigiloStore

@Suite struct MigrationTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let first = Migration(
        "1", ["CREATE TABLE item (id BIGINT PRIMARY KEY)", "INSERT INTO item (id) VALUES (1)"])

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("m.db")
    }

    private func items(_ database: Database) throws -> [Int64] {
        try database.readBlocking { try $0.rows("SELECT id FROM item ORDER BY id").map { try $0.integer("id") } }
    }

    @Test func `each runs once, however often the database is opened`() throws {
        for _ in 0..<3 {
            let database = try Database.open(at: path, migrations: [first])
            #expect(try items(database) == [1])
            try database.close()
        }
    }

    @Test func `a new one finds the rows of before`() throws {
        try Database.open(at: path, migrations: [first]).close()
        let second = Migration("2", ["INSERT INTO item (id) SELECT id + 1 FROM item"])
        #expect(try items(Database.open(at: path, migrations: [first, second])) == [1, 2])
    }

    @Test func `one that fails half-way leaves nothing of itself`() throws {
        let bad = Migration("2", ["INSERT INTO item (id) VALUES (2)", "INSERT INTO nowhere (id) VALUES (3)"])
        #expect(throws: StoreError.self) { _ = try Database.open(at: path, migrations: [first, bad]) }
        #expect(try items(Database.open(at: path, migrations: [first])) == [1])
    }

    @Test func `two of one name are refused before any runs`() {
        let error = #expect(throws: StoreError.self) { _ = try Database.open(at: path, migrations: [first, first]) }
        #expect(error?.kind == .misuse)
    }
}
