// Which of the requests that have named themselves are being carried out.

import Synchronization

/// The claims of this run of the daemon. A claim in the database that is not among them was left behind: by a run that ended,
/// or by a request that was cut off.
final class RunningRequests: Sendable {
    private let names = Mutex<Set<String>>([])

    /// false: it is being carried out already.
    func begin(_ name: String) -> Bool {
        names.withLock { $0.insert(name).inserted }
    }

    func end(_ name: String) {
        _ = names.withLock { $0.remove(name) }
    }
}
