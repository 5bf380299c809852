// The time of day.

import Glibc

enum WallClock {
    /// Microseconds since 1970 (UTC).
    static var microseconds: Int64 {
        var now = timespec()
        // Fails only for a clock that does not exist.
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
    }
}
