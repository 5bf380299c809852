// Since when, as people say it.

extension Timestamp {
    private static let secondsPerUnit: [Character: Int64] = [
        "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
    ]

    /// Reads an RFC 3339 date-time, a date (its first moment in UTC), or how long ago it was: `90m`, `24h`, `7d`. nil if it
    /// is none of them.
    public init?(since text: String, now: Timestamp) {
        if let time = Timestamp(parsing: text) {
            self = time
        } else if let date = Timestamp(parsing: "\(text)T00:00:00Z") {
            self = date
        } else if let unit = text.last.flatMap({ Self.secondsPerUnit[$0] }), let count = Int64(text.dropLast()),
            (0...1_000_000_000).contains(count)
        {
            self = now.adding(seconds: -count * unit)
        } else {
            return nil
        }
    }
}
