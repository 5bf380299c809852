// Many writers, one commit: what waits while a transaction is made durable goes into the next one together.

import GRDB
import Glibc
import Synchronization

/// The one writer of a database.
///
/// Making a commit durable takes longer than most of what is committed. So the writes that have come in the meantime share
/// the next transaction: each is a part of it that can fail alone, and each is answered only when all of it is on disk.
final class Writer: Sendable {
    /// Something to be written.
    struct Job: Sendable {
        /// Runs inside the transaction; gives back what is to be done once that is durable.
        let run: @Sendable (Transaction) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    /// How many writes share one transaction at most: the first of them waits for the last.
    static let mostTogether = 64

    private struct State {
        var waiting: [Job] = []
        /// How many the last commit had, and how many waited when it was done.
        var lastTogether = 0
        var leftWaiting = 0
        var isAtWork = false
        var memories: [ObjectIdentifier: any TransactionMemory] = [:]
        var observers: [@Sendable ([any Sendable]) -> Void] = []

        var isExpectingMore: Bool {
            lastTogether + leftWaiting > 1 && waiting.count < min(lastTogether + leftWaiting, mostTogether)
        }
    }

    private let state = Mutex(State())
    private let commits = Atomic<UInt64>(0)
    private let log: WriteAheadLog

    init(log: WriteAheadLog) {
        self.log = log
    }

    /// Another number after each write.
    var revision: UInt64 { commits.load(ordering: .acquiring) }

    var waitingJobs: Int { state.withLock { $0.waiting.count } }

    func observe(_ observer: @escaping @Sendable ([any Sendable]) -> Void) {
        state.withLock { $0.observers.append(observer) }
    }

    /// Adds a job; whether the writer has to be woken for it.
    func add(_ job: Job) -> Bool {
        state.withLock { state in
            state.waiting.append(job)
            defer { state.isAtWork = true }
            return !state.isAtWork
        }
    }

    /// Commits what waits, on the writer's own thread; whether there is more by now.
    func work(on connection: GRDB.Database) -> Bool {
        let jobs = gathered()
        // Most jobs succeed, and parts that can fail alone cost something: at first they do without.
        if !commit(jobs, .together, on: connection), jobs.count > 1, !commit(jobs, .inParts, on: connection) {
            for job in jobs { _ = commit([job], .together, on: connection) }
        }
        log.relieve(connection)
        return state.withLock { state in
            state.lastTogether = jobs.count
            state.leftWaiting = state.waiting.count
            state.isAtWork = !state.waiting.isEmpty
            return state.isAtWork
        }
    }

    /// The jobs of the next commit.
    ///
    /// Those whose writes the last commit has made durable are about to write again. Without a moment's patience they would
    /// miss this commit and share every other one. A writer that is alone never waits, and nobody waits longer than the time
    /// that a fraction of a commit takes.
    private func gathered() -> [Job] {
        let patience = ContinuousClock.now + .microseconds(40)
        while state.withLock({ $0.isExpectingMore }), ContinuousClock.now < patience { sched_yield() }
        return state.withLock { state in
            let jobs = Array(state.waiting.prefix(Self.mostTogether))
            state.waiting.removeFirst(jobs.count)
            return jobs
        }
    }

    private enum Manner {
        /// If one fails, nothing is done.
        case together
        /// Each can fail alone.
        case inParts
    }

    /// Commits jobs and answers them. Where the transaction fails, a single job has its answer with that; of several, none is
    /// answered: the one that broke it must not take the others with it.
    private func commit(_ jobs: [Job], _ manner: Manner, on connection: GRDB.Database) -> Bool {
        do {
            let answers = try transact(manner, on: connection) { transaction, scope in
                try jobs.map { job in
                    scope.beginClosure()
                    return switch manner {
                    case .together: try job.run(transaction)
                    case .inParts: try part(job, of: transaction, scope, on: connection)
                    }
                }
            }
            for answer in answers { answer() }
            return true
        } catch {
            if jobs.count == 1 { for job in jobs { job.fail(error) } }
            return false
        }
    }

    /// Carries out one job; what it is answered with once the transaction is durable.
    private func part(
        _ job: Job, of transaction: Transaction, _ scope: TransactionScope, on connection: GRDB.Database
    ) throws -> @Sendable () -> Void {
        scope.begin()
        try connection.cachedStatement(sql: "SAVEPOINT part").execute()
        do {
            let answer = try job.run(transaction)
            try connection.cachedStatement(sql: "RELEASE part").execute()
            return answer
        } catch {
            // After some failures (a full disk) SQLite has undone the whole transaction, the parts before this one too.
            guard connection.isInsideTransaction else { throw error }
            try connection.cachedStatement(sql: "ROLLBACK TO part").execute()
            try connection.cachedStatement(sql: "RELEASE part").execute()
            scope.takeBack()
            return { job.fail(error) }
        }
    }

    /// Runs a transaction on the writer's thread and, once it is durable, tells what was left in it.
    private func transact<Result>(
        _ manner: Manner, on connection: GRDB.Database, _ body: (Transaction, TransactionScope) throws -> Result
    ) throws -> Result {
        // GRDB hands SQLite a null pointer where the pool is closed already.
        guard connection.sqliteConnection != nil else { throw Door.closed }
        let scope = TransactionScope(memories: state.withLock { exchange(&$0.memories, with: [:]) })
        scope.begin()
        var result: Result?
        do {
            defer { commits.add(1, ordering: .releasing) }
            try connection.inTransaction(.immediate) {
                let transaction = Transaction(connection, scope)
                result = try body(transaction, scope)
                try scope.finish(transaction)
                return .commit
            }
        } catch {
            // Parts have moved the place to go back to: what is in mind is then forgotten.
            if case .together = manner {
                scope.takeBack()
                keep(scope.memories)
            }
            throw error
        }
        guard let result else { throw StoreError.misuse("a transaction ended without a result") }
        let observers = keep(scope.memories)
        if !scope.notes.isEmpty { for observer in observers { observer(scope.notes) } }
        return result
    }

    @discardableResult
    private func keep(_ memories: [ObjectIdentifier: any TransactionMemory]) -> [@Sendable ([any Sendable]) -> Void] {
        state.withLock { state in
            state.memories = memories
            return state.observers
        }
    }
}

extension Writer {
    /// One transaction for one closure, on a thread that may block.
    func alone<Result>(on connection: GRDB.Database, _ body: (Transaction) throws -> Result) throws -> Result {
        defer { log.relieve(connection) }
        return try transact(.together, on: connection) { transaction, _ in try body(transaction) }
    }
}
