// What a signal to stop means, coming after others.

import Synchronization

/// The signals to stop that have come so far.
final class SignalSequence: Sendable {
    enum Meaning {
        case asks
        /// The first one once more: programs that wrap others, such as timeout(1), send theirs to the process and to its
        /// group, and a terminal sends its own beside them.
        case echoes
        case insists
    }

    /// Nobody loses patience faster.
    static let echo = Duration.milliseconds(500)

    private let first = Mutex<ContinuousClock.Instant?>(nil)

    func next(at now: ContinuousClock.Instant) -> Meaning {
        first.withLock { first in
            guard let asked = first else {
                first = now
                return .asks
            }
            return now - asked < Self.echo ? .echoes : .insists
        }
    }
}
