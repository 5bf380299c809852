// Comma-separated values (RFC 4180), part by part, so that a file of any size needs the memory of one row.

/// Reads rows out of bytes as they come.
///
/// Lines end with CR LF or LF; a byte order mark at the start is skipped; a field in quotes may contain commas, line
/// breaks and doubled quotes. It is strict: a quote inside a bare field, or anything but a comma or a line's end behind a
/// closing quote, is a mistake of its row, and reading goes on with the next line.
struct CSVReader {
    /// A row, or why it is none.
    struct Row: Equatable {
        /// The line on which it begins; the first is 1.
        var line: Int
        var fields: [String] = []
        /// What is wrong with it; nil: nothing.
        var problem: String?
    }

    private enum Place {
        case fieldStart, bare, quoted, quoteInQuoted, skipping
        /// A row was too long: nothing behind it can be told apart, and nothing is read any more.
        case lost
    }

    /// Of one row, in bytes.
    static let longestRow = 16 * 1024

    private var place = Place.fieldStart
    private var line = 1
    private var row = Row(line: 1)
    private var field: [UInt8] = []
    private var rowBytes = 0
    private var isAfterReturn = false
    private var mark: [UInt8] = []
    private var isPastMark = false

    /// Whether it has given up: a row was too long.
    var isLost: Bool { place == .lost }

    /// Takes a part and returns the rows that it ends, without empty lines.
    mutating func rows(endedBy part: some Sequence<UInt8>) -> [Row] {
        var rows: [Row] = []
        for byte in part {
            if isLost { break }
            if !isPastMark, skipsMark(byte) { continue }
            if let row = take(byte) { rows.append(row) }
        }
        return rows
    }

    /// The row that no line break ended, if there is one.
    mutating func rest() -> Row? {
        if place == .quoted { fail("a quote is opened and never closed") }
        guard rowBytes > 0, !isLost else { return nil }
        return endOfRow()
    }

    /// The byte order mark, EF BB BF, or the beginning of one.
    private mutating func skipsMark(_ byte: UInt8) -> Bool {
        let whole: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard byte == whole[mark.count] else {
            isPastMark = true
            field += mark
            rowBytes += mark.count
            if !mark.isEmpty { place = .bare }
            return false
        }
        mark.append(byte)
        isPastMark = mark.count == whole.count
        return true
    }

    private mutating func take(_ byte: UInt8) -> Row? {
        let isLineFeed = byte == UInt8(ascii: "\n")
        if isLineFeed, place != .quoted {
            line += 1
            isAfterReturn = false
            return endOfRow()
        }
        if isAfterReturn {
            isAfterReturn = false
            fail("a carriage return stands alone in it")
        }
        rowBytes += 1
        guard rowBytes <= Self.longestRow else {
            place = .lost
            let limit = "\(Self.longestRow / 1024) KiB"
            return Row(line: row.line, problem: "it is longer than \(limit), and what follows was not read")
        }
        switch place {
        case .quoted: takeQuoted(byte, isLineFeed: isLineFeed)
        case .skipping, .lost: break
        case .fieldStart, .bare, .quoteInQuoted: takeBare(byte)
        }
        return nil
    }

    private mutating func takeQuoted(_ byte: UInt8, isLineFeed: Bool) {
        if byte == UInt8(ascii: "\"") {
            place = .quoteInQuoted
        } else {
            if isLineFeed { line += 1 }
            field.append(byte)
        }
    }

    private mutating func takeBare(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ","):
            endOfField()
        case UInt8(ascii: "\r"):
            isAfterReturn = true
        case UInt8(ascii: "\""):
            switch place {
            case .fieldStart: place = .quoted
            case .quoteInQuoted:
                place = .quoted
                field.append(byte)
            default: fail("a quote stands inside a field that does not begin with one")
            }
        default:
            if place == .quoteInQuoted {
                fail("something stands between a closing quote and the next comma")
            } else {
                place = .bare
                field.append(byte)
            }
        }
    }

    private mutating func endOfField() {
        if let text = String(validating: field, as: UTF8.self) {
            row.fields.append(text)
        } else {
            row.fields.append(String(decoding: field, as: UTF8.self))
            row.problem = row.problem ?? "it is not UTF-8"
        }
        field = []
        place = .fieldStart
    }

    /// nil for an empty line.
    private mutating func endOfRow() -> Row? {
        endOfField()
        defer {
            row = Row(line: line)
            rowBytes = 0
        }
        return row.fields == [""] && row.problem == nil ? nil : row
    }

    /// The rest of the line is not looked at.
    private mutating func fail(_ problem: String) {
        row.problem = row.problem ?? problem
        place = .skipping
    }
}
