// What happens to plugins, as it happens.

import Synchronization

/// What happens to plugins, for whoever watches: the last events, and those to come.
public final class PluginNews: Sendable {
    /// An event with its number, which counts from 1 since the start of the host.
    public struct Item: Sendable {
        public let seq: Int
        public let event: PluginEvent
    }

    private let broadcast = Broadcast<PluginEvent>(keeping: 1000)

    init() {}

    func tell(_ events: [PluginEvent]) {
        for event in events { broadcast.tell(event) }
    }

    /// The last events, at most `limit`, the oldest first.
    public func last(_ limit: Int) -> [Item] {
        broadcast.last(limit).map { Item(seq: $0.number, event: $0.value) }
    }

    /// The last events and then those to come, without a gap. A reader who falls a thousand events behind loses some.
    public func follow(after limit: Int) -> AsyncStream<Item> {
        broadcast.follow(after: limit) { Item(seq: $0.number, event: $0.value) }
    }
}
