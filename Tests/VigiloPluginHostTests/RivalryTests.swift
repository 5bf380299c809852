// Two files that want the same name or key, or are the same: the first gets it.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost

struct RivalryTests {
    private func named(_ name: String, _ flags: String...) -> Recipe {
        var recipe = Recipe("plugin", Recipe.define("NAME", name))
        recipe.flags += flags
        return recipe
    }

    @Test func `of two plugins with one name the second is refused and the first keeps working`() async throws {
        let test = try TestHost()
        let first = try await test.put(named("good"), "a.so")
        try await test.put(named("good", "-DKEY=\"other\""), "b.so")
        await test.host.scan()
        let second = try #require(await test.host.plugin("b.so"))
        #expect(second.refusal == Refusal(.nameTaken, "its name 'good' is already taken by \(first)"))
        #expect(await test.host.plugin("good")?.file == first)
        #expect(try await test.twice(5, plugin: "good") == 10)
    }

    @Test func `a taken name is refused before any of the plugin's code runs`() async throws {
        let test = try TestHost()
        let marker = test.folder.path("marker")
        try await test.put(named("good"), "a.so")
        try await test.put(named("good", Recipe.define("MARKER", marker)), "b.so")
        await test.host.scan()
        #expect(await test.host.plugin("b.so")?.refusal?.reason == .nameTaken)
        #expect(!FileManager.default.fileExists(atPath: marker))
    }

    @Test func `of two plugins with one name and no note the second is refused as well`() async throws {
        let test = try TestHost()
        let first = try await test.put(Recipe("descriptor"), "a.so")
        try await test.put(Recipe("descriptor", Recipe.define("VERSION", "2.0.0")), "b.so")
        await test.host.scan()
        #expect(
            await test.host.plugin("b.so")?.refusal
                == Refusal(.nameTaken, "its name 'bare' is already taken by \(first)"))
    }

    @Test func `of two plugins with one key the second is refused whole`() async throws {
        let test = try TestHost()
        try await test.put(named("one", Recipe.define("KEY", "shared")), "a.so")
        try await test.put(named("two", Recipe.define("KEY", "shared")), "b.so")
        await test.host.scan()
        #expect(
            await test.host.plugin("two")?.refusal
                == Refusal(.registerKeyTaken, "the field type 'shared' is already registered by 'one'"))
        #expect(test.registry.function("two.twice") == nil)
        #expect(test.registry.fieldType("shared")?.owner == "one")
        #expect(try await test.twice(1, plugin: "one") == 2)
    }

    @Test(arguments: ["plugin", "descriptor"])
    func `the same content in another directory or behind a link is refused`(_ source: String) async throws {
        let elsewhere = try TemporaryFolder("elsewhere")
        let test = try TestHost(otherDirectories: [elsewhere.path])
        let first = try await test.put(Recipe(source), "a.so")
        try FileManager.default.createSymbolicLink(atPath: "\(test.directory)/b.so", withDestinationPath: "a.so")
        try FileManager.default.linkItem(atPath: first, toPath: elsewhere.path("c.so"))
        await test.host.scan()
        let name = source == "plugin" ? "good" : "bare"
        let refusal = Refusal(
            .nameTaken, "its name '\(name)' is already taken by \(first), which is the same, byte for byte")
        #expect(await test.host.plugin("b.so")?.refusal == refusal)
        #expect(await test.host.plugin("c.so")?.refusal == refusal)
        #expect(await test.host.plugin("a.so")?.state == .active)
    }

    @Test func `a refused plugin's code is not run again for a copy of it`() async throws {
        let test = try TestHost()
        let half = Recipe("registration", Recipe.define("NAME", "half"), "-DREGISTER_HALF")
        try await test.put(half, "a.so")
        try await test.put(half, "b.so")
        await test.host.scan()
        #expect(await test.host.plugin("a.so")?.refusal?.reason == .registerFailed)
        #expect(await test.host.plugin("b.so")?.refusal == (await test.host.plugin("a.so")?.refusal))
    }

    @Test func `a refused plugin does not keep its name from the next`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("registration", Recipe.define("NAME", "good"), "-DREGISTER_NOTHING"), "a.so")
        try await test.put(named("good"), "b.so")
        await test.host.scan()
        #expect(await test.host.plugin("good")?.file.hasSuffix("/b.so") == true)
        #expect(await test.host.plugin("good")?.state == .active)
    }

    @Test func `a plugin refused after it had registered is shut down with the others`() async throws {
        let test = try TestHost()
        let (first, second) = (test.folder.path("first"), test.folder.path("second"))
        let key = Recipe.define("KEY", "shared")
        try await test.put(named("one", key, Recipe.define("SHUTDOWN_MARKER", first)), "a.so")
        try await test.put(named("two", key, Recipe.define("SHUTDOWN_MARKER", second)), "b.so")
        await test.host.scan()
        // The second is dropped from the list and looked at again; it must not be forgotten.
        await test.host.scan()
        #expect(await test.host.plugin("two")?.refusal?.reason == .registerKeyTaken)
        #expect(!FileManager.default.fileExists(atPath: first))
        await test.host.shutdown(within: .seconds(10))
        #expect(FileManager.default.fileExists(atPath: first))
        #expect(FileManager.default.fileExists(atPath: second))
    }
}
