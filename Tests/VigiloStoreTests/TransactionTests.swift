// Statements: what goes in comes out, and what is wrong says so.

import Testing

@testable import VigiloStore

@Suite struct TransactionTests {
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
                        "CREATE TABLE parent (id TEXT PRIMARY KEY)",
                        """
                        CREATE TABLE item (
                            id BIGINT PRIMARY KEY, name TEXT UNIQUE, amount REAL, content BYTEA,
                            parent TEXT REFERENCES parent (id), CHECK (amount < 100)
                        )
                        """,
                    ])
            ])
    }

    @Test func `every type of value comes back as it went in`() async throws {
        let bytes: [UInt8] = [0, 1, 255]
        let row = try await database.write { transaction in
            try transaction.first(
                "INSERT INTO item (id, name, amount, content) VALUES ($1, $2, $3, $4) RETURNING *",
                7, "Grüße, 'quoted'\n", .real(1.5), .blob(bytes))
        }
        let found = try #require(row)
        #expect(try found.integer("id") == 7)
        #expect(try found.text("name") == "Grüße, 'quoted'\n")
        #expect(try found.value("amount") == .real(1.5))
        #expect(try found.blob("content") == bytes)
        #expect(try found.optionalText("parent") == nil)
    }

    @Test func `a placeholder that appears twice takes one argument`() async throws {
        let row = try await database.read { try $0.first("SELECT $1 AS a, $2 AS b, $1 AS c, $2 AS d", 1, 2) }
        let found = try #require(row)
        #expect(try ["a", "b", "c", "d"].map { try found.integer($0) } == [1, 2, 1, 2])
    }

    @Test func `text with NUL, which the engine would cut, is refused`() async {
        let error = await #expect(throws: StoreError.self) {
            try await database.read { _ = try $0.first("SELECT $1 AS a", "before\0after") }
        }
        #expect(error?.kind == .misuse)
    }

    @Test func `the number of changed rows is told`() async throws {
        let counts = try await database.write { transaction in
            try transaction.execute("INSERT INTO item (id) VALUES ($1), ($2)", 1, 2)
            return (
                try transaction.execute("UPDATE item SET amount = 1.0"),
                try transaction.execute("DELETE FROM item WHERE id = $1", 9)
            )
        }
        #expect(counts == (2, 0))
    }

    @Test func `asking for the first row of a writing statement still writes all of them`() async throws {
        let count = try await database.write { transaction in
            _ = try transaction.first("INSERT INTO item (id) VALUES (1), (2), (3) RETURNING id")
            return try transaction.first("SELECT COUNT(*) AS n FROM item")?.integer("n")
        }
        #expect(count == 3)
    }

    @Test(arguments: [
        ("INSERT INTO item (id) VALUES (1), (1)", StoreError.Kind.constraint(.unique)),
        ("INSERT INTO item (id, name) VALUES (1, 'a'), (2, 'a')", .constraint(.unique)),
        ("INSERT INTO item (id, parent) VALUES (1, 'nobody')", .constraint(.foreignKey)),
        ("INSERT INTO item (id, amount) VALUES (1, 100)", .constraint(.other)),
        ("SELECT $1", .misuse),
        ("SELECT 1; SELECT 2", .misuse),
        ("SELEKT", .other),
    ])
    func `each failure has its kind`(sql: String, kind: StoreError.Kind) async {
        let error = await #expect(throws: StoreError.self) {
            try await database.write { _ = try $0.rows(sql) }
        }
        #expect(error?.kind == kind)
    }

    @Test func `writing while reading is refused`() async {
        let error = await #expect(throws: StoreError.self) {
            try await database.read { _ = try $0.execute("INSERT INTO item (id) VALUES (1)") }
        }
        #expect(error?.kind == .readOnly)
    }

    @Test func `a row tells what it does not have`() async throws {
        let row = try #require(try await database.read { try $0.first("SELECT 2 AS two, 'x' AS x, NULL AS none") })
        for reading: (Row) throws -> Void in [
            { _ = try $0.text("three") }, { _ = try $0.text("two") }, { _ = try $0.text("none") },
            { _ = try $0.integer("x") }, { _ = try $0.integer("none") }, { _ = try $0.bool("two") },
            { _ = try $0.blob("x") }, { _ = try $0.optionalInteger("x") },
        ] {
            #expect { try reading(row) } throws: { ($0 as? StoreError)?.kind == .misuse }
        }
        #expect(try row.optionalInteger("none") == nil)
    }
}
