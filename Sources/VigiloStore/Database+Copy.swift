// A database that is only looked at: a copy, a backup, the file of a daemon that does not run.

import GRDB
import Glibc

extension Database {
    /// Opens a database file to read it; nothing is written, neither to the file nor beside it.
    ///
    /// Where a write-ahead log stands beside the file, it is read as well, and another process may be writing. Where none
    /// does, the file is taken for one that nobody changes.
    public static func openToRead(at path: String) throws(StoreError) -> Database {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, R_OK) == 0 else {
            throw StoreError(.cannotOpen, "\(path) is not there, is not a file, or cannot be read by this user.")
        }
        do {
            var configuration = Configuration()
            configuration.label = "vigilo.copy"
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let name = hasLog(path) ? path : "file:\(encoded(path))?immutable=1"
            let pool = try DatabasePool(path: name, configuration: configuration)
            // A file that is no database is only found out by reading it.
            _ = try pool.read { try $0.execute(sql: "SELECT COUNT(*) FROM sqlite_master") }
            return Database(pool: pool)
        } catch {
            let error = StoreError(error)
            guard error.kind == .notADatabase else { throw naming(path, in: error) }
            throw StoreError(
                .notADatabase, "\(path) is no database, or one that was damaged beyond reading.", cause: error.cause)
        }
    }

    private static func hasLog(_ path: String) -> Bool {
        var status = stat()
        return stat("\(path)-wal", &status) == 0 && status.st_size > 0
    }

    /// A path in a URI: what has a meaning there is written as its code.
    private static func encoded(_ path: String) -> String {
        path.map { letter in
            switch letter {
            case "?": "%3f"
            case "#": "%23"
            case "%": "%25"
            default: String(letter)
            }
        }.joined()
    }
}
