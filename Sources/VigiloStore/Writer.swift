// Many writers, one commit: what waits while a transaction is made durable goes into the next one together.

import GRDB
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
        var isAtWork = false
        var memories: [ObjectIdentifier: any TransactionMemory] = [:]
        var observers: [@Sendable ([any Sendable]) -> Void] = []
    }

    private let state = Mutex(State())
    private let commits = Atomic<UInt64>(0)

    /// Another number after each write.
    var revision: UInt64 { commits.load(ordering: .acquiring) }

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
        let jobs = state.withLock { state in
            let jobs = Array(state.waiting.prefix(Self.mostTogether))
            state.waiting.removeFirst(jobs.count)
            return jobs
        }
        if jobs.count == 1 || !commit(jobs, on: connection, isLast: false) {
            for job in jobs { _ = commit([job], on: connection, isLast: true) }
        }
        return state.withLock { state in
            state.isAtWork = !state.waiting.isEmpty
            return state.isAtWork
        }
    }

    /// Commits jobs together and answers them.
    ///
    /// - Parameter isLast: Whether a failure of the transaction is the jobs' answer. Otherwise nothing is answered then: the
    ///   one that broke it must not take the others with it.
    private func commit(_ jobs: [Job], on connection: GRDB.Database, isLast: Bool) -> Bool {
        do {
            let answers = try transact(on: connection) { transaction, scope in
                try jobs.map { try part($0, of: transaction, scope, on: connection) }
            }
            for answer in answers { answer() }
            return true
        } catch {
            if isLast { for job in jobs { job.fail(error) } }
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
            scope.keep()
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
        on connection: GRDB.Database, _ body: (Transaction, TransactionScope) throws -> Result
    ) throws -> Result {
        let scope = TransactionScope(memories: state.withLock { exchange(&$0.memories, with: [:]) })
        var result: Result?
        do {
            defer { commits.add(1, ordering: .releasing) }
            try connection.inTransaction(.immediate) {
                let transaction = Transaction(connection, scope)
                result = try body(transaction, scope)
                try scope.finish(transaction)
                return .commit
            }
        }
        guard let result else { throw StoreError.misuse("a transaction ended without a result") }
        let observers = state.withLock { state in
            state.memories = scope.memories
            return state.observers
        }
        if !scope.keptNotes.isEmpty { for observer in observers { observer(scope.keptNotes) } }
        return result
    }
}

extension Writer {
    /// One transaction for one closure, on a thread that may block.
    func alone<Result>(on connection: GRDB.Database, _ body: (Transaction) throws -> Result) throws -> Result {
        try transact(on: connection) { transaction, scope in
            scope.begin()
            let result = try body(transaction)
            scope.keep()
            return result
        }
    }
}
