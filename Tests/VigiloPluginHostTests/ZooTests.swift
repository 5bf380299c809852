// The zoo: every kind of bad file, side by side with good plugins, in one plugin directory.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost

/// All specimens in one directory, scanned once for all tests.
private actor Zoo {
    static let shared = Zoo()
    private var opening: Task<TestHost, any Error>?

    func host() async throws -> TestHost {
        let opening = self.opening ?? Task { try await Self.open() }
        self.opening = opening
        return try await opening.value
    }

    private static func open() async throws -> TestHost {
        let zoo = try TestHost(probe: .init())
        try await withThrowingTaskGroup { group in
            for specimen in Specimen.all {
                group.addTask { try await specimen.place("\(zoo.directory)/\(specimen.name)") }
            }
            // One good plugin before all bad ones, one in their midst, one after them.
            for (file, name) in [("aaa.so", "first"), ("mmm.so", "middle"), ("zzz.so", "last")] {
                group.addTask { try await zoo.put(Recipe("plugin", Recipe.define("NAME", name)), file) }
            }
            try await group.waitForAll()
        }
        await zoo.host.scan()
        return zoo
    }
}

struct ZooTests {
    @Test(arguments: Specimen.all)
    func `a bad file is refused with its reason and one sentence`(_ specimen: Specimen) async throws {
        let record = try #require(try await Zoo.shared.host().host.plugin(specimen.name))
        #expect(record.state == (specimen.reason.isQuarantine ? .quarantined : .refused))
        #expect(record.refusal?.reason == specimen.reason)
        #expect(record.refusal?.sentence == specimen.sentence)
        #expect(record.extensions.isEmpty && record.functions.isEmpty)
    }

    @Test(arguments: ["first", "middle", "last"])
    func `a good plugin among bad files is active and can be called`(_ name: String) async throws {
        let zoo = try await Zoo.shared.host()
        let record = try #require(await zoo.host.plugin(name))
        #expect(record.state == .active)
        #expect(record.extensions.map(\.key) == [name])
        #expect(try await zoo.twice(21, plugin: name) == 42)
        #expect(zoo.registry.fieldType(name)?.owner == name)
    }

    @Test func `nothing of a refused plugin is registered`() async throws {
        let zoo = try await Zoo.shared.host()
        #expect(zoo.registry.fieldTypes.map(\.owner) == ["first", "last", "middle", "vigilo"])
        #expect(Set(zoo.registry.functions.map(\.owner)) == ["first", "last", "middle"])
        #expect(zoo.registry.dashboardWidgets.isEmpty)
    }

    @Test func `every file is a record, a log line and an event of the one entry in the ledger`() async throws {
        let zoo = try await Zoo.shared.host()
        let count = Specimen.all.count + 3
        #expect(await zoo.host.plugins().count == count)
        let entries = await zoo.ledger.entries
        #expect(entries.count == 1)
        #expect(entries.first?.count == count)
        #expect(entries.first?.count { $0.kind == .loaded } == 3)
        let quarantined = Specimen.all.count { $0.reason.isQuarantine }
        #expect(entries.first?.count { $0.kind == .quarantined } == quarantined)
        #expect(zoo.log.all.count { $0.hasPrefix("warning Plugin quarantined ") } == quarantined)
        #expect(zoo.log.all.count { $0.hasPrefix("warning Plugin refused ") } == Specimen.all.count - quarantined)
        #expect(zoo.log.all.count { $0.hasPrefix("info Plugin loaded ") } == 3)
    }

    @Test(arguments: ReasonCode.allCases)
    func `every reason code has a file that provokes it`(_ reason: ReasonCode) {
        // These have tests of their own: the staging directory and the runner are broken for all files or none, a short
        // deadline would be short for all files, and what makes a file untrustworthy is a matter of policy.
        // What has to do with packages, commands and restarts is in PackageTests, CommandTests and StrikeTests.
        let elsewhere = Set(
            [
                ReasonCode.stageFailed, .probeFailed, .probeTimedOut, .loadEndedDaemon, .packageMalformed,
                .packageChecksum, .disabledByOperator, .disabledSafeMode, .retiredFileGone, .retiredRemoved,
                .missingFile,
            ] + TrustSpecimen.all.map(\.reason))
        #expect(elsewhere.contains(reason) || Specimen.all.contains { $0.reason == reason })
    }

    @Test func `without probes, what is refused is refused with the same words`() async throws {
        let unprobed = try TestHost()
        for specimen in Specimen.all where !specimen.reason.isQuarantine {
            try await specimen.place("\(unprobed.directory)/\(specimen.name)")
        }
        for (file, name) in [("aaa.so", "first"), ("zzz.so", "last")] {
            try await unprobed.put(Recipe("plugin", Recipe.define("NAME", name)), file)
        }
        await unprobed.host.scan()
        for specimen in Specimen.all where !specimen.reason.isQuarantine {
            #expect(
                await unprobed.host.plugin(specimen.name)?.refusal == Refusal(specimen.reason, specimen.sentence),
                "\(specimen)")
        }
    }

    @Test func `the names in the zoo are different`() {
        #expect(Set(Specimen.all.map(\.name)).count == Specimen.all.count)
    }
}
