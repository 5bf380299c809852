// Packages are installed whole, or nothing of them is.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPackage

@testable import VigiloPluginHost

struct PackageTests {
    private let actor = PluginActor(userID: "u", tokenID: "t", name: "ops@example.com")

    private func archive(
        _ recipe: Recipe, name: String = "good", frontend: [PackageFile] = []
    ) async throws -> [UInt8] {
        func defined(_ macro: String) -> String? {
            recipe.flags.first { $0.hasPrefix("-D\(macro)=") }?.split(separator: "\"").dropFirst().first.map(
                String.init)
        }
        let library = PackageFile(path: "\(name).so", bytes: try await Workshop.shared.build(recipe))
        return try PluginPackage(
            name: name, kind: "field_type", version: defined("VERSION") ?? "1.2.3",
            compatibleWith: defined("COMPATIBLE_WITH") ?? ">=1.0,<2.0", library: library,
            frontend: frontend
        ) { PluginContent(Array($0)).sha256 }.archive()
    }

    @Test func `a package is installed, upgraded and rolled back`() async throws {
        let test = try TestHost(probe: .init())
        await test.host.scan()
        let installed = try await test.host.install(await archive(.version("1.0.0", factor: 2)), by: actor)
        #expect(installed.state == .active && installed.file == "\(test.directory)/good.so")
        #expect(installed.former == nil)
        let upgraded = try await test.host.install(await archive(.version("2.0.0", factor: 3)), by: actor)
        #expect(upgraded.version == "2.0.0" && upgraded.former?.version == "1.0.0")
        #expect(try await test.twice(1, plugin: "good") == 3)
        let back = try await test.host.rollback("good", by: actor)
        #expect(back.version == "1.0.0" && back.former?.version == "2.0.0")
        #expect(try await test.twice(1, plugin: "good") == 2)
        #expect(try await test.host.rollback("good", by: actor).version == "2.0.0")
        #expect(
            await test.ledger.kinds == [
                .installed, .loaded, .installed, .replaced, .rolledBack, .replaced, .rolledBack, .replaced,
            ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.directory) == ["good.so"])
        var status = stat()
        #expect(stat("\(test.directory)/good.so", &status) == 0 && status.st_mode & 0o777 == 0o755)
    }

    @Test func `a package with a frontend gets a folder of its own`() async throws {
        let test = try TestHost()
        let tile = PackageFile(path: "frontend/js/tile.js", bytes: Array("export {}".utf8))
        let record = try await test.host.install(await archive(Recipe("plugin"), frontend: [tile]), by: actor)
        #expect(record.file == "\(test.directory)/good/good.so" && record.state == .active)
        let written = try TestFile.bytes(of: "\(test.directory)/good/frontend/js/tile.js")
        #expect(written == Array("export {}".utf8))
        _ = try await test.host.remove("good", by: actor)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.directory).isEmpty)
        #expect(try await test.host.rollback("good", by: actor).state == .active)
        #expect(FileManager.default.fileExists(atPath: "\(test.directory)/good/frontend/js/tile.js"))
    }

    @Test func `what is refused is not installed, and what was there stays`() async throws {
        let test = try TestHost(probe: .init())
        _ = try await test.host.install(await archive(.version("1.0.0", factor: 2)), by: actor)
        let incompatible = Recipe("plugin", Recipe.define("VERSION", "2.0.0"), Recipe.define("COMPATIBLE_WITH", ">=9"))
        let harmful = Recipe.harmful("EXIT", in: "REGISTER")
        for (recipe, name, code) in [
            (incompatible, "good", "version.incompatible"), (harmful, "harmful", "probe.exited"),
        ] {
            let bytes = try await archive(recipe, name: name)
            let error = await #expect(throws: PluginHostError.self) { try await test.host.install(bytes, by: actor) }
            #expect(error?.code == code)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.directory) == ["good.so"])
        #expect(try await test.twice(1, plugin: "good") == 2)
        #expect(await test.host.plugins().count == 1)
        #expect(await test.host.plugin("good")?.replacement == nil)
    }

    @Test func `what is kept for a rollback is what served, whatever lies in the file by then`() async throws {
        let test = try TestHost(probe: .init())
        let incompatible = Recipe("plugin", Recipe.define("VERSION", "9.0.0"), Recipe.define("COMPATIBLE_WITH", ">=9"))
        _ = try await test.host.install(await archive(.version("1.0.0", factor: 2)), by: actor)
        try await test.put(incompatible, "good.so")
        await test.host.scan()
        #expect(await test.host.plugin("good")?.replacement?.version == "9.0.0")
        let removed = try await test.host.remove("good", by: actor)
        #expect(removed.former?.version == "1.0.0")

        // Nor is what was refused kept instead of it.
        try await test.put(incompatible, "good.so")
        await test.host.scan()
        #expect(try await test.host.remove("good", by: actor).former?.version == "1.0.0")
        #expect(try await test.host.rollback("good", by: actor).version == "1.0.0")
        #expect(try await test.twice(1, plugin: "good") == 2)
    }

    @Test func `what only the daemon's own registration refuses is undone`() async throws {
        let test = try TestHost()
        _ = try await test.host.install(await archive(.version("1.0.0", factor: 2)), by: actor)
        let taken = try await archive(Recipe("plugin", Recipe.define("VERSION", "2.0.0"), Recipe.define("KEY", "text")))
        let error = await #expect(throws: PluginHostError.self) { try await test.host.install(taken, by: actor) }
        #expect(error?.code == "register.key_taken")
        let record = try #require(await test.host.plugin("good"))
        #expect(record.version == "1.0.0" && record.state == .active && record.replacement == nil)
        let other = try await archive(
            Recipe("plugin", Recipe.define("NAME", "other"), Recipe.define("KEY", "text")), name: "other")
        await #expect(throws: PluginHostError.self) { try await test.host.install(other, by: actor) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.directory) == ["good.so"])
    }

    @Test func `damaged packages are told apart from wrong ones`() async throws {
        let test = try TestHost()
        let whole = try await archive(Recipe("plugin"))
        let cut = Array(whole.prefix(whole.count / 2))
        let malformed = await #expect(throws: PluginHostError.self) { try await test.host.install(cut, by: actor) }
        #expect(malformed?.code == ReasonCode.packageMalformed.rawValue)
        var changed = whole
        changed[changed.count / 2] ^= 1
        let wrong = await #expect(throws: PluginHostError.self) { try await test.host.install(changed, by: actor) }
        #expect(wrong?.code == ReasonCode.packageChecksum.rawValue)
        let lying = try PluginPackage(
            name: "good", kind: "field_type", version: "9.0.0", compatibleWith: ">=1.0,<2.0",
            library: PackageFile(path: "good.so", bytes: try await Workshop.shared.build(Recipe("plugin")))
        ) { PluginContent(Array($0)).sha256 }.archive()
        let lie = await #expect(throws: PluginHostError.self) { try await test.host.install(lying, by: actor) }
        #expect(lie?.code == ReasonCode.packageMalformed.rawValue)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.directory).isEmpty)
    }

    @Test func `a file is explained check by check, wherever it lies`() async throws {
        let test = try TestHost(probe: .init())
        try await test.put(.version("1.0.0", factor: 2), "good.so")
        await test.host.scan()
        let aside = test.folder.path("new.so")
        try TestFile.write(try await Workshop.shared.build(.version("2.0.0", factor: 3)), to: aside)
        let good = await test.host.explain(aside)
        #expect(good.refusal == nil && good.name == "good" && good.version == "2.0.0")
        #expect(good.checks.map(\.check) == LoadCheck.allCases)
        #expect(good.checks.first { $0.check == .name }?.found == "it would replace good 1.0.0")
        #expect(good.functions.map(\.name) == ["count", "twice"])
        #expect(good.checks.filter { $0.status == .skipped }.map(\.check) == [.place, .allowList, .signature])

        let old = Recipe("plugin", Recipe.define("COMPATIBLE_WITH", "<1"), Recipe.define("KEY", "text"))
        try TestFile.write(try await Workshop.shared.build(old), to: aside)
        let bad = await test.host.explain(aside)
        #expect(bad.refusal?.reason == .versionIncompatible)
        // The loader says it in the same words.
        try FileManager.default.copyItem(atPath: aside, toPath: "\(test.directory)/old.so")
        await test.host.scan()
        #expect(await test.host.plugin("old.so")?.refusal == bad.refusal)

        let clash = Recipe("plugin", Recipe.define("NAME", "clash"), Recipe.define("KEY", "text"))
        try TestFile.write(try await Workshop.shared.build(clash), to: aside)
        let clashing = await test.host.explain(aside)
        #expect(clashing.refusal?.reason == .registerKeyTaken)
        #expect(clashing.clashes == ["the field type 'text' is already registered by 'vigilo'"])

        let packed = test.folder.path("x.vigilo-plugin")
        try TestFile.write(try await archive(.version("2.0.0", factor: 3)), to: packed)
        let package = await test.host.explain(packed)
        #expect(package.refusal == nil && package.file == packed && package.name == "good")
        #expect(await test.host.explain("/nowhere.so").refusal?.reason == .fileUnreadable)
        // Nothing of all that was taken in.
        #expect(await test.host.plugins().map(\.version) == ["1.0.0", "1.2.3"])
    }

    @Test func `an upgrade is rehearsed against the plugins' own words`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        try await test.put(
            Recipe("plugin", Recipe.define("NAME", "wide"), Recipe.define("COMPATIBLE_WITH", ">=1.0,<4")), "wide.so")
        await test.host.scan()
        let report = try await test.host.check(against: "3.0.0")
        #expect(report.map(\.plugin.name) == ["good", "wide"])
        #expect(report[0].refusal?.reason == .versionIncompatible && report[1].refusal == nil)
        #expect(report[0].refusal?.sentence == "it needs Vigilo >=1.0,<2.0, and that would be Vigilo 3.0.0")
        let error = await #expect(throws: PluginHostError.self) { _ = try await test.host.check(against: "3") }
        #expect(error?.code == "invalid_version")
    }
}
