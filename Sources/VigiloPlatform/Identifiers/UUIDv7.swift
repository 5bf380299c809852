// New identifiers: UUIDs that sort by the time they were made.

import Synchronization

/// Makes UUIDs of version 7 (RFC 9562), as lower-case text.
///
/// The 12 bits after the milliseconds hold the fraction of the millisecond (RFC 9562, 6.2, method 3), and one that
/// would not be greater than the last is raised to the next: identifiers of one process sort in the order they were
/// made.
enum UUIDv7 {
    /// Milliseconds and their fraction in 1/4096 of the last identifier, as one number of 60 bits.
    private static let last = Mutex<UInt64>(0)

    static func make(at time: Timestamp = .now()) -> String {
        let ticks = ticks(of: time)
        let clock = last.withLock { last in
            last = max(ticks, last + 1)
            return last
        }
        let version: UInt64 = 7 << 12
        let high = (clock >> 12) << 16 | version | clock & 0xFFF
        let variant: UInt64 = 0b10 << 62
        let low = variant | UInt64.random(in: 0..<(1 << 62))
        return UUIDText.of(high, low)
    }

    /// Milliseconds and the fraction apart: together, in one product, they would overflow in the year 2112.
    static func ticks(of time: Timestamp) -> UInt64 {
        let (milliseconds, rest) = UInt64(max(0, time.microseconds)).quotientAndRemainder(dividingBy: 1000)
        return (milliseconds & (1 << 48 - 1)) << 12 | rest * 4096 / 1000
    }
}
