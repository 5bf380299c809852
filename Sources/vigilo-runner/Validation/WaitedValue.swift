// A value that one thread waits for and another one gives.

import Synchronization

/// A value that is given once, before it is taken.
final class WaitedValue<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func give(_ value: Value) {
        self.value.withLock { $0 = value }
    }

    func take() -> Value {
        guard let value = value.withLock({ $0 }) else { preconditionFailure("taken before it was given") }
        return value
    }
}
