// The calendar against known dates, and against itself over all of its years.

import Testing

@testable import DatepickerWithHolidays

@Suite struct `A calendar date` {
    @Test(arguments: [
        ("0001-01-01", -719_162, Weekday.monday), ("1582-10-15", -141_427, .friday), ("1600-02-29", -135_081, .tuesday),
        ("1900-03-01", -25_508, .thursday), ("1969-12-31", -1, .wednesday), ("1970-01-01", 0, .thursday),
        ("2000-02-29", 11_016, .tuesday), ("2000-03-01", 11_017, .wednesday), ("2024-02-29", 19_782, .thursday),
        ("2026-12-25", 20_812, .friday), ("2026-12-26", 20_813, .saturday), ("2100-03-01", 47_541, .monday),
        ("9999-12-31", 2_932_896, .friday),
    ])
    func `knows its day number and weekday`(text: String, days: Int, weekday: Weekday) throws {
        let date = try CalendarDate(parsing: text)
        #expect(date.daysSince1970 == days)
        #expect(date.weekday == weekday)
        #expect(CalendarDate(daysSince1970: days) == date)
        #expect(date.description == text)
    }

    @Test func `every day of ten thousand years follows the one before`() throws {
        var previous = try #require(CalendarDate(daysSince1970: -719_162))
        var weekday = previous.weekday.rawValue
        var count = 1
        while let next = previous.next {
            let isNextDay =
                next.day == previous.day + 1 && next.month == previous.month && next.year == previous.year
                || next.day == 1 && previous.day == CalendarDate.daysInMonth(previous.month, of: previous.year)
                    && (next.year, next.month)
                        == (previous.month == 12 ? (previous.year + 1, 1) : (previous.year, previous.month + 1))
            weekday = (weekday + 1) % 7
            guard isNextDay, next.weekday.rawValue == weekday, next.daysSince1970 == previous.daysSince1970 + 1 else {
                Issue.record("after \(previous) came \(next), a \(next.weekday)")
                return
            }
            previous = next
            count += 1
        }
        #expect(previous.description == "9999-12-31")
        #expect(count == 3_652_059)
    }

    @Test(arguments: [1600, 2000, 2400, 1996, 2024]) func `leaps every fourth year`(year: Int) {
        #expect(CalendarDate(year: year, month: 2, day: 29) != nil)
    }

    @Test(arguments: [1700, 1900, 2100, 2023]) func `but not at most centuries`(year: Int) {
        #expect(CalendarDate(year: year, month: 2, day: 29) == nil)
    }

    @Test(arguments: [
        "", "2026", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01T00:00", " 2026-01-01", "2026-01-01 ",
        "+026-01-01",
        "2026-+1-01", "2026--1-01", "2026-01-0x", "٢٠٢٦-٠١-٠١", "20260101", "2026-01-0１", "yesterday",
        String(repeating: "9", count: 100_000),
    ])
    func `is not read from other shapes`(text: String) {
        let error = #expect(throws: DateError.self) { try CalendarDate(parsing: text) }
        #expect(error?.sentence.contains("is not a date; write it as YYYY-MM-DD") == true)
        #expect((error?.sentence.utf8.count ?? 0) < 300)
    }

    @Test(arguments: [
        ("2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days"),
        ("2024-02-30", "2024-02-30 does not exist: February 2024 has 29 days"),
        ("2026-04-31", "2026-04-31 does not exist: April 2026 has 30 days"),
        ("2026-12-32", "2026-12-32 does not exist: December 2026 has 31 days"),
        ("2026-01-00", "2026-01-00 does not exist: January 2026 has 31 days"),
        ("2026-13-01", "2026-13-01 does not exist: months run from 01 to 12"),
        ("2026-00-01", "2026-00-01 does not exist: months run from 01 to 12"),
        ("0000-01-01", "0000-01-01 does not exist: years begin with 0001"),
    ])
    func `that does not exist is told why`(text: String, sentence: String) {
        let error = #expect(throws: DateError.self) { try CalendarDate(parsing: text) }
        #expect(error?.sentence == sentence)
    }
}
