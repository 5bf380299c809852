// Ends the run when one input takes too long, and names the input.

import Foundation
import Synchronization

/// A thread that looks whether the run goes on.
enum Watchdog {
    /// The exit status of a run that was ended because of a hang.
    static let exitStatus: Int32 = 3

    static func watch(_ position: Position, limit: Duration) {
        let thread = Thread { [weak position] in
            var last: UInt64 = 0
            var since = ContinuousClock.now
            while let current = position?.current.load(ordering: .relaxed) {
                if current != last { (last, since) = (current, .now) }
                if last > 0, ContinuousClock.now - since > limit, let position {
                    let place = "\(position.campaign):\(position.seed):\(last - 1)"
                    FileHandle.standardError.write(
                        Data("\nvigilo-fuzz: \(place) hangs: it has taken more than \(limit)\n".utf8))
                    _exit(exitStatus)
                }
                usleep(100_000)
            }
        }
        thread.start()
    }
}
