// The field type: which dates it takes, and what it says of those it does not.

import VigiloPluginSDK

/// A date on which people work: no weekend, and none of the workspace's `settings.holidays`.
///
/// The rule stands here and not only in a calendar on a page, so it holds for the API and the command line too.
struct HolidayAwareDate: FieldType {
    let key = "holiday_aware_date"
    let label = "Date without weekends and holidays"
    let optionsSchema: JSON? = [
        "type": "object",
        "properties": [
            "allow_weekends": [
                "type": "boolean", "default": false, "description": "Take Saturdays and Sundays as well.",
            ]
        ],
        "additionalProperties": false,
    ]

    func validate(_ value: JSON, options: JSON, call: Call) throws -> Verdict {
        guard let text = value.stringValue else {
            return .refuse("a date is written as text like \"2026-12-28\", and this is a \(value.typeName)")
        }
        let date: CalendarDate
        do {
            date = try CalendarDate(parsing: text)
        } catch {
            return .refuse(error.sentence)
        }
        let calendar = WorkCalendar(
            holidays: try Holidays(settings: call.settings(), workspace: call.workspaceSlug()),
            allowsWeekends: try allowsWeekends(options))
        return calendar.objection(to: date).map { .refuse($0) } ?? .accept
    }

    private func allowsWeekends(_ options: JSON) throws -> Bool {
        guard let option = options["allow_weekends"] else { return false }
        guard let isAllowed = option.boolValue else {
            throw PluginError.invalidArgument("the option allow_weekends is true or false, not a \(option.typeName)")
        }
        return isAllowed
    }
}
