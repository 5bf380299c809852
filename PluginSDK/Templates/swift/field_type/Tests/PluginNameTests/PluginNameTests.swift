// What the plugin takes, what it refuses, and what it says then.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@testable import PluginName

@Suite struct `plugin_name` {
    @Test func `stores references in capitals`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        #expect(try plugin.validate("ops-17") == .accept("OPS-17"))
    }

    @Test(arguments: ["", "17", "o-1", "ops-", "ops-x", "ops-1-2", " ops-1", 17, nil] as [JSON])
    func `says how a reference is written`(_ value: JSON) throws {
        let plugin = try PluginTestHarness(PluginName.self)
        let verdict = try plugin.validate(value)
        #expect(
            verdict
                == .refuse("\(value) is no reference; write two to eight letters, a hyphen and a number, like OPS-17"))
    }

    @Test func `tells whether a text is a reference`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        #expect(try plugin.call("is_reference", "ops-17", as: Bool.self))
        #expect(try plugin.call("is_reference", ["text": "ops"]) == false)
    }
}
