// One row of a result, copied out of the database.

/// One row of a result. It is a copy and outlives its transaction.
///
/// The readers throw ``StoreError/Kind-swift.enum/misuse`` for a column that the statement does not select and for a
/// value of another type: both are mistakes in our SQL, never in a user's input.
public struct Row: Sendable {
    private let columns: [String]
    private let values: [SQLValue]

    /// `columns` and `values` have the same length; all rows of a result share one array of columns.
    init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The value of a column, whatever its type.
    public func value(_ column: String) throws(StoreError) -> SQLValue {
        // Rows have a dozen columns at most: comparing names is faster than hashing them.
        guard let index = columns.firstIndex(of: column) else {
            throw .misuse("the result has no column '\(column)'; it has: \(columns.joined(separator: ", "))")
        }
        return values[index]
    }

    public func text(_ column: String) throws(StoreError) -> String {
        guard let text = try optionalText(column) else { throw unexpected(column, wanted: "text") }
        return text
    }

    public func optionalText(_ column: String) throws(StoreError) -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw unexpected(column, wanted: "text")
        }
    }

    public func integer(_ column: String) throws(StoreError) -> Int64 {
        guard let integer = try optionalInteger(column) else { throw unexpected(column, wanted: "an integer") }
        return integer
    }

    public func optionalInteger(_ column: String) throws(StoreError) -> Int64? {
        switch try value(column) {
        case .null: nil
        case .integer(let integer): integer
        default: throw unexpected(column, wanted: "an integer")
        }
    }

    /// A column that holds 0 or 1.
    public func bool(_ column: String) throws(StoreError) -> Bool {
        switch try value(column) {
        case .integer(0): false
        case .integer(1): true
        default: throw unexpected(column, wanted: "0 or 1")
        }
    }

    public func blob(_ column: String) throws(StoreError) -> [UInt8] {
        guard case .blob(let bytes) = try value(column) else { throw unexpected(column, wanted: "bytes") }
        return bytes
    }

    private func unexpected(_ column: String, wanted: String) -> StoreError {
        .misuse("column '\(column)' does not hold \(wanted)")
    }
}
