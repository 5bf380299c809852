// The ids of requests whose senders gave none.

import VigiloPlatform

/// The ids of requests whose senders gave none: UUIDs of version 4 (RFC 9562), in lower case.
enum RequestID {
    /// Not Foundation's: it opens a file of random numbers each time, and where the process has no descriptor left it
    /// gives every request the same id.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let version: UInt64 = 4 << 12
        let variant: UInt64 = 0b10 << 62
        let high = generator.next() & ~0xF000 | version
        let low = generator.next() >> 2 | variant
        return UUIDText.of(high, low)
    }
}
