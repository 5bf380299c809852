// When a run writes a line, and what the next one knows of it.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@testable import PluginName

@Suite struct `plugin_name` {
    @Test func `writes a line when more tasks are blocked than the time before`() throws {
        let plugin = try PluginTestHarness(PluginName.self, workspace: .blocked(2))
        #expect(try plugin.run() == ["blocked": 2, "before": 0])
        #expect(try plugin.run() == ["blocked": 2, "before": 2])
        plugin.workspace = .blocked(5)
        #expect(try plugin.run() == ["blocked": 5, "before": 2])
        #expect(plugin.log.map(\.message) == ["2 tasks are blocked, after 0", "5 tasks are blocked, after 2"])
    }

    @Test func `keeps the number in the workspace's store`() throws {
        let plugin = try PluginTestHarness(PluginName.self, workspace: .blocked(3))
        try plugin.run()
        #expect(plugin.storedJSON("blocked") == 3)
    }

    @Test func `tells what is news`() throws {
        let plugin = try PluginTestHarness(PluginName.self)
        #expect(try plugin.call("is_news", 4, 3, as: Bool.self))
        #expect(try plugin.call("is_news", 3, 3, as: Bool.self) == false)
    }
}

extension TestWorkspace {
    fileprivate static func blocked(_ count: Int) -> TestWorkspace {
        TestWorkspace(counts: [.task: ["todo": 9, "blocked": count]])
    }
}
