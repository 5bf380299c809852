// The plugin: who it is, what it brings, and the one symbol that it exports.

import VigiloPluginSDK

/// Brings the field type `holiday_aware_date`.
struct DatepickerWithHolidays: Plugin {
    static let name = "datepicker_with_holidays"
    static let kind = PluginKind.fieldType
    static let version = "1.0.0"
    static let compatibleWith = ">=1.0,<2.0"
    // A date is judged by its own text and the workspace's settings, so calls may overlap and change nothing.
    static let isThreadSafe = true
    static let isPure = true

    static func register(_ registry: Registry) throws {
        try registry.add(HolidayAwareDate())
    }
}

@c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { DatepickerWithHolidays.export() }
