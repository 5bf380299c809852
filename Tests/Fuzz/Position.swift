// Where a run is, written where a crash leaves it.

import Glibc
import Synchronization

/// The input that is being judged: in a small file, which outlives a crash, and in memory, for the watchdog.
final class Position: Sendable {
    let campaign: String
    let seed: UInt64
    /// The input's number plus one; 0 before the first and after the last.
    let current = Atomic<UInt64>(0)
    private let file: Int32

    init(_ path: String, campaign: String, seed: UInt64) throws {
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        try require(file >= 0, "\(path) cannot be written")
        self.campaign = campaign
        self.seed = seed
    }

    deinit { close(file) }

    func begin(_ number: UInt64) {
        // As long for every number, so that no shorter one leaves the end of a longer one behind.
        let digits = String(number)
        let line = "\(campaign):\(seed):\(String(repeating: "0", count: max(0, 12 - digits.utf8.count)))\(digits)\n"
        let bytes = Array(line.utf8)
        pwrite(file, bytes, bytes.count, 0)
        current.store(number + 1, ordering: .relaxed)
    }

    func end() {
        ftruncate(file, 0)
        current.store(0, ordering: .relaxed)
    }
}
