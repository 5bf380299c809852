// What is known of a plugin is not found out again.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON

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

    @Test(arguments: ["", "{", "[]", #"{"format":2,"verdicts":[]}"#])
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

    @Test func `where a plugin crashed is kept, by the name of its file`() async throws {
        let first = try TestHost(probe: .init())
        try await filled(first)
        let backtrace = try #require(await first.host.plugin("harmful")).backtrace
        #expect(backtrace.first?.hasPrefix("zoo_harm (harm.so+0x") == true, "\(backtrace)")
        #expect(backtrace.contains { $0.contains("(vigilo-runner+0x") })
        let second = try TestHost(probe: .init(), in: first.folder)
        await second.host.scan()
        #expect(second.probes == 0)
        #expect(await second.host.plugin("harmful")?.backtrace == backtrace)
    }

    @Test func `the file has a line for each verdict, a short one for who has passed`() async throws {
        let test = try TestHost(probe: .init())
        try await filled(test)
        let text = String(decoding: try TestFile.bytes(of: test.folder.path("verdicts.json")), as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 7)
        let passed = try #require(await test.host.plugin("good")?.sha256)
        #expect(lines.contains { $0.hasPrefix("\"\(passed)\":{\"plugin\":\"good\"}") }, "\(text)")
    }

    @Test(arguments: ["-DWITH_NOTE", "-DWITHOUT_NOTE"])
    func `a plugin is probed with its own configuration, and again when that is another`(_ note: String) async throws {
        let recipe = Recipe("configured", note)
        let first = try TestHost(probe: .init(), configurations: ["other": ["secret": "theirs"]])
        try await first.put(recipe, "configured.so")
        await first.host.scan()
        #expect(await first.host.plugin("configured")?.refusal?.reason == .probeExited)

        let second = try TestHost(probe: .init(), in: first.folder, configurations: ["configured": ["secret": "ours"]])
        await second.host.scan()
        #expect(second.probes == 1)
        #expect(try await second.twice(4, plugin: "configured") == 8)
        // What is kept of it does not give the secret away.
        let kept = String(decoding: try TestFile.bytes(of: first.folder.path("verdicts.json")), as: UTF8.self)
        #expect(kept.contains("configuration") && !kept.contains("ours"))

        let third = try TestHost(probe: .init(), in: first.folder, configurations: ["configured": ["secret": "ours"]])
        await third.host.scan()
        #expect(third.probes == 0)
        let fourth = try TestHost(probe: .init(), in: first.folder, configurations: ["configured": ["secret": "new"]])
        await fourth.host.scan()
        #expect(fourth.probes == 1)
        let fifth = try TestHost(probe: .init(), in: first.folder)
        await fifth.host.scan()
        #expect(fifth.probes == 1)
        #expect(await fifth.host.plugin("configured")?.state == .quarantined)
    }

    @Test func `what a probe says can be shown, whoever wrote it`() throws {
        let end: JSONValue = [
            "reason": "probe.crashed", "sentence": "it crashed\u{1B}[2J\nand", "backtrace": ["f\u{9B}31m"],
        ]
        let warnings: JSONValue = [["code": "trust.overridden", "sentence": "a\u{202E}b"]]
        let report: JSONValue = ["quarantined": end, "warnings": warnings]
        let verdict = try #require(ProbeVerdict(report: report, note: nil, vigiloVersion: "1.0.0"))
        #expect(verdict.refusal == Refusal(.probeCrashed, #"it crashed\u{1b}[2J\u{a}and"#))
        #expect(verdict.backtrace == [#"f\u{9b}31m"#])
        #expect(verdict.warnings == [PluginWarning(.trustOverridden, #"a\u{202e}b"#)])
        #expect(ProbeVerdict(kept: verdict.keptValue) == verdict)
        let silent: JSONValue = ["refused": ["reason": "entry.null", "sentence": ""]]
        #expect(ProbeVerdict(report: silent, note: nil, vigiloVersion: "1.0.0") == nil)
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
