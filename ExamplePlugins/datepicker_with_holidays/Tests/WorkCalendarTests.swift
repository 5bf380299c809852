// Which days are refused, in which words.

import Testing
import VigiloPluginSDK

@testable import DatepickerWithHolidays

@Suite struct `A workspace's calendar` {
    func calendar(_ holidays: [String], allowsWeekends: Bool = false) throws -> WorkCalendar {
        let settings: JSON = ["holidays": JSON(holidays.map { JSON($0) })]
        return WorkCalendar(
            holidays: try Holidays(settings: settings, workspace: "acme"), allowsWeekends: allowsWeekends)
    }

    func objection(_ date: String, _ calendar: WorkCalendar) throws -> String? {
        calendar.objection(to: try CalendarDate(parsing: date))
    }

    @Test func `takes working days`() throws {
        #expect(try objection("2026-12-24", calendar(["2026-12-25"])) == nil)
        #expect(try objection("2026-12-28", calendar(["2026-12-25"])) == nil)
    }

    @Test func `refuses a weekend and names the next working day`() throws {
        #expect(
            try objection("2026-12-26", calendar([]))
                == "2026-12-26 is a Saturday; choose a working day, the next one is Monday 2026-12-28")
    }

    @Test func `refuses a holiday, names the workspace, and skips weekend and holidays behind it`() throws {
        #expect(
            try objection("2026-12-25", calendar(["2026-12-25", "2026-12-28"]))
                == "2026-12-25 is a holiday of workspace 'acme'; choose a working day, the next one is Tuesday 2026-12-29"
        )
    }

    @Test func `takes weekends where they are allowed, but no holidays on them`() throws {
        let calendar = try calendar(["2026-12-27"], allowsWeekends: true)
        #expect(try objection("2026-12-26", calendar) == nil)
        #expect(
            try objection("2026-12-27", calendar)
                == "2026-12-27 is a holiday of workspace 'acme'; choose a working day, the next one is Monday 2026-12-28"
        )
    }

    @Test func `finds no day after the last one, and says so`() throws {
        #expect(
            try objection("9999-12-31", calendar(["9999-12-31"]))
                == "9999-12-31 is a holiday of workspace 'acme'; choose a working day, there is none in the year after it"
        )
    }

    @Test(
        arguments: [
            [:], ["holidays": nil], ["holidays": []], ["other": 1],
        ] as [JSON])
    func `may have no holidays at all`(settings: JSON) throws {
        #expect(try Holidays(settings: settings, workspace: "acme").days.isEmpty)
    }

    @Test(
        arguments: [
            (["holidays": "2026-12-25"], "should be a list of dates and is a string"),
            (["holidays": ["25.12.2026"]], #"holds "25.12.2026", which is no date"#),
            (["holidays": ["2026-02-30"]], #"holds "2026-02-30", which is no date"#),
            (["holidays": [20_261_225]], "holds 20261225, which is no date"),
        ] as [(JSON, String)])
    func `whose setting is broken is an error rather than no holidays`(settings: JSON, part: String) {
        let error = #expect(throws: PluginError.self) { try Holidays(settings: settings, workspace: "acme") }
        #expect(error?.sentence.contains("settings.holidays of workspace 'acme' " + part) == true)
    }
}
