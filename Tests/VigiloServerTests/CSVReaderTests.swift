// Comma-separated values, in whatever parts they come.

import Testing

@testable import VigiloServer

struct CSVReaderTests {
    private typealias Row = CSVReader.Row

    /// The rows of a text that comes in parts of `size` bytes.
    private func rows(_ text: [UInt8], partsOf size: Int) -> [Row] {
        var reader = CSVReader()
        var rows: [Row] = []
        for start in stride(from: 0, to: text.count, by: size) {
            rows += reader.rows(endedBy: text[start..<min(start + size, text.count)])
        }
        return rows + (reader.rest().map { [$0] } ?? [])
    }

    @Test(arguments: [1, 2, 3, 1000])
    func `quotes, line breaks in them, both line ends and the byte order mark are understood`(_ size: Int) {
        let text = "\u{FEFF}a,b\r\n\"x \"\"y\"\"\",\"1\r\n2\"\n\n,\n\"\",ü\u{1F600}"
        #expect(
            rows(Array(text.utf8), partsOf: size) == [
                Row(line: 1, fields: ["a", "b"]), Row(line: 2, fields: [#"x "y""#, "1\r\n2"]),
                Row(line: 5, fields: ["", ""]), Row(line: 6, fields: ["", "ü\u{1F600}"]),
            ])
    }

    @Test(arguments: ["a\"b,c", "\"a\"b,c", "a\rb,c", "\"a\" ,c", "\u{EF}\u{BB}"])
    func `a malformed row says so, and the next one is read`(_ text: String) {
        let found = rows(Array((text + "\nnext,row\n").utf8), partsOf: 1)
        #expect(found.count == 2)
        #expect(found.first?.problem != nil || text == "\u{EF}\u{BB}")
        #expect(found.last == Row(line: 2, fields: ["next", "row"]))
    }

    @Test func `what is not UTF-8 is a mistake of its row`() {
        let found = rows([0xEF, 0x2C, 0x61, 0x0A, 0x62, 0x0A], partsOf: 1)
        #expect(found.map(\.problem) == ["it is not UTF-8", nil])
    }

    @Test func `a row of any length is not kept, and nothing behind it is read`() {
        var reader = CSVReader()
        var found: [CSVReader.Row] = []
        for _ in 0..<20 { found += reader.rows(endedBy: [UInt8](repeating: 0x61, count: 1024)) }
        found += reader.rows(endedBy: Array("\nb,c\n".utf8))
        #expect(found.count == 1 && found.first?.problem?.hasPrefix("it is longer than 16 KiB") == true)
        #expect(reader.isLost && reader.rest() == nil)
    }
}
