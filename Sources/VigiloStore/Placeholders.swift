// Checks a statement's placeholders before the engine binds them by position.

import Synchronization

/// A scanner for the placeholders of a statement.
///
/// SQLite takes `$1` for a name and gives it the next free position where it first appears, PostgreSQL takes the
/// number. Both agree exactly where numbers appear in rising order without gaps, and nothing but this check would tell:
/// a statement that starts with `$2` binds the wrong values and reports no error.
struct Placeholders {
    private let bytes: [UInt8]
    private var position = 0
    private var highest = 0

    private init(_ sql: String) {
        bytes = Array(sql.utf8)
    }

    /// How many arguments the statement takes.
    static func count(in sql: String) throws(StoreError) -> Int {
        if let count = counts.withLock({ $0[sql] }) { return count }
        var scanner = Placeholders(sql)
        let count = try scanner.scan()
        counts.withLock { counts in
            // Statements are written in our sources, so they are few; what is put together for one case is not kept for ever.
            if counts.count >= mostCounts { counts.removeAll(keepingCapacity: true) }
            counts[sql] = count
        }
        return count
    }

    /// Of statements that were scanned before: the same few are run a hundred thousand times.
    private static let counts = Mutex<[String: Int]>([:])
    private static let mostCounts = 1000

    private mutating func scan() throws(StoreError) -> Int {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): skipQuoted(by: byte)
            case UInt8(ascii: "-") where peek(1) == byte: skip(past: "\n")
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skip(past: "*/")
            case UInt8(ascii: "$"): try takePlaceholder()
            case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "@"):
                throw .misuse("'\(Character(Unicode.Scalar(byte)))' at byte \(position); placeholders are $1, $2, ...")
            case _ where Self.isWord(byte): skipWord()
            default: position += 1
            }
        }
        return highest
    }

    private mutating func takePlaceholder() throws(StoreError) {
        position += 1
        let start = position
        while let byte = peek(), Self.isWord(byte) { position += 1 }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Int(digits), number >= 1, String(number) == digits else {
            throw .misuse("'$\(digits)' is no placeholder; placeholders are $1, $2, ...")
        }
        guard number <= highest + 1 else {
            throw .misuse("$\(number) appears before $\(highest + 1); placeholders are numbered by first appearance")
        }
        highest = max(highest, number)
    }

    /// A doubled quote inside is two strings side by side to this scanner, which comes to the same.
    private mutating func skipQuoted(by quote: UInt8) {
        position += 1
        while let byte = peek(), byte != quote { position += 1 }
        position += 1
    }

    private mutating func skip(past end: StaticString) {
        let end = Array("\(end)".utf8)
        position += 2
        while position < bytes.count, !bytes[position...].starts(with: end) { position += 1 }
        position += end.count
    }

    /// A word may contain `$`, as in `total$1`, which is a name and no placeholder.
    private mutating func skipWord() {
        while let byte = peek(), Self.isWord(byte) || byte == UInt8(ascii: "$") { position += 1 }
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default: false
        }
    }
}
