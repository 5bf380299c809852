// How long to wait before the next try.

/// Waits that double from try to try, up to a bound, and differ by chance so that many do not come back at once.
struct Backoff: Sendable {
    static let first = Duration.milliseconds(500)
    static let longest = Duration.seconds(300)

    /// How many tries have failed in a row.
    private(set) var failures = 0

    /// The wait after one more failure: between half of the bound for this try and all of it.
    mutating func next(chance: Double = .random(in: 0...1)) -> Duration {
        let doublings = min(failures, 20)
        failures += 1
        let bound = min(Self.first * (1 << doublings), Self.longest)
        return bound / 2 + bound / 2 * chance
    }

    mutating func reset() {
        failures = 0
    }
}
