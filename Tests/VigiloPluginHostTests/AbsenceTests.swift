// Calls of what is not there.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost

struct AbsenceTests {
    private func sentence(_ test: TestHost, _ plugin: String, _ function: String) async -> String? {
        do throws(ExtensionError) {
            _ = try await test.host.call(plugin: plugin, function: function, arguments: [:], context: CallContext())
            return nil
        } catch {
            #expect(error.code == .unavailable)
            return error.sentence
        }
    }

    @Test func `a call of what is not there is told what there is`() async throws {
        let test = try TestHost()
        #expect(await sentence(test, "good", "twice") == "there is no plugin 'good'; no plugin is loaded")
        try await test.put(Recipe("plugin"), "good.so")
        try await test.put(Recipe("plugin", Recipe.define("NAME", "best")), "best.so")
        try await test.put(
            Recipe("plugin", Recipe.define("NAME", "old"), Recipe.define("COMPATIBLE_WITH", "<1")), "old.so")
        await test.host.scan()
        #expect(await sentence(test, "goood", "twice") == "there is no plugin 'goood'; loaded are best, good")
        #expect(await sentence(test, "good", "thrice") == "plugin 'good' has no function 'thrice'; it has count, twice")
        #expect(
            await sentence(test, "old", "twice")
                == "plugin 'old' was refused and cannot be called: it needs Vigilo <1, and this is Vigilo 1.0.0")
        #expect(await sentence(test, "good.so", "twice") == "there is no plugin 'good.so'; loaded are best, good")
    }

    @Test func `after the shutdown a plugin takes no calls`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        #expect(try await test.twice(1, plugin: "good") == 2)
        await test.host.shutdown(within: .seconds(10))
        await #expect(throws: ExtensionError.self) { try await test.twice(1, plugin: "good") }
    }
}
