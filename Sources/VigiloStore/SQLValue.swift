// A value that goes into a statement or comes out of a row.

/// A value of the database. Times are ``integer(_:)`` in microseconds, UUIDs and JSON are ``text(_:)``.
public enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// Text, or null where there is none.
    public init(_ text: String?) {
        self = text.map(SQLValue.text) ?? .null
    }

    /// An integer, or null where there is none.
    public init(_ integer: Int64?) {
        self = integer.map(SQLValue.integer) ?? .null
    }

    /// 1 for true and 0 for false: the two engines share no boolean type.
    public init(_ flag: Bool) {
        self = .integer(flag ? 1 : 0)
    }
}

extension SQLValue: ExpressibleByNilLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(nilLiteral: ()) { self = .null }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
}
