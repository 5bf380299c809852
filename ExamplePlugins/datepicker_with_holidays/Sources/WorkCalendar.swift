// Which days people work on.

/// The working days of a workspace.
struct WorkCalendar {
    let holidays: Holidays
    let allowsWeekends: Bool

    /// Why nobody works on that day, and which day to take instead; nil if people do.
    func objection(to date: CalendarDate) -> String? {
        guard let cause = cause(against: date) else { return nil }
        return "\(date) \(cause); choose a working day, \(suggestion(after: date))"
    }

    private func cause(against date: CalendarDate) -> String? {
        if holidays.days.contains(date) { return "is a holiday of workspace '\(holidays.workspace)'" }
        if !allowsWeekends, date.weekday.isWeekend { return "is a \(date.weekday)" }
        return nil
    }

    /// Looks a year ahead; a workspace that is closed for longer gets no suggestion.
    private func suggestion(after date: CalendarDate) -> String {
        var day = date
        for _ in 0..<366 {
            guard let next = day.next else { break }
            day = next
            if cause(against: day) == nil { return "the next one is \(day.weekday) \(day)" }
        }
        return "there is none in the year after it"
    }
}
