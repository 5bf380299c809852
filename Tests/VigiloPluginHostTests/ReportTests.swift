// What the host tells the log and the ledger.

import Testing
import VigiloExtensionPoints
import VigiloPluginHost

struct ReportTests {
    @Test func `the log has a line a file, with the facts beside it`() async throws {
        let test = try TestHost()
        let good = try await test.put(Recipe("plugin"), "good.so")
        try await test.put(
            Recipe("plugin", Recipe.define("NAME", "old"), Recipe.define("COMPATIBLE_WITH", "<1")), "old.so")
        try TestFile.write([], to: "\(test.directory)/void.so")
        await test.host.scan()
        #expect(
            test.log.all == [
                "info Plugin loaded plugin.file=\(good) plugin.name=good plugin.version=1.2.3",
                "warning Plugin refused plugin.file=\(test.directory)/old.so plugin.name=old "
                    + "plugin.version=1.2.3 reason=version.incompatible sentence=it needs Vigilo <1, and this is Vigilo 1.0.0",
                "warning Plugin refused plugin.file=\(test.directory)/void.so reason=file.empty sentence=it is empty",
                "info Plugin directories read plugins.disabled=0 plugins.loaded=1 "
                    + "plugins.probed=0 plugins.quarantined=0 plugins.refused=2",
            ])
    }

    @Test func `a missing directory is a warning, and the others are read`() async throws {
        let test = try TestHost(otherDirectories: ["/nowhere/plugins", "/dev/null"])
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        #expect(await test.host.plugin("good")?.state == .active)
        #expect(
            test.log.all.prefix(2) == [
                "warning Plugin directory not read plugin.directory=/nowhere/plugins sentence=it does not exist",
                "warning Plugin directory not read plugin.directory=/dev/null "
                    + "sentence=a part of its path is not a directory",
            ])
    }

    @Test func `the ledger hears of a scan once, and of an empty one not at all`() async throws {
        let test = try TestHost()
        await test.host.scan()
        #expect(await test.ledger.entries.isEmpty)
        let good = try await test.put(Recipe("plugin"), "good.so")
        try TestFile.write([], to: "\(test.directory)/void.so")
        await test.host.scan()
        let events = try #require(await test.ledger.entries.first)
        let record = try #require(await test.host.plugin("good"))
        #expect(await test.ledger.entries.count == 1)
        #expect(
            events.first
                == PluginEvent(
                    kind: .loaded, file: good, name: "good", version: "1.2.3", sha256: record.sha256, refusal: nil,
                    atMicroseconds: record.sinceMicroseconds,
                    memory: .keep(
                        RememberedPlugin(
                            file: good, name: "good", kind: "field_type", version: "1.2.3",
                            compatibleWith: ">=1.0,<2.0", sha256: record.sha256, state: .active, refusal: nil,
                            sinceMicroseconds: record.sinceMicroseconds))))
        #expect(events.last?.kind == .refused)
        #expect(events.last?.refusal == Refusal(.fileEmpty, "it is empty"))
    }
}
