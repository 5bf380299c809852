// From "2026-12-28" to a day, with a sentence for what is no day.

extension CalendarDate {
    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Reads an ISO 8601 date, `YYYY-MM-DD` and nothing else: no time, no blanks, no two-digit years.
    init(parsing text: String) throws(DateError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            let year = Self.number(parts[0]), let month = Self.number(parts[1]), let day = Self.number(parts[2])
        else {
            throw DateError(sentence: "'\(Self.shown(text))' is not a date; write it as YYYY-MM-DD, like 2026-12-28")
        }
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            throw DateError(sentence: "\(text) does not exist: \(Self.reason(year: year, month: month))")
        }
        self = date
    }

    private static func reason(year: Int, month: Int) -> String {
        guard year > 0 else { return "years begin with 0001" }
        guard (1...12).contains(month) else { return "months run from 01 to 12" }
        return "\(monthNames[month - 1]) \(year) has \(daysInMonth(month, of: year)) days"
    }

    /// `Int` would also take a sign.
    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    /// Enough of the text to recognise it by.
    private static func shown(_ text: String) -> String {
        text.count <= 40 ? text : "\(text.prefix(40))..."
    }
}
