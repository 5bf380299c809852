// The host as a whole: what it knows of an active plugin, and what stops it and what does not.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost
import VigiloPluginRuntime

struct PluginHostTests {
    private func named(_ name: String, _ flags: String...) -> Recipe {
        var recipe = Recipe("plugin", Recipe.define("NAME", name))
        recipe.flags += flags
        return recipe
    }

    @Test func `an active plugin's record tells all that is known of it`() async throws {
        let test = try TestHost()
        let path = try await test.put(named("good"), "good.so")
        let before = Date.now.timeIntervalSince1970
        await test.host.scan()

        let record = try #require(await test.host.plugin("good"))
        #expect(record.state == .active && record.refusal == nil)
        #expect(record.name == "good" && record.kind == "field_type" && record.version == "1.2.3")
        #expect(record.compatibleWith == ">=1.0,<2.0")
        #expect(record.file == path)
        let bytes = try TestFile.bytes(of: path)
        #expect(record.sizeBytes == bytes.count)
        #expect(record.sha256 == PluginContent(bytes).sha256)
        #expect(record.isThreadSafe == true && record.isPure == false)
        #expect(record.compiler?.isEmpty == false)
        #expect(record.loadMicroseconds > 0)
        #expect(Double(record.sinceMicroseconds) / 1e6 >= before - 1)
        #expect(record.extensions == [.init(kind: .fieldType, key: "good", label: "A good one")])
        #expect(
            record.functions
                == [
                    .init(name: "count", signature: "i64()", summary: nil, isPure: false),
                    .init(name: "twice", signature: "i64(i64 number)", summary: "Doubles a number", isPure: true),
                ])
    }

    @Test func `calls are counted in the record`() async throws {
        let test = try TestHost()
        try await test.put(named("good"), "good.so")
        await test.host.scan()
        #expect(await test.host.plugin("good")?.calls.total == 0)
        #expect(try await test.twice(3, plugin: "good") == 6)
        #expect(await test.host.plugin("good")?.calls.total == 1)
    }

    @Test func `an incompatible plugin is refused before any of its code runs`() async throws {
        let test = try TestHost()
        let (early, late) = (test.folder.path("early"), test.folder.path("late"))
        try await test.put(
            named("old", Recipe.define("COMPATIBLE_WITH", "<1.0"), Recipe.define("MARKER", early)), "old.so")
        try await test.put(named("good", Recipe.define("MARKER", late)), "good.so")
        await test.host.scan()
        #expect(await test.host.plugin("old")?.refusal?.reason == .versionIncompatible)
        #expect(!FileManager.default.fileExists(atPath: early))
        // The marker can be left.
        #expect(FileManager.default.fileExists(atPath: late))
    }

    @Test func `plugins are sorted by name and then by file, nameless ones last`() async throws {
        let test = try TestHost()
        try await test.put(named("zebra"), "1.so")
        try await test.put(named("ant"), "3.so")
        try await test.put(named("ant", Recipe.define("KEY", "b")), "2.so")
        try TestFile.write([], to: "\(test.directory)/0.so")
        await test.host.scan()
        let order = await test.host.plugins().map { URL(filePath: $0.file).lastPathComponent }
        #expect(order == ["2.so", "3.so", "1.so", "0.so"])
    }

    @Test func `a broken staging directory refuses every plugin and the host goes on`() async throws {
        let test = try TestHost(staging: "/dev/null/copies")
        try await test.put(named("good"), "good.so")
        await test.host.scan()
        #expect(
            await test.host.plugin("good")?.refusal
                == Refusal(
                    .stageFailed,
                    "its private copy cannot be kept in /dev/null/copies: a part of its path is not a directory"))
    }

    @Test func `a Vigilo that calls itself a pre-release asks to be named`() async throws {
        let test = try TestHost(version: "1.5.0-rc.1")
        try await test.put(named("good"), "good.so")
        await test.host.scan()
        #expect(
            await test.host.plugin("good")?.refusal
                == Refusal(
                    .versionIncompatible,
                    "it needs Vigilo >=1.0,<2.0, and this is Vigilo 1.5.0-rc.1, "
                        + "a pre-release, which it would have to name (such as >=1.5.0-rc.1)"))
    }

    @Test func `the original may be overwritten or deleted while the plugin works`() async throws {
        let test = try TestHost()
        let path = try await test.put(named("good"), "good.so")
        await test.host.scan()
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 0)
        #expect(try await test.twice(8, plugin: "good") == 16)
        try FileManager.default.removeItem(atPath: path)
        #expect(try await test.twice(9, plugin: "good") == 18)
    }
}
