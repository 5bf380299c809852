// Built-in field type: a date.

import VigiloExtensionPoints
import VigiloJSON

/// A day of the calendar, as `YYYY-MM-DD`.
struct DateField: FieldType {
    let key = "date"
    let label = "Date"
    let optionsSchema: JSONValue? = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "earliest": ["type": "string", "format": "date"], "latest": ["type": "string", "format": "date"],
        ],
    ]

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        let options = try FieldOptions(options, of: key, names: ["earliest", "latest"])
        let (earliest, latest) = (try options.date("earliest"), try options.date("latest"))
        guard case .string(let text) = value else { return .refused("It must be a date, not \(value.typeName).") }
        guard let date = CalendarDate(parsing: text) else {
            return .refused("It must be a day of the calendar such as 2026-12-25.")
        }
        if let earliest, date < earliest { return .refused("It must be \(earliest.text) or later.") }
        if let latest, date > latest { return .refused("It must be \(latest.text) or earlier.") }
        return .accepted(value)
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        nil
    }
}
