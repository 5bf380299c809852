// The database: opened once, read by many at a time, written by one at a time.

import Dispatch
import GRDB
import Synchronization

/// A database.
///
/// Readers see a snapshot and never wait for the writer. A transaction that was committed survives a power failure
/// (`synchronous = FULL`). Calling any of these functions inside the closure of another is a mistake that traps.
public final class Database: Sendable {
    private let pool: DatabasePool
    private let log: WriteAheadLog
    private let writer: Writer
    private let door = Door()

    init(pool: DatabasePool) {
        self.pool = pool
        log = WriteAheadLog(of: pool.path)
        writer = Writer(log: log)
    }

    /// Opens the database, creating it if there is none, and brings its schema up to date.
    ///
    /// Refuses a database that has migrations which `migrations` does not know: a newer Vigilo made it.
    public static func open(at path: String, migrations: [Migration]) throws(StoreError) -> Database {
        try open(at: path, migrations: migrations, busyTimeoutSeconds: 5)
    }

    static func open(
        at path: String, migrations: [Migration], busyTimeoutSeconds: Double
    ) throws(StoreError) -> Database {
        try DatabaseFile.prepare(at: path)
        do {
            let pool = try DatabasePool(path: path, configuration: configuration(busyTimeoutSeconds))
            // Not in the configuration: the pool sets NORMAL after it has switched to WAL.
            try pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA synchronous = FULL")
                try connection.execute(sql: "PRAGMA journal_size_limit = \(WriteAheadLog.keptBytes)")
            }
            try Schema(migrations).migrate(pool)
            return Database(pool: pool)
        } catch {
            throw naming(path, in: StoreError(error))
        }
    }

    private static func configuration(_ busyTimeoutSeconds: Double) -> Configuration {
        var configuration = Configuration()
        configuration.label = "vigilo.store"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        return configuration
    }

    static func naming(_ path: String, in error: StoreError) -> StoreError {
        StoreError(error.kind, "\(path): \(error.sentence)", cause: error.cause)
    }
}

extension Database {
    /// Another number after each write through this value: what was read while it was the same is still so, if nobody else
    /// writes to the database.
    public var revision: UInt64 { writer.revision }

    /// Reads a snapshot. The closure runs on a thread of the store, never on a cooperative one.
    ///
    /// - Parameter name: What is read, for those who want to know who reads for long. A closure that reads while the
    ///   write-ahead log is past its limit, and has done so for seconds, is ended with ``StoreError/Kind-swift.enum/interrupted``.
    public func read<T: Sendable>(
        named name: String = #function, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        do {
            return try await door.pass { [pool, log] in
                try await pool.read { connection in
                    try log.readers.during(name, connection) { try body(Transaction(connection)) }
                }
            }
        } catch {
            throw Self.translated(error)
        }
    }

    /// Writes: the closure is carried out whole when it returns, and not at all when it throws or its task is cancelled
    /// before it begins.
    ///
    /// Closures that wait at the same time share one commit, and each returns when that is durable. Where the commit fails,
    /// each is run once more on its own: a closure may be run twice and does nothing but read and write the database.
    public func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let isCalledOff = Flag()
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let job = Writer.Job { transaction in
                        if isCalledOff.isSet { throw CancellationError() }
                        let result = try body(transaction)
                        return { continuation.resume(returning: result) }
                    } fail: {
                        continuation.resume(throwing: $0)
                    }
                    if writer.add(job) { work() }
                }
            } onCancel: {
                isCalledOff.set()
            }
        } catch {
            throw Self.translated(error)
        }
    }

    /// Has the writer commit what waits, and go on as long as something does. Others that write get their turn in between.
    private func work() {
        pool.asyncWriteWithoutTransaction { [self] connection in
            if writer.work(on: connection) { work() }
        }
    }

    /// How long the write-ahead log is, and who keeps it from beginning anew.
    public var writeAheadLog: WriteAheadLogStatus { log.status }

    /// What those are reading who have read for longer than a time.
    func readers(for time: Duration) -> [String] { log.readers.readers(for: time).map(\.name) }

    /// How many closures wait for the writer.
    var waitingWrites: Int { writer.waitingJobs }

    /// Tells an observer, on the writer's thread, of the notes that durable transactions have left, before their writers are
    /// answered. It must be quick.
    public func observe(_ observer: @escaping @Sendable ([any Sendable]) -> Void) {
        writer.observe(observer)
    }

    /// As ``read(_:)``, blocking the thread: for a plugin's own thread only.
    public func readBlocking<T>(named name: String = #function, _ body: (Transaction) throws -> T) throws -> T {
        do {
            return try door.pass {
                try pool.read { connection in
                    try log.readers.during(name, connection) { try body(Transaction(connection)) }
                }
            }
        } catch {
            throw Self.translated(error)
        }
    }

    /// As ``write(_:)``, blocking the thread: for a plugin's own thread only.
    public func writeBlocking<T>(_ body: (Transaction) throws -> T) throws -> T {
        do {
            return try pool.writeWithoutTransaction { try writer.alone(on: $0, body) }
        } catch {
            throw Self.translated(error)
        }
    }

    /// Ends all use of the database. What is asked of it afterwards fails; who reads longer than a second is ended.
    ///
    /// The write-ahead log is emptied into the database file, so that after a clean stop the file alone is everything.
    /// Closing twice does nothing the second time.
    public func close() throws {
        do {
            if !door.close(within: .seconds(1)) {
                _ = log.readers.interrupt(after: .zero)
                _ = door.close(within: .seconds(5))
            }
            // SQLite does this itself with the last connection, but the pool's last ones are readers, which may not
            // write. A reader at work can prevent it; nothing is lost then, and the next start makes good for it. As a
            // statement, because GRDB's own function hands SQLite a null pointer where the pool is closed already.
            try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try pool.close()
        } catch {
            throw Self.translated(error)
        }
    }

    /// The engine's errors become ours; what the closure threw goes through as it is.
    private static func translated(_ error: any Error) -> any Error {
        error is DatabaseError ? StoreError(error) : error
    }
}

/// Something that is said once.
final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set() { value.store(true, ordering: .relaxed) }
}
