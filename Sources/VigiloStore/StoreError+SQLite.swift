// From SQLite's result codes to ours, in the one place that knows them.

import GRDB

extension StoreError {
    /// Any error of the engine as a `StoreError`; one that already is one stays as it is.
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(sqlite: error)
        default: self.init(.other, "The database could not do what was asked.", cause: "\(error)")
        }
    }

    private init(sqlite error: DatabaseError) {
        let kind = Kind(sqlite: error)
        let code = error.extendedResultCode.rawValue
        self.init(kind, Self.sentence(for: kind), cause: "SQLite \(code): \(error.message ?? "no message")")
    }

    private static func sentence(for kind: Kind) -> String {
        switch kind {
        case .constraint(.unique): "The row is there already."
        case .constraint(.foreignKey): "The row refers to another that is not there, or is still referred to."
        case .constraint(.other): "The row breaks a rule of the database."
        case .full: "The disk of the database is full, and nothing was written; free some space and try again."
        case .ioFailed:
            "The disk of the database failed, and nothing was written; the system's log tells more than the database can."
        case .readOnly: "The database can only be read; make its file and its folder writable for the daemon's user."
        case .busy: "Another process is holding the database; try again when it has finished."
        case .interrupted:
            "Reading took too long while others were writing, and was ended; ask for less at a time, or try again."
        case .corrupt: "The database file is damaged; restore it from a backup."
        case .notADatabase:
            "The file is not a Vigilo database; give the path of one, or of a file that is not there yet."
        case .newerSchema: "The database was made by a newer Vigilo; install that version or a later one."
        case .cannotOpen:
            "The database cannot be opened; check that its folder exists and belongs to the daemon's user."
        case .misuse: "A statement of Vigilo is wrong."
        case .other: "The database could not do what was asked."
        }
    }
}

extension StoreError.Kind {
    init(sqlite error: DatabaseError) {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .constraint(.unique)
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            self = .constraint(.foreignKey)
        default:
            self.init(primary: error.resultCode)
        }
    }

    private init(primary code: ResultCode) {
        switch code {
        case .SQLITE_CONSTRAINT: self = .constraint(.other)
        case .SQLITE_FULL: self = .full
        case .SQLITE_IOERR: self = .ioFailed
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_INTERRUPT: self = .interrupted
        case .SQLITE_CORRUPT: self = .corrupt
        case .SQLITE_NOTADB: self = .notADatabase
        case .SQLITE_CANTOPEN: self = .cannotOpen
        case .SQLITE_MISUSE, .SQLITE_RANGE: self = .misuse
        default: self = .other
        }
    }
}
