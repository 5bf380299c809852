// Values that several readers follow, with the last ones kept for those who come later.

import Synchronization

/// Values that are told once and read by any number of followers, each at its own pace.
final class Broadcast<Value: Sendable>: Sendable {
    struct Item: Sendable {
        /// Counts from 1.
        let number: Int
        let value: Value
    }

    private struct State {
        var items: [Item] = []
        var count = 0
        var followers: [Int: @Sendable (Item) -> Void] = [:]
        var nextFollower = 0
    }

    private let kept: Int
    private let state = Mutex(State())

    /// Keeps at least the last `kept` values, and at most twice as many.
    init(keeping kept: Int) {
        self.kept = kept
    }

    func tell(_ value: Value) {
        state.withLock { state in
            state.count += 1
            let item = Item(number: state.count, value: value)
            if state.items.count >= 2 * kept { state.items.removeFirst(kept) }
            state.items.append(item)
            // Under the lock, so that every follower sees the order in which the values were told; yielding never waits.
            for follower in state.followers.values { follower(item) }
        }
    }

    /// The last values, at most `limit`, the oldest first.
    func last(_ limit: Int) -> [Item] {
        state.withLock { Array($0.items.suffix(max(0, limit))) }
    }

    /// The last values and then those to come. A follower who falls behind by more than is kept misses the oldest.
    func follow<Shown: Sendable>(
        after limit: Int, _ show: @escaping @Sendable (Item) -> Shown
    ) -> AsyncStream<Shown> {
        let (stream, follower) = AsyncStream<Shown>.makeStream(bufferingPolicy: .bufferingNewest(2 * kept))
        let id = state.withLock { state in
            for item in state.items.suffix(max(0, limit)) { follower.yield(show(item)) }
            state.nextFollower += 1
            state.followers[state.nextFollower] = { follower.yield(show($0)) }
            return state.nextFollower
        }
        follower.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.followers.removeValue(forKey: id) }
        }
        return stream
    }
}
