// What the tile shows of which work.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@testable import PluginName

@Suite struct `plugin_name` {
    @Test func `shows how much of the tasks is done`() throws {
        let workspace = TestWorkspace(counts: [.task: ["todo": 2, "blocked": 1, "done": 1]])
        let plugin = try PluginTestHarness(PluginName.self, workspace: workspace)
        #expect(try plugin.load() == ["all": 4, "done": 1, "percent": 25])
    }

    @Test func `shows nothing done where there is no work`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        #expect(try plugin.load() == ["all": 0, "done": 0, "percent": 0])
    }

    @Test func `reckons percentages`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        #expect(try plugin.call("percent", 1, 8, as: Double.self) == 12.5)
    }
}
