// Times and dates, written and read.

import Testing

@testable import VigiloPlatform

@Suite struct TimeTests {
    @Test(arguments: [
        ("0001-01-01T00:00:00.000000Z", -62_135_596_800_000_000), ("1969-12-31T23:59:59.999999Z", -1),
        ("1970-01-01T00:00:00.000000Z", 0), ("2000-02-29T12:34:56.789012Z", 951_827_696_789_012),
        ("2026-12-25T09:30:00.000000Z", 1_798_191_000_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ])
    func `a time is written with microseconds in UTC and read back`(text: String, microseconds: Int64) throws {
        #expect(Timestamp(microseconds: microseconds).rfc3339 == text)
        #expect(Timestamp(parsing: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "2026-12-25T09:30:00Z", "2026-12-25t09:30:00z", "2026-12-25T10:30:00+01:00", "2026-12-25T00:00:00-09:30",
        "2026-12-25T09:30:00.0Z", "2026-12-25T09:30:00.0000009Z", "2026-12-26T09:29:00+23:59",
    ])
    func `any offset and any number of decimals are read`(text: String) {
        #expect(Timestamp(parsing: text)?.rfc3339 == "2026-12-25T09:30:00.000000Z")
    }

    @Test(arguments: [
        "", "2026-12-25", "2026-12-25T09:30Z", "2026-12-25T09:30:00", "2026-12-25 09:30:00Z", "2026-02-29T00:00:00Z",
        "2026-12-25T24:00:00Z", "2026-12-25T09:60:00Z", "2026-12-25T09:30:60Z", "2026-12-25T09:30:00.Z",
        "2026-12-25T09:30:00+1:00", "2026-12-25T09:30:00Z ", "2026-13-01T00:00:00Z", "+2026-12-25T09:30:00Z",
        "0000-01-01T00:00:00+00:01", "2026-12-25T09:30:00+24:00",
    ])
    func `what is no RFC 3339 time is none`(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }

    @Test func `a time that RFC 3339 cannot write is cut to one that it can`() {
        #expect(Timestamp(microseconds: .max).rfc3339 == "9999-12-31T23:59:59.999999Z")
        #expect(Timestamp(microseconds: .min).rfc3339 == "0000-01-01T00:00:00.000000Z")
    }

    @Test func `every day of four centuries follows the one before`() throws {
        var date = try #require(CalendarDate(year: 1999, month: 12, day: 31))
        for _ in 0..<146_097 {
            let next = try #require(CalendarDate(daysSinceEpoch: date.daysSinceEpoch + 1))
            try #require(next > date && next.daysSinceEpoch == date.daysSinceEpoch + 1)
            date = next
        }
        #expect(date.text == "2399-12-31")
    }

    @Test(arguments: [
        "2026-02-29", "2026-00-10", "2026-04-31", "1900-02-29", "26-12-25", "2026-1-1", "2026-12-25x", "",
    ])
    func `what is no day of the calendar is none`(text: String) {
        #expect(CalendarDate(parsing: text) == nil)
    }
}
