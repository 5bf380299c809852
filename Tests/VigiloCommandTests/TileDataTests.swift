// What a tile shows to people.

import Testing
import VigiloJSON

@testable import vigilo

@Suite struct TileDataTests {
    private func lines(_ json: String) throws -> [String] {
        TileData(data: try JSONValue(parsing: json)).lines(on: Canvas(columns: nil, style: .plain))
    }

    @Test func `certificates are rows with what people look for`() throws {
        let shown = try lines(
            """
            {"days":30,"items":[{"id":"1","name":"shop","fingerprint_sha256":"ab","status":"expiring",
            "days_until_expiry":9,"not_after":"2026-12-06T00:00:00.000000Z","sans":["a","b"]}]}
            """)
        #expect(
            shown == [
                "days  30", "items", "  name  status    days_until_expiry  not_after",
                "  shop  expiring                  9  2026-12-06 00:00:00 UTC",
            ])
    }

    @Test func `work items keep their titles whatever their custom fields, and columns that no item has are left out`()
        throws
    {
        let shown = try lines(
            """
            {"items":[{"key":"INC-0001","title":"Mail","status":"open","severity":null,"fields":{"area":"net"}},
            {"key":"INC-0002","title":"Other","status":"open","fields":{}}]}
            """)
        #expect(
            shown == ["items", "  key       status  title", "  INC-0001  open    Mail", "  INC-0002  open    Other"])
    }

    @Test(arguments: [
        (#"{"items":[{"key":"a"},{"key":"b"}]}"#, ["items", "  key", "  a", "  b"]),
        (#"{"items":[]}"#, ["items  none"]),
        ("[1,2]", ["1, 2"]), ("null", ["null"]),
    ])
    func `whatever else a widget gives is an outline`(_ json: String, _ expected: [String]) throws {
        #expect(try lines(json) == expected)
    }
}
