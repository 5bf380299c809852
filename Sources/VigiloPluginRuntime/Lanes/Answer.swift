// An answer that is awaited once and given once.

internal import Synchronization

/// An answer that somebody waits for; of several that are given, the first one counts.
final class Answer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, Never>)
        case given(Value)
        case delivered
    }

    private let state = Mutex<State>(.open)

    /// Gives the answer; false if another one was there first.
    @discardableResult
    func give(_ value: Value) -> Bool {
        let (isFirst, waiting): (Bool, CheckedContinuation<Value, Never>?) = state.withLock { state in
            switch state {
            case .open:
                state = .given(value)
                return (true, nil)
            case .awaited(let continuation):
                state = .delivered
                return (true, continuation)
            case .given, .delivered:
                return (false, nil)
            }
        }
        waiting?.resume(returning: value)
        return isFirst
    }

    /// Whether somebody's answer has been taken.
    var isGiven: Bool {
        state.withLock { state in
            switch state {
            case .open, .awaited: false
            case .given, .delivered: true
            }
        }
    }

    /// Waits for the answer. To be called once.
    func value() async -> Value {
        await withCheckedContinuation { continuation in
            let early: Value? = state.withLock { state in
                if case .given(let value) = state {
                    state = .delivered
                    return value
                }
                state = .awaited(continuation)
                return nil
            }
            if let early { continuation.resume(returning: early) }
        }
    }
}
