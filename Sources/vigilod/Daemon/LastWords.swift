// What a daemon that is about to end still has to say.

import Dispatch

/// A line for the log that nothing may wait for.
///
/// Writing to a pipe that nobody empties blocks for ever. A daemon that is told to stop stops all the same.
enum LastWords {
    /// Has `say` run on another thread and waits for its end, but no longer than `patience`. Whether it came to its
    /// end.
    @discardableResult
    static func say(patience: DispatchTimeInterval = .seconds(1), _ say: @escaping @Sendable () -> Void) -> Bool {
        let said = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            say()
            said.signal()
        }
        return said.wait(timeout: .now() + patience) == .success
    }
}
