// Newly committed rows of the audit log, read once for all who follow it.

import Synchronization
import VigiloStore

/// Tells of rows as they are committed.
///
/// A writer does no more than to give a signal. Whoever follows gets the rows from ``run()``, which reads them once for all;
/// whoever wants to look for themselves follows ``changes()``.
public final class AuditFeed: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextListener = 0
        /// Those who have come since the last look.
        var arrivals: [AuditFollower] = []
        var isOver = false
    }

    private let records: Records
    private let state = Mutex(State())
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    /// How many rows are read at a time.
    private static let batch = 500
    /// How long each follower is given to send what it got: a thousand of them must not take the processor from the writers.
    private static let pauseForEach = Duration.microseconds(200)

    init(records: Records) {
        self.records = records
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        records.database.observe { [weak self] notes in
            if notes.contains(where: { $0 is AuditAppended }) { self?.signal() }
        }
    }

    /// A value for each time that rows were committed. Those that nobody has taken yet count as one.
    public func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.nextListener += 1
            state.listeners[state.nextListener] = continuation
            return state.nextListener
        }
        continuation.onTermination = { [weak self] _ in
            // The stream that is given up must not be ended under the lock.
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    private func signal() {
        wakeUp.yield()
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield() }
    }

    /// Takes in a follower: it gets all rows that are committed after its admission.
    func add(_ follower: AuditFollower) {
        let isOver = state.withLock { state in
            if !state.isOver { state.arrivals.append(follower) }
            return state.isOver
        }
        if isOver { follower.end() } else { wakeUp.yield() }
    }

    /// Reads what is committed and hands it to the followers, until the task is cancelled; then all of them are ended.
    public func run() async {
        var circle = Circle()
        for await _ in wakeUps {
            await look(&circle)
            let pause = Self.pauseForEach * circle.followers.count
            if pause > .zero, (try? await Task.sleep(for: pause)) == nil { break }
        }
        let arrivals = state.withLock { state in
            state.isOver = true
            return exchange(&state.arrivals, with: [])
        }
        for follower in circle.followers + arrivals { follower.end() }
    }
}

/// Those who follow, and how far they have been told.
private struct Circle {
    var followers: [AuditFollower] = []
    /// The position of the last row that was handed out; nil while nobody follows.
    var position: Int64?
}

extension AuditFeed {
    /// One look: nobody comes in while rows are read, so that each follower knows from which row on it gets all of them.
    private func look(_ circle: inout Circle) async {
        circle.followers.removeAll { $0.isOver }
        let arrivals = state.withLock { exchange(&$0.arrivals, with: []) }
        guard !circle.followers.isEmpty || !arrivals.isEmpty else {
            circle.position = nil
            return
        }
        do {
            var position: Int64
            if let known = circle.position {
                position = known
            } else {
                position = try await records.read { try CommitOrder.last($0) }
            }
            for follower in arrivals { follower.admit() }
            circle.followers += arrivals
            circle.position = position
            let views = Set(circle.followers.map(\.view))
            let chains = views.contains(.all) ? nil : views.compactMap(\.chain)
            repeat {
                let start = position
                let step = try await records.read {
                    try CommitOrder.rows(after: start, atMost: Self.batch, of: chains, $0)
                }
                hand(step.rows, to: circle.followers)
                position = step.end
                circle.position = position
                if step.isAtEnd { return }
            } while !Task.isCancelled
        } catch {
            // They look for themselves, and tell their clients what is wrong.
            for follower in circle.followers { follower.fallBehind() }
            // Who was not let in has nothing to go by.
            for follower in arrivals { follower.end() }
            circle.position = nil
        }
    }

    private func hand(_ rows: [FollowedRow], to followers: [AuditFollower]) {
        guard !rows.isEmpty else { return }
        var parts: [AuditView: FollowedRows] = [.all: FollowedRows(rows)]
        for (chain, rows) in Dictionary(grouping: rows, by: \.chain) { parts[.chain(chain)] = FollowedRows(rows) }
        for follower in followers { if let part = parts[follower.view] { follower.take(part) } }
    }
}
