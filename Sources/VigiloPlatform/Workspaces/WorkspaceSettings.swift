// What a workspace's settings may be.

import VigiloJSON

/// The rules for a workspace's settings. Members that are not named here belong to plugins and are kept as they are.
enum WorkspaceSettings {
    /// Of the canonical text.
    static let maximumBytes = 64 * 1024
    /// Far below the depth at which JSON can no longer be written: what a workspace holds is shown inside lists, and one
    /// that cannot be shown would take the whole list with it.
    static let maximumDepth = 64

    static func check(_ settings: JSONValue, _ problems: inout InputProblems) {
        guard case .object(let members) = settings else {
            problems.add("settings", "is of type \(settings.typeName), and must be an object")
            return
        }
        if settings.isNested(deeperThan: maximumDepth) {
            problems.add("settings", "is nested more than \(maximumDepth) levels deep")
        }
        if let holidays = members["holidays"] { check(holidays: holidays, &problems) }
        if let days = members[AuditRetention.setting], days.integerValue.map(AuditRetention.days.contains) != true {
            problems.add(
                "settings.\(AuditRetention.setting)",
                "is \(excerpt(days)), and must be a whole number of days, \(AuditRetention.days.lowerBound) to "
                    + "\(AuditRetention.days.upperBound)")
        }
        if settings.canonicalText.utf8.count > maximumBytes {
            problems.add("settings", "is larger than \(maximumBytes / 1024) KiB")
        }
    }

    private static func check(holidays: JSONValue, _ problems: inout InputProblems) {
        guard case .array(let dates) = holidays else {
            problems.add("settings.holidays", #"must be a list of dates such as "2026-12-25""#)
            return
        }
        for (index, date) in dates.enumerated() where date.stringValue.flatMap({ CalendarDate(parsing: $0) }) == nil {
            problems.add(
                "settings.holidays[\(index)]",
                #"is \#(excerpt(date)), and must be a date such as "2026-12-25""#)
        }
    }

    private static func excerpt(_ value: JSONValue) -> String {
        let text = value.canonicalText
        return text.count > 40 ? "\(text.prefix(40))..." : text
    }
}
