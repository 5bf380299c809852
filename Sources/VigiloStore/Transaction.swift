// Statements inside a transaction.

import FoundationEssentials
import GRDB

/// A transaction that is under way. It is valid inside the closure that was given it, and nowhere else.
///
/// Statements are single, in the SQL that SQLite and PostgreSQL share, with placeholders `$1`, `$2`, ... numbered by
/// first appearance; a statement that breaks this throws ``StoreError/Kind-swift.enum/misuse`` before it runs.
public struct Transaction {
    let connection: GRDB.Database
    /// nil: the transaction only reads.
    private let scope: TransactionScope?

    init(_ connection: GRDB.Database, _ scope: TransactionScope? = nil) {
        self.connection = connection
        self.scope = scope
    }

    /// All rows of the result.
    public func rows(_ sql: String, _ arguments: SQLValue...) throws(StoreError) -> [Row] {
        try fetch(sql, arguments, atMost: .max)
    }

    /// All rows of the result, for arguments that are gathered before it is known how many there are.
    public func rows(_ sql: String, arguments: [SQLValue]) throws(StoreError) -> [Row] {
        try fetch(sql, arguments, atMost: .max)
    }

    /// The first row of the result, or nil if it has none. A writing statement is carried out whole all the same.
    public func first(_ sql: String, _ arguments: SQLValue...) throws(StoreError) -> Row? {
        try fetch(sql, arguments, atMost: 1).first
    }

    /// Runs a statement that returns no rows; how many rows it inserted, updated or deleted.
    @discardableResult
    public func execute(_ sql: String, _ arguments: SQLValue...) throws(StoreError) -> Int {
        do {
            try prepared(sql, arguments).execute(arguments: Self.bound(arguments))
            return connection.changesCount
        } catch {
            throw StoreError(error)
        }
    }

    /// Works on what transactions keep in mind.
    public func keeping<Memory: TransactionMemory, Result>(
        _: Memory.Type, _ body: (inout Memory) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        guard let scope else { throw .misuse("a transaction that only reads has nothing to keep in mind") }
        return try scope.keeping(body)
    }

    /// Leaves a note for those who observe the database; they get it when the transaction is durable, or never.
    public func leave(_ note: some Sendable) {
        scope?.leave(note)
    }

    /// The notes that this closure has left so far.
    public var notes: [any Sendable] { scope?.closureNotes ?? [] }

    private func fetch(_ sql: String, _ arguments: [SQLValue], atMost limit: Int) throws(StoreError) -> [Row] {
        do {
            let statement = try prepared(sql, arguments)
            let columns = statement.columnNames
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.bound(arguments))
            var rows: [Row] = []
            // To the end even when one row is enough: SQLite finishes `INSERT .. RETURNING` with the last step.
            while let row = try cursor.next() {
                if rows.count < limit {
                    rows.append(Row(columns: columns, values: row.databaseValues.map(SQLValue.init)))
                }
            }
            return rows
        } catch {
            throw StoreError(error)
        }
    }

    func prepared(_ sql: String, _ arguments: [SQLValue]) throws -> Statement {
        let wanted = try Placeholders.count(in: sql)
        guard wanted == arguments.count else {
            throw StoreError.misuse("it takes \(wanted) arguments and was given \(arguments.count): \(sql)")
        }
        // SQLite would cut the text at the NUL without a word, and PostgreSQL has no place for one.
        guard !arguments.contains(where: { $0.isTextWithNUL }) else {
            throw StoreError.misuse("a text argument contains NUL: \(sql)")
        }
        return try connection.cachedStatement(sql: sql)
    }

    /// As values of any kind: of values of one type GRDB makes them through a key path, which takes a tenth of a statement's
    /// time.
    static func bound(_ arguments: [SQLValue]) -> StatementArguments {
        StatementArguments(arguments.map { $0.convertible })
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let real): self = .real(real)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(Array(data))
        }
    }

    fileprivate var isTextWithNUL: Bool {
        guard case .text(let text) = self else { return false }
        return text.utf8.contains(0)
    }

    fileprivate var convertible: (any DatabaseValueConvertible)? {
        switch self {
        case .null: nil
        case .integer(let integer): integer
        case .real(let real): real
        case .text(let text): text
        case .blob(let bytes): Data(bytes)
        }
    }
}
