// The one clock that all lanes are rung by.

internal import Dispatch

/// The one clock that all lanes are rung by.
enum Deadlines {
    private static let queue = DispatchQueue(label: "vigilo.plugin-deadlines", qos: .userInitiated)

    /// Runs `body`, which must be short, at `instant` or soon after.
    static func schedule(at instant: ContinuousClock.Instant, _ body: @escaping @Sendable () -> Void) {
        let delay = max(instant - .now, .zero)
        let nanoseconds = delay.components.seconds * 1_000_000_000 + delay.components.attoseconds / 1_000_000_000
        // One nanosecond more than what was rounded down, so that the deadline is over when the bell rings.
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(nanoseconds) + 1), execute: body)
    }
}

extension Duration {
    /// For sentences: "10 s", "250 ms".
    var inWords: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 || milliseconds >= 10_000
            ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
