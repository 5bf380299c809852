// The workspace's holidays, as its settings list them.

import VigiloPluginSDK

/// The days of a workspace's `settings.holidays`.
struct Holidays {
    let workspace: String
    let days: Set<CalendarDate>

    init(workspace: String, days: Set<CalendarDate>) {
        self.workspace = workspace
        self.days = days
    }

    /// Reads `{"holidays": ["2026-12-25", ...]}`; no such member means no holidays.
    ///
    /// An entry that is no date is an error: to skip it would let people work on a holiday because of a typing mistake.
    init(settings: JSON, workspace: String) throws(PluginError) {
        self.workspace = workspace
        guard let setting = settings["holidays"], !setting.isNull else {
            days = []
            return
        }
        guard let entries = setting.arrayValue else {
            throw .failed(
                "settings.holidays of workspace '\(workspace)' should be a list of dates and is a \(setting.typeName)")
        }
        var days: Set<CalendarDate> = []
        for entry in entries {
            guard let text = entry.stringValue, let day = try? CalendarDate(parsing: text) else {
                throw .failed(
                    "settings.holidays of workspace '\(workspace)' holds \(entry), which is no date like \"2026-12-25\"; "
                        + "correct it there")
            }
            days.insert(day)
        }
        self.days = days
    }
}
