// Timestamps as text, by RFC 3339.

extension Timestamp {
    private static let microsecondsPerDay: Int64 = 86_400_000_000
    /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z: what RFC 3339 can write.
    private static let writable: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999

    /// In UTC with microseconds: `2026-12-25T09:30:00.000000Z`. Times outside the years 0000 to 9999 are cut to them.
    public var rfc3339: String {
        let time = min(max(microseconds, Self.writable.lowerBound), Self.writable.upperBound)
        let perDay = Self.microsecondsPerDay
        // Division rounds towards zero, and a day before 1970 begins below it.
        let days = (time >= 0 ? time : time - perDay + 1) / perDay
        let rest = time - days * perDay
        let date = CalendarDate(daysSinceEpoch: Int(days))?.text ?? ""
        let seconds = rest / 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Digits.padded($0, to: 2) }
        return "\(date)T\(clock.joined(separator: ":")).\(Digits.padded(rest % 1_000_000, to: 6))Z"
    }

    /// Reads an RFC 3339 date-time in any offset, with any number of decimals; nil if it is none.
    ///
    /// A leap second (`:60`) is refused, since the time scale has no place for it.
    public init?(parsing text: String) {
        guard let separator = text.firstIndex(where: { $0 == "T" || $0 == "t" }),
            let date = CalendarDate(parsing: text[..<separator])
        else { return nil }
        var digits = Digits(text[text.index(after: separator)...])
        guard let hour = digits.take(2), digits.skip(":"), let minute = digits.take(2), digits.skip(":"),
            let second = digits.take(2), hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction = 0
        if digits.skip(".") {
            guard let millionths = digits.takeMillionths() else { return nil }
            fraction = millionths
        }
        guard let offset = Self.offsetMinutes(&digits), digits.isAtEnd else { return nil }
        let seconds = Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + (minute - offset) * 60 + second)
        let time = seconds * 1_000_000 + Int64(fraction)
        guard Self.writable.contains(time) else { return nil }
        self.init(microseconds: time)
    }

    private static func offsetMinutes(_ digits: inout Digits) -> Int? {
        if digits.skip("Zz") { return 0 }
        guard let sign = digits.takeOne(of: "+-"), let hours = digits.take(2), digits.skip(":"),
            let minutes = digits.take(2), hours < 24, minutes < 60
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
    }
}
