// Placeholders are numbered by first appearance.

import Testing

@testable import VigiloStore

@Suite struct PlaceholdersTests {
    @Test(arguments: [
        ("SELECT 1", 0),
        ("SELECT $1", 1),
        ("VALUES ($1, $2, $2, $1, $3)", 3),
        ("SELECT '$7', \"$8\", $1 -- $9\n, $2 /* $5 ? */", 2),
        ("SELECT 'it''s $4', $1", 1),
        ("SELECT total$1 FROM t WHERE a = $1", 1),
        ("SELECT größe$3 FROM t WHERE a = $1", 1),
        ("SELECT 1 - $1 / $2", 2),
        ("SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11", 11),
        ("SELECT 'open $3", 0),
        ("SELECT $1 /* open $3", 1),
        ("SELECT $1 -- to the end $3", 1),
    ])
    func `placeholders outside of quotes and comments are counted`(sql: String, count: Int) throws {
        #expect(try Placeholders.count(in: sql) == count)
    }

    @Test(arguments: [
        "SELECT $2", "SELECT $2, $1", "SELECT $1, $3", "SELECT $0", "SELECT $01", "SELECT $", "SELECT $name",
        "SELECT $1x", "SELECT $99999999999999999999", "SELECT ?", "SELECT ?1", "SELECT :name", "SELECT @name",
    ])
    func `any other placeholder or order is misuse`(sql: String) {
        #expect { try Placeholders.count(in: sql) } throws: { ($0 as? StoreError)?.kind == .misuse }
    }
}
