// Which versions of Vigilo take the plugin.

import Testing
import VigiloPluginTesting

@Suite struct `A plugin for Vigilo 9` {
    static let library = "librequires_vigilo_9.so"

    @Test func `is refused by today's Vigilo, with the reason`() {
        let refusal = #expect(throws: PluginRefusal.self) { try PluginTestHarness(library: Self.library) }
        #expect(refusal?.code == "version.incompatible")
        #expect(refusal?.sentence == "it needs Vigilo >=9.0, and this is Vigilo 1.0.0")
    }

    @Test func `works with Vigilo 9`() throws {
        let plugin = try PluginTestHarness(library: Self.library, vigiloVersion: "9.0.0")
        #expect(try plugin.call("tomorrow", 1.0, as: Double.self) == 2)
        #expect(plugin.plugin.isCompatible(with: "10.2.0"))
    }
}
