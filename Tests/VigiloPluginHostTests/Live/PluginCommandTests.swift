// What operators do with plugins, and what stays of it.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

struct PluginCommandTests {
    private let actor = PluginActor(userID: "u", tokenID: "t", name: "ops@example.com")

    @Test func `a disabled plugin stays out over restarts until it is enabled, and comes back fresh`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        #expect(
            try await test.host.call(plugin: "good", function: "count", arguments: [:], context: CallContext()) == 1)
        let disabled = try await test.host.disable("good", by: actor)
        #expect(disabled.state == .disabled && disabled.refusal?.reason == .disabledByOperator)
        #expect(disabled.refusal?.sentence.hasPrefix("ops@example.com disabled it") == true)
        #expect(test.registry.function("good.count") == nil)
        await test.host.scan()
        #expect(await test.host.plugin("good")?.state == .disabled)

        let restarted = try TestHost(in: test.folder, ledger: test.ledger)
        await restarted.host.scan()
        let record = try #require(await restarted.host.plugin("good"))
        #expect(record.state == .disabled && record.sinceMicroseconds == disabled.sinceMicroseconds)
        #expect(record.refusal == disabled.refusal)

        #expect(try await restarted.host.enable("good", by: actor).state == .active)
        // In the process in which it was in service before, it begins anew all the same.
        #expect(try await test.host.enable("good", by: actor).state == .active)
        #expect(
            try await test.host.call(plugin: "good", function: "count", arguments: [:], context: CallContext()) == 1)
    }

    @Test func `a reload loads the same content anew`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        for expected in 1...3 {
            let result = try await test.host.call(
                plugin: "good", function: "count", arguments: [:], context: CallContext())
            #expect(result == .integer(Int64(expected)))
        }
        let record = try await test.host.reload("good", by: actor)
        #expect(record.state == .active && record.generations == 2)
        #expect(
            try await test.host.call(plugin: "good", function: "count", arguments: [:], context: CallContext()) == 1)
        let events = await test.host.reloadAll(by: actor)
        #expect(events.map(\.kind) == [.replaced] && events.first?.actor == actor)
    }

    @Test func `who asked is in every event of a command, with the hash`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        let sha256 = await test.host.plugin("good")?.sha256
        _ = try await test.host.disable("good", by: actor)
        _ = try await test.host.enable("good", by: actor)
        _ = try await test.host.remove("good", by: actor)
        let events = await test.ledger.entries.dropFirst().flatMap(\.self)
        #expect(events.map(\.kind) == [.disabled, .enabled, .loaded, .removed, .retired])
        #expect(events.allSatisfy { $0.actor == actor && $0.sha256 == sha256 && sha256 != nil })
    }

    @Test func `a removed plugin can be brought back, and a rollback undone`() async throws {
        let test = try TestHost()
        let path = try await test.put(.version("1.0.0", factor: 2), "good.so")
        await test.host.scan()
        let removed = try await test.host.remove("good", by: actor)
        #expect(removed.state == .retired && removed.refusal?.reason == .retiredRemoved)
        #expect(removed.former?.version == "1.0.0")
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(test.registry.function("good.twice") == nil)

        let back = try await test.host.rollback("good", by: actor)
        #expect(back.state == .active && back.version == "1.0.0" && back.file == path)
        #expect(try await test.twice(1, plugin: "good") == 2)
    }

    @Test func `a file that was never good is removed and forgotten`() async throws {
        let test = try TestHost()
        try TestFile.write([1], to: "\(test.directory)/junk.so")
        await test.host.scan()
        _ = try await test.host.remove("junk.so", by: actor)
        #expect(await test.host.plugins().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.directory).isEmpty)
    }

    @Test func `a plugin that is not there and one that is not quarantined are errors that say so`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        let unknown = await #expect(throws: PluginHostError.self) { try await test.host.disable("bad", by: actor) }
        #expect(unknown?.kind == .notFound)
        let active = await #expect(throws: PluginHostError.self) { try await test.host.release("good", by: actor) }
        #expect(active?.code == "plugin_not_quarantined")
        let first = await #expect(throws: PluginHostError.self) { try await test.host.rollback("good", by: actor) }
        #expect(first?.code == "nothing_to_roll_back")
    }

    @Test func `a quarantined plugin is probed again when it is released`() async throws {
        let test = try TestHost(probe: .init())
        try await test.put(.harmful("EXIT", in: "REGISTER"), "bad.so")
        await test.host.scan()
        #expect(await test.host.plugin("harmful")?.state == .quarantined)
        #expect(test.probes == 1)
        await test.host.scan()
        #expect(test.probes == 0)
        let record = try await test.host.release("harmful", by: actor)
        #expect(record.state == .quarantined && test.probes == 1)
        // It is told what came of it, although nothing is different.
        #expect(await test.ledger.kinds == [.quarantined, .released, .quarantined])
    }

    @Test func `in safe mode nothing is loaded, what is known stays known, and plugins can be disabled`() async throws {
        let test = try TestHost()
        let marker = test.folder.path("loaded")
        try await test.put(Recipe("plugin", Recipe.define("MARKER", marker)), "good.so")
        await test.host.scan()
        try FileManager.default.removeItem(atPath: marker)

        let safe = try TestHost(in: test.folder, ledger: test.ledger) { $0.isSafeMode = true }
        await safe.host.scan()
        #expect(await safe.host.plugin("good")?.refusal?.reason == .disabledSafeMode)
        #expect(!FileManager.default.fileExists(atPath: marker))
        #expect(await test.ledger.remembered().map(\.state) == [.active])
        _ = try await safe.host.disable("good", by: actor)

        let restarted = try TestHost(in: test.folder, ledger: test.ledger)
        await restarted.host.scan()
        #expect(await restarted.host.plugin("good")?.refusal?.reason == .disabledByOperator)
        #expect(!FileManager.default.fileExists(atPath: marker))
    }

    @Test func `what was in service and is not there after a restart is missing`() async throws {
        let test = try TestHost()
        let path = try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        try FileManager.default.removeItem(atPath: path)
        let restarted = try TestHost(in: test.folder, ledger: test.ledger)
        await restarted.host.scan()
        let missing = try #require(await restarted.host.plugin("good"))
        #expect(missing.state == .missing && missing.refusal?.reason == .missingFile && missing.version == "1.2.3")

        let again = try TestHost(in: test.folder, ledger: test.ledger)
        await again.host.scan()
        #expect(await again.host.plugin("good")?.sinceMicroseconds == missing.sinceMicroseconds)
        try await again.put(Recipe("plugin"), "good.so")
        await again.host.scan()
        #expect(await again.host.plugin("good")?.state == .active)
    }
}
