// Files of invitations, made up and damaged.

@testable import VigiloServer

/// The reader of comma-separated values.
struct CSVCampaign: Campaign {
    static let name = "csv"

    private static let fields = [
        "", "a", "alice@example.com", "engineer", "Release manager", "\"\"", "\"a,b\"", "\"a\"\"b\"", "\"a\nb\"",
        "\"a\r\nb\"", " x ", "\u{E9}\u{1F600}", "a\"b", "\"a\"b", "\"open", "\0",
    ]
    private static let ends = ["\n", "\n", "\r\n", "\r\n", "\r", "\n\n", ""]
    private static let tokens = Trouble.tokens + (fields + ends + [",,", "\r\r\n", "\"\"\""]).map { Array($0.utf8) }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        var text = dice.once(in: 4) ? "\u{FEFF}" : ""
        for _ in 0..<dice.below(6) {
            text +=
                (0...dice.below(4)).map { _ in dice.pick(Self.fields) }.joined(separator: ",") + dice.pick(Self.ends)
        }
        var bytes = Array(text.utf8)
        for _ in 0..<(dice.once(in: 2) ? 0 : dice.below(4)) { bytes.mutate(&dice, tokens: Self.tokens) }
        if dice.once(in: 500) {
            let length = CSVReader.longestRow + dice.below(5) - 2
            let long = [UInt8](repeating: dice.once(in: 2) ? 0x61 : 0x2C, count: length)
            bytes.insert(contentsOf: long, at: dice.below(bytes.count + 1))
        }
        return bytes
    }

    /// Accepted: every row is one.
    func judge(_ input: [UInt8]) throws -> Bool {
        let rows = Self.rows(input, parts: [input.count])
        // Parts that follow from the input, so that a replay makes the same.
        let sizes = input.prefix(8).map { Int($0 % 7) + 1 } + [3]
        for parts in [[1], sizes] {
            let others = Self.rows(input, parts: parts)
            try require(others == rows, "in parts of \(parts) it reads \(others), and whole \(rows)")
        }
        try Self.checkLines(of: rows, in: input)
        for row in rows { try row.problem.map(Sentence.check) }
        guard rows.allSatisfy({ $0.problem == nil }) else { return false }
        try Self.checkRoundTrip(of: rows)
        return true
    }

    private static func rows(_ input: [UInt8], parts sizes: [Int]) -> [CSVReader.Row] {
        var reader = CSVReader()
        var rows: [CSVReader.Row] = []
        var start = 0
        var turn = 0
        while start < input.count {
            let end = min(input.count, start + max(1, sizes[turn % sizes.count]))
            rows += reader.rows(endedBy: input[start..<end])
            (start, turn) = (end, turn + 1)
        }
        return rows + (reader.rest().map { [$0] } ?? [])
    }

    /// A row begins on a line that there is, behind the one before it, and neither on an empty one.
    private static func checkLines(of rows: [CSVReader.Row], in input: [UInt8]) throws {
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
        var last = 0
        for row in rows {
            try require(row.line > last && row.line <= lines.count, "row \(row) is on no line behind \(last)")
            last = row.line
            let isEmpty = lines[row.line - 1].isEmpty || lines[row.line - 1] == [0x0D]
            try require(!isEmpty, "line \(row.line) is empty, and is the row \(row)")
        }
    }

    /// What was read, written the long way, reads the same.
    private static func checkRoundTrip(of rows: [CSVReader.Row]) throws {
        let lines = rows.map { row in row.fields.map(quoted).joined(separator: [0x2C]) + [0x0D, 0x0A] }
        guard lines.allSatisfy({ $0.count <= CSVReader.longestRow }) else { return }
        let text = Array(lines.joined())
        let again = Self.rows(text, parts: [max(1, text.count)])
        try require(again.map(\.fields) == rows.map(\.fields), "written and read again it is \(again), and was \(rows)")
    }

    /// Bytes, since a quote and a mark that joins are one character of a Swift string.
    private static func quoted(_ field: String) -> [UInt8] {
        [0x22] + field.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }
}
