// What is sent, and what is not.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@testable import PluginName

@Suite struct `plugin_name` {
    @Test func `writes a message to the log as one line`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        let receipt = try plugin.send(["text": "the backup\nis late"], config: ["prefix": "ops"])
        #expect(receipt == ["line": "ops: the backup is late"])
        #expect(plugin.log.map(\.message) == ["ops: the backup is late"])
    }

    @Test(arguments: [["text": ""], ["title": "late"], "late"] as [JSON])
    func `refuses a message without text`(_ message: JSON) throws {
        let plugin = try PluginTestHarness(PluginName.self)
        let error = #expect(throws: PluginError.self) { try plugin.send(message) }
        if case .refused? = error {
        } else {
            Issue.record("a sender would try again after \(String(describing: error))")
        }
        #expect(plugin.log.isEmpty)
    }

    @Test func `checks its configuration`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        try plugin.check()
        try plugin.check(config: ["prefix": "ops"])
        #expect(throws: PluginError.invalidArgument("the prefix is a text, not a number")) {
            try plugin.check(config: ["prefix": 1])
        }
    }

    @Test func `tells what a message becomes`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        #expect(try plugin.call("line", "ops", "late", as: String.self) == "ops: late")
    }
}
