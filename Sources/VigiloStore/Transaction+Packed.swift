// Reading rows as bytes, a buffer full at a time.

import CSQLiteRows
import GRDB

extension Transaction {
    /// Buffers begin at this size and grow to the largest row.
    private static let bufferBytes = 1 << 18

    /// Runs a statement and hands over its rows as bytes, a buffer full at a time, in their order.
    ///
    /// Nothing of a row is taken for granted: a value of another type than the packing says makes its row odd, not the
    /// statement fail.
    public func packed(
        _ sql: String, _ arguments: SQLValue..., as packing: RowPacking, _ body: (PackedRows) -> Void
    ) throws(StoreError) {
        do {
            let statement = try prepared(sql, arguments)
            try statement.setArguments(Self.bound(arguments))
            // A statement that stands on a row holds its transaction open.
            defer { csqlite_reset(statement.sqliteStatement) }
            var rows = PackedRows(capacity: Self.bufferBytes)
            var progress = csqlite_progress()
            while true {
                let capacity = Int64(rows.bytes.count)
                let code = csqlite_pack_rows(
                    statement.sqliteStatement, packing.columns, packing.prefix, packing.prefix.count, &rows.bytes,
                    capacity, &progress)
                rows.used = Int(progress.used)
                if rows.used > 0 { body(rows) }
                let result = ResultCode(rawValue: code)
                if result == .SQLITE_DONE { return }
                guard result == .SQLITE_ROW else {
                    throw DatabaseError(resultCode: result, message: connection.lastErrorMessage, sql: sql)
                }
                if progress.wanted > capacity {
                    rows.bytes = [UInt8](repeating: 0, count: Int(progress.wanted))
                }
            }
        } catch {
            throw StoreError(error)
        }
    }
}
