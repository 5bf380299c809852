// Rows as bytes: for those who hash them and want no string made of any.

/// How a statement's columns become bytes.
public struct RowPacking: Sendable {
    public enum Column: Character, Sendable {
        /// Text: its length in 32 bits, big endian, and its bytes in UTF-8; for null `FF FF FF FF` and nothing more.
        case text = "t"
        /// An integer in 64 bits, big endian.
        case integer = "i"
        /// Text of 64 lower-case hexadecimal digits: the 32 bytes that they stand for.
        case hash = "h"
    }

    let columns: String
    let prefix: [UInt8]

    /// - Parameters:
    ///   - prefix: what every row begins with.
    ///   - columns: the columns in the statement's order, at most 32.
    public init(prefix: [UInt8], columns: [Column]) {
        self.prefix = prefix
        self.columns = String(columns.map(\.rawValue))
    }
}

/// Some rows of a result, one after the other in one buffer.
public struct PackedRows: Sendable {
    /// The buffer; the rows are in the ranges that ``forEach(_:)`` gives.
    public internal(set) var bytes: [UInt8]
    var used = 0

    /// The length and the flag that stand before each row's bytes.
    private static let frame = 5

    init(capacity: Int) {
        bytes = [UInt8](repeating: 0, count: capacity)
    }

    /// Calls the body with each row's place, which holds the prefix and the columns, and with whether the row is odd: a column
    /// is not what the packing says. Such a column is packed as far as it can be, and as zeros where it cannot.
    public func forEach(_ body: (_ place: Range<Int>, _ isOdd: Bool) -> Void) {
        var position = 0
        while position < used {
            let length =
                Int(bytes[position]) << 24 | Int(bytes[position + 1]) << 16 | Int(bytes[position + 2]) << 8
                | Int(bytes[position + 3])
            let start = position + Self.frame
            body(start..<start + length, bytes[position + 4] != 0)
            position = start + length
        }
    }
}
