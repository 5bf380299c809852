// What is known of a plugin is not found out again.

import Foundation
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct VerdictTests {
    /// One that is taken in, one that is refused by its probe, one that is quarantined.
    private func filled(_ test: TestHost) async throws {
        try await test.put(Recipe("plugin"), "good.so")
        try await test.put(Recipe("descriptor", "-DRETURN_NULL"), "null.so")
        try await test.put(.harmful("CRASH", in: "REGISTER"), "harm.so")
        await test.host.scan()
    }

    private func reasons(_ test: TestHost) async -> [ReasonCode?] {
        await test.host.plugins().map { $0.refusal?.reason }
    }

    private let expected: [ReasonCode?] = [nil, .probeCrashed, .entryNull]

    @Test func `a second start over the same files makes no probe and comes to the same`() async throws {
        let first = try TestHost(probe: .init())
        try await filled(first)
        #expect(first.probes == 3)
        #expect(await reasons(first) == expected)

        let second = try TestHost(probe: .init(), in: first.folder)
        await second.host.scan()
        #expect(second.probes == 0)
        #expect(await reasons(second) == expected)
        let (before, after) = (await first.host.plugin("harmful"), await second.host.plugin("harmful"))
        #expect(after?.state == .quarantined && after?.refusal == before?.refusal && after?.version == "1.0.0")
    }

    @Test func `other content is probed, and so is everything when the circumstances are others`() async throws {
        let first = try TestHost(probe: .init())
        try await filled(first)
        let second = try TestHost(probe: .init(), in: first.folder)
        try await second.put(Recipe("plugin", Recipe.define("NAME", "harmful")), "harm.so")
        await second.host.scan()
        #expect(second.probes == 1)
        #expect(await second.host.plugin("harmful")?.state == .active)

        let longer = try TestHost(probe: .init(deadline: .seconds(61)), in: first.folder)
        await longer.host.scan()
        #expect(longer.probes == 3)
        let newer = try TestHost(version: "1.0.1", probe: .init(deadline: .seconds(61)), in: first.folder)
        await newer.host.scan()
        #expect(newer.probes == 3)
    }

    @Test func `what the surroundings may cure is probed again`() async throws {
        let first = try TestHost(probe: .init())
        try await first.put(Recipe("library", "-DNEEDS=zoo_nowhere"), "undefined.so")
        await first.host.scan()
        let second = try TestHost(probe: .init(), in: first.folder)
        await second.host.scan()
        #expect(second.probes == 1)
        #expect(await reasons(second) == [.loadSymbolUndefined])
    }

    @Test(arguments: ["", "{", "[]", #"{"format":1,"verdicts":[]}"#])
    func `a damaged file of verdicts is as good as none`(_ text: String) async throws {
        let test = try TestHost(probe: .init())
        try TestFile.write(Array(text.utf8), to: test.folder.path("verdicts.json"))
        try await filled(test)
        #expect(test.probes == 3)
        #expect(
            test.log.all.first == "warning Plugin verdicts not used, every plugin is probed again "
                + "file=\(test.folder.path("verdicts.json")) sentence=it is damaged")
        let second = try TestHost(probe: .init(), in: test.folder)
        await second.host.scan()
        #expect(second.probes == 0)
    }

    @Test func `without a runner there is one warning, and plugins are loaded unprobed`() async throws {
        let test = try TestHost(probe: .init(runner: "/nowhere/vigilo-runner"))
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        await test.host.scan()
        #expect(await test.host.plugin("good")?.state == .active)
        #expect(test.log.all.count { $0.hasPrefix("warning Plugins are loaded without a probe") } == 1)
    }

    @Test func `a runner that is none refuses, for this time only`() async throws {
        let test = try TestHost(probe: .init(runner: "/bin/true"))
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        #expect(await test.host.plugin("good")?.state == .refused)
        #expect(
            await test.host.plugin("good")?.refusal
                == Refusal(
                    .probeFailed,
                    "it could not be probed: /bin/true gave no report; it is tried again when the daemon "
                        + "next looks"))
        let second = try TestHost(probe: .init(), in: test.folder)
        await second.host.scan()
        #expect(second.probes == 1)
        #expect(await second.host.plugin("good")?.state == .active)
    }
}
