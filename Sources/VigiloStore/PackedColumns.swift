// Texts for a statement, packed into one buffer.

import CSQLiteRows
import GRDB

/// Texts one after the other: the length of each in 32 bits, big endian, then its UTF-8; 0xFFFFFFFF and nothing more for one
/// that is absent.
///
/// Whoever inserts rows by the thousand keeps one of these and fills it anew for each.
public struct PackedColumns: Sendable {
    fileprivate var bytes: [UInt8] = []

    public init() {}

    /// Begins anew, in the same memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Adds columns that are packed already.
    public mutating func append(packed columns: some Collection<UInt8>) {
        bytes += columns
    }

    /// Adds the next column.
    public mutating func append(utf8 text: some Collection<UInt8>) {
        let count = UInt32(truncatingIfNeeded: text.count)
        for shift in stride(from: 24 as UInt32, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: count >> shift))
        }
        bytes += text
    }
}

extension Transaction {
    /// Runs a statement that returns no rows. Its first parameters are the numbers, the others the packed columns, which must
    /// be UTF-8 without NUL.
    public func execute(_ sql: String, numbers: [Int64], _ columns: PackedColumns) throws(StoreError) {
        do {
            _ = try Placeholders.count(in: sql)
            let statement = try connection.cachedStatement(sql: sql)
            let status = csqlite_run_packed(
                statement.sqliteStatement, numbers, numbers.count, columns.bytes, columns.bytes.count)
            guard status == 0 else {
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: status), message: connection.lastErrorMessage, sql: sql)
            }
        } catch {
            throw StoreError(error)
        }
    }
}
