// The field type as Vigilo calls it: the plugin in a harness, with a workspace of the test's own.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@testable import DatepickerWithHolidays

@Suite struct `The date picker` {
    func plugin(_ settings: JSON = ["holidays": ["2026-12-25"]]) throws -> PluginTestHarness {
        try PluginTestHarness(DatepickerWithHolidays.self, workspace: TestWorkspace("acme", settings: settings))
    }

    @Test func `takes a working day as it is`() throws {
        #expect(try plugin().validate("2026-12-28") == .accept)
    }

    @Test func `refuses a holiday of the workspace and names the next working day`() throws {
        #expect(
            try plugin().validate("2026-12-25")
                == .refuse(
                    "2026-12-25 is a holiday of workspace 'acme'; choose a working day, the next one is Monday 2026-12-28"
                ))
    }

    @Test func `asks the workspace anew for every call`() throws {
        let plugin = try plugin()
        #expect(try plugin.validate("2026-12-25") != .accept)
        plugin.workspace?.settings = [:]
        #expect(try plugin.validate("2026-12-25") == .accept)
    }

    @Test func `takes weekends where the field's options allow them`() throws {
        #expect(try plugin().validate("2026-12-26") != .accept)
        #expect(try plugin().validate("2026-12-26", options: ["allow_weekends": true]) == .accept)
        #expect(
            throws: PluginError.invalidArgument("the option allow_weekends is true or false, not a string")
        ) {
            try plugin().validate("2026-12-26", options: ["allow_weekends": "yes"])
        }
    }

    @Test func `does not guess when the workspace's holidays are mistyped`() throws {
        #expect(
            throws: PluginError.failed(
                "settings.holidays of workspace 'acme' holds \"25.12.2026\", which is no date like \"2026-12-25\"; "
                    + "correct it there")
        ) {
            try plugin(["holidays": ["25.12.2026"]]).validate("2026-12-28")
        }
    }

    @Test func `cannot judge a date that is about no workspace`() throws {
        let plugin = try plugin()
        plugin.workspace = nil
        #expect(throws: PluginError.self) { try plugin.validate("2026-12-28") }
    }
}
