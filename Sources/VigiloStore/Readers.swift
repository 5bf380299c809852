// Who is reading, and since when.

import CSQLiteRows
import GRDB
import Synchronization

/// Those who read the database in this process at the moment.
final class Readers: Sendable {
    private struct Reader {
        var name: String
        var since: ContinuousClock.Instant
        /// The address of SQLite's connection, valid while the reader is here.
        var connection: UInt
    }

    private struct State {
        var next: UInt64 = 0
        var readers: [UInt64: Reader] = [:]
    }

    private let state = Mutex(State())

    func during<Result>(_ name: String, _ connection: GRDB.Database, _ body: () throws -> Result) throws -> Result {
        let reader = Reader(
            name: name, since: .now, connection: connection.sqliteConnection.map { UInt(bitPattern: $0) } ?? 0)
        let number = state.withLock { state in
            state.next += 1
            state.readers[state.next] = reader
            return state.next
        }
        defer { state.withLock { _ = $0.readers.removeValue(forKey: number) } }
        return try body()
    }

    var isEmpty: Bool { state.withLock { $0.readers.isEmpty } }

    /// Those who have read for longer than a time, the longest first.
    func readers(for time: Duration) -> [(name: String, duration: Duration)] {
        let now = ContinuousClock.now
        return state.withLock { Array($0.readers.values) }
            .map { ($0.name, now - $0.since) }.filter { $0.duration >= time }.sorted { $0.duration > $1.duration }
    }

    /// Ends what those are doing who have read for longer than a time: their statements fail. How many there were.
    func interrupt(after time: Duration) -> Int {
        let now = ContinuousClock.now
        // Under the lock: whoever is in the list has not given the connection back.
        return state.withLock { state in
            let late = state.readers.values.filter { now - $0.since >= time }
            for reader in late { csqlite_interrupt(reader.connection) }
            return late.count
        }
    }
}
