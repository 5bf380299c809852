// Wrong tokens: how many a peer may try.

import HTTPTypes
import Synchronization

/// Bounds how often a peer tries tokens that this daemon has not seen to be good.
///
/// Each peer has a store of attempts that refills with time; a good token takes none. A token that has been good in this run
/// of the daemon is never held up, however many wrong ones come from the same peer.
final class FailedTokens: Sendable {
    private struct Store {
        var attempts: Double
        var since: ContinuousClock.Instant
    }

    private struct State {
        var stores: [Peer: Store] = [:]
        /// Hashes with a seed that only this process has, not the tokens themselves.
        var good: Set<Int> = []
    }

    static let mostAttempts = 20.0
    static let secondsPerAttempt = 3.0
    private static let mostRemembered = 4096

    private let state = Mutex(State())
    private let now: @Sendable () -> ContinuousClock.Instant

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }) {
        self.now = now
    }

    func isKnownGood(_ secret: String) -> Bool {
        state.withLock { $0.good.contains(secret.hashValue) }
    }

    /// Takes an attempt of the peer's store, or throws how long to wait for the next one.
    func take(from peer: Peer) throws(ProblemDraft) {
        let wait = state.withLock { state -> Double? in
            var store = Self.refilled(state.stores[peer], at: now())
            guard store.attempts >= 1 else { return (1 - store.attempts) * Self.secondsPerAttempt }
            store.attempts -= 1
            if state.stores.count >= Self.mostRemembered { forgetFullStores(&state) }
            state.stores[peer] = store
            return nil
        }
        if let wait { throw Self.tooManyFailures(Int(wait.rounded(.up))) }
    }

    /// Whether the token is good could not be found out, or it is: the attempt goes back.
    func giveBack(to peer: Peer) {
        state.withLock { state in
            var store = Self.refilled(state.stores[peer], at: now())
            store.attempts = min(store.attempts + 1, Self.mostAttempts)
            state.stores[peer] = store
        }
    }

    /// The token is good: it is never held up again.
    func remember(_ secret: String) {
        state.withLock { state in
            if state.good.count >= Self.mostRemembered { state.good.removeAll() }
            state.good.insert(secret.hashValue)
        }
    }

    /// The token is good no longer.
    func forget(_ secret: String) {
        _ = state.withLock { $0.good.remove(secret.hashValue) }
    }

    private static func refilled(_ store: Store?, at now: ContinuousClock.Instant) -> Store {
        guard let store else { return Store(attempts: mostAttempts, since: now) }
        let grown = (now - store.since) / .seconds(secondsPerAttempt)
        return Store(attempts: min(store.attempts + grown, mostAttempts), since: now)
    }

    private func forgetFullStores(_ state: inout State) {
        let now = now()
        state.stores = state.stores.filter { Self.refilled($0.value, at: now).attempts < Self.mostAttempts }
    }

    private static func tooManyFailures(_ seconds: Int) -> ProblemDraft {
        ProblemDraft(
            status: 429, code: "too_many_failed_tokens",
            sentence: "Too many requests with wrong tokens came from you; the next may come in \(seconds) s.",
            hint: "Run 'vigilo configure' with a token that is good.", isRetryable: true,
            headers: [.retryAfter: String(seconds)])
    }
}
