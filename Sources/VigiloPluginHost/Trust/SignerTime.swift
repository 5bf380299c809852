// Times as OpenSSH writes them: YYYYMMDD[HHMM[SS]][Z].

import Glibc

/// A time in OpenSSH's notation; without a Z at its end it is local time.
struct SignerTime: Sendable, Equatable {
    let text: String
    /// Since 1970 (UTC).
    let seconds: Int64

    init?(_ text: String) {
        let isUTC = text.utf8.last == UInt8(ascii: "Z") || text.utf8.last == UInt8(ascii: "z")
        let digits = text.utf8.dropLast(isUTC ? 1 : 0).map { Int32($0) - 48 }
        guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        func number(_ start: Int, _ count: Int) -> Int32 {
            start < digits.count ? digits[start..<start + count].reduce(0) { $0 * 10 + $1 } : 0
        }
        var time = tm()
        (time.tm_year, time.tm_mon, time.tm_mday) = (number(0, 4) - 1900, number(4, 2) - 1, number(6, 2))
        (time.tm_hour, time.tm_min, time.tm_sec) = (number(8, 2), number(10, 2), number(12, 2))
        // Whether it is summer is for the system to find out.
        time.tm_isdst = -1
        guard number(0, 4) >= 1970, Self.exists(time) else { return nil }
        self.text = text
        seconds = Int64(isUTC ? timegm(&time) : mktime(&time))
    }

    /// The system takes the 31st of February and makes a day in March of it.
    private static func exists(_ time: tm) -> Bool {
        var normal = time
        _ = timegm(&normal)
        return normal.tm_year == time.tm_year && normal.tm_mon == time.tm_mon && normal.tm_mday == time.tm_mday
            && normal.tm_hour == time.tm_hour && normal.tm_min == time.tm_min && normal.tm_sec == time.tm_sec
    }
}
