// The write-ahead log: kept short, whoever reads.

import GRDB
import Glibc
import Synchronization

/// The write-ahead log beside the database file.
///
/// SQLite begins the log anew only at a moment when nobody reads what is in it. With readers that overlap there is none, and
/// with one that never ends there never will be; the log would grow for ever. So past a size the writer waits a little for such
/// a moment, and past the limit it makes one, by ending this process's own readers that are in the way. The readers of other
/// processes it can only name.
final class WriteAheadLog: Sendable {
    /// Past this many bytes the writer waits for a moment without readers.
    static let softLimit = 32 << 20
    /// Past this many bytes our own readers have to make way.
    static let limit = 64 << 20
    /// What is left of the file when it begins anew.
    static let keptBytes = 4 << 20
    /// How long the writer waits for a moment without readers, and how often at most.
    private static let patience: Duration = .milliseconds(50)
    private static let pause: Duration = .milliseconds(500)
    /// Past the limit, whoever has read for longer than this is ended; by then the others have ended, too.
    private static let longestRead: Duration = .seconds(2)
    /// Whoever has read for this long is worth naming.
    private static let noteworthyRead: Duration = .seconds(2)

    private let database: String
    let readers = Readers()
    private let nextTry = Mutex(ContinuousClock.now)

    init(of database: String) {
        self.database = database
    }

    var bytes: Int {
        var status = stat()
        return stat("\(database)-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    /// After a commit, on the writer's thread.
    func relieve(_ connection: GRDB.Database) {
        guard bytes > Self.softLimit else { return }
        if bytes > Self.limit, !readers.isEmpty {
            _ = readers.interrupt(after: Self.longestRead)
            beginAnew(connection, within: Self.longestRead)
            // The first round has left those alone who had just begun.
            if bytes > Self.limit, readers.interrupt(after: Self.longestRead) > 0 {
                beginAnew(connection, within: Self.longestRead)
            }
        } else if isTimeToTry() {
            beginAnew(connection, within: Self.patience)
        }
    }

    /// Copies the log into the database and empties it, if nobody is in the way for that long; else nothing is lost.
    private func beginAnew(_ connection: GRDB.Database, within patience: Duration) {
        let usual = (try? Int.fetchOne(connection, sql: "PRAGMA busy_timeout")) ?? 5000
        try? connection.execute(sql: "PRAGMA busy_timeout = \(Int(patience / .milliseconds(1)))")
        try? connection.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        try? connection.execute(sql: "PRAGMA busy_timeout = \(usual)")
    }

    private func isTimeToTry() -> Bool {
        nextTry.withLock { next in
            guard ContinuousClock.now >= next else { return false }
            next = ContinuousClock.now + Self.pause
            return true
        }
    }
}

/// How long the write-ahead log is, and who keeps it from beginning anew.
public struct WriteAheadLogStatus: Sendable, Equatable {
    /// Somebody who has been reading for a while.
    public struct Holder: Sendable, Equatable {
        /// The program of another process, or what this process is doing.
        public var name: String
        /// nil: this process.
        public var pid: Int?
        /// nil: not known.
        public var seconds: Int?
    }

    public var bytes: Int
    public var holders: [Holder]
}

extension WriteAheadLog {
    var status: WriteAheadLogStatus {
        let own = readers.readers(for: Self.noteworthyRead).map {
            WriteAheadLogStatus.Holder(name: $0.name, pid: nil, seconds: Int($0.duration / .seconds(1)))
        }
        return WriteAheadLogStatus(bytes: bytes, holders: own + LockHolders.readers(of: "\(database)-shm"))
    }
}
