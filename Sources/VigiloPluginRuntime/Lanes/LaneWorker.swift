// A thread of a lane, asleep or not.

internal import Dispatch

/// A thread of a lane. Each wake-up is for a worker that was on the idle list, and comes exactly once.
final class LaneWorker: Sendable {
    private let bell = DispatchSemaphore(value: 0)

    /// How long a thread stays without work.
    private static let patience = DispatchTimeInterval.seconds(10)

    func wake() {
        bell.signal()
    }

    /// False if nobody came for a while.
    func waitToBeWoken() -> Bool {
        bell.wait(timeout: .now() + Self.patience) == .success
    }

    func waitForWakeUp() {
        bell.wait()
    }
}
