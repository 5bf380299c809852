// The probe: what comes to grief in it costs the host nothing.

import Foundation
import Glibc
import Synchronization
import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

struct ProbeTests {
    @Test(arguments: ["LOOP", "WAIT"], ["CONSTRUCTOR", "ENTRY", "REGISTER"])
    func `what is not done in time is quarantined`(_ harm: String, _ time: String) async throws {
        let test = try TestHost(probe: .init(deadline: .milliseconds(1500)))
        try await test.put(.harmful(harm, in: time), "harm.so")
        await test.host.scan()
        let record = try #require(await test.host.plugin("harm.so"))
        #expect(record.state == .quarantined)
        #expect(record.refusal?.reason == .probeTimedOut)
        #expect(record.refusal?.sentence.hasPrefix("it was not done after 1.5 s ") == true)
        #expect(record.name == (time == "REGISTER" ? "harmful" : nil))
    }

    @Test func `nothing that a plugin has started outlives the probe`() async throws {
        let test = try TestHost(probe: .init())
        let trace = test.folder.path("forked")
        let recipe = Recipe("harmful", Recipe.define("HARM_FORK", trace), "-DIN_CONSTRUCTOR")
        try await test.put(recipe, "fork.so")
        await test.host.scan()
        #expect(await test.host.plugin("fork.so")?.refusal?.reason == .probeLeftProcesses)
        let id = try #require(Int32(String(decoding: try TestFile.bytes(of: trace + ".done"), as: UTF8.self)))
        #expect(kill(id, 0) == -1 && errno == ESRCH)
    }

    @Test func `what a plugin prints does not get into the verdict`() async throws {
        let test = try TestHost(probe: .init())
        for (number, time) in ["CONSTRUCTOR", "ENTRY", "REGISTER"].enumerated() {
            try await test.put(.harmful("PRINT", in: time), "\(number).so")
        }
        await test.host.scan()
        #expect(try await test.twice(2, plugin: "harmful") == 4)
        let states = await test.host.plugins().map { $0.refusal?.reason }
        #expect(states == [nil, .nameTaken, .nameTaken])
    }

    @Test func `a plugin for another Vigilo is told so, whatever harm it would do`() async throws {
        let test = try TestHost(probe: .init())
        try await test.put(.harmful("CRASH", in: "REGISTER", Recipe.define("COMPATIBLE_WITH", "<1")), "old.so")
        await test.host.scan()
        let record = try #require(await test.host.plugin("harmful"))
        #expect(record.state == .refused)
        #expect(
            record.refusal == Refusal(.versionIncompatible, "it needs Vigilo <1, and this is Vigilo 1.0.0"))
    }

    @Test func `not a line runs of what its note gives away as unfit or as a duplicate`() async throws {
        let test = try TestHost(probe: .init())
        func marked(_ name: String, _ flags: String...) -> Recipe {
            var recipe = Recipe("plugin", Recipe.define("MARKER", test.folder.path(name)))
            recipe.flags += flags
            return recipe
        }
        try await test.put(marked("first"), "1.so")
        try await test.put(marked("duplicate"), "2.so")
        try await test.put(
            marked("unfit", Recipe.define("NAME", "unfit"), Recipe.define("COMPATIBLE_WITH", "<1")), "3.so")
        await test.host.scan()
        #expect(await test.host.plugins().map { $0.refusal?.reason } == [nil, .nameTaken, .versionIncompatible])
        #expect(test.probes == 1)
        #expect(FileManager.default.fileExists(atPath: test.folder.path("first")))
        #expect(!FileManager.default.fileExists(atPath: test.folder.path("duplicate")))
        #expect(!FileManager.default.fileExists(atPath: test.folder.path("unfit")))
    }

    @Test func `of a name the second is taken in if the first is quarantined`() async throws {
        let test = try TestHost(probe: .init())
        try await test.put(.harmful("CRASH", in: "REGISTER"), "1.so")
        try await test.put(Recipe("plugin", Recipe.define("NAME", "harmful")), "2.so")
        await test.host.scan()
        #expect(await test.host.plugins().map(\.state) == [.quarantined, .active])
        #expect(try await test.twice(4, plugin: "harmful") == 8)
    }

    @Test func `what will not register in the probe, where nothing is to be had, may do so in the daemon`() async throws
    {
        let test = try TestHost(probe: .init())
        try await test.put(Recipe("harmful", "-DNEEDS_DAEMON"), "1.so")
        await test.host.scan()
        #expect(test.probes == 1)
        #expect(try await test.twice(4, plugin: "harmful") == 8)
    }

    @Test func `a call of a quarantined plugin is told so`() async throws {
        let test = try TestHost(probe: .init())
        try await test.put(.harmful("EXIT", in: "REGISTER"), "1.so")
        await test.host.scan()
        let error = await #expect(throws: ExtensionError.self) { try await test.twice(4, plugin: "harmful") }
        #expect(
            error?.sentence == "plugin 'harmful' is quarantined and cannot be called: "
                + "it ended the process in its register_plugin, with exit status 42")
    }

    @Test func `a library with any part of it blanked harms nothing but its probe`() async throws {
        let whole = try await Workshop.shared.build(Recipe("plugin"))
        let folder = try TemporaryFolder("blanked")
        let staging = try StagingDirectory.prepare(at: folder.path("staging"))
        let trust = TrustCheck(TrustPolicy(), directories: [folder.path])
        var prepared: [PreparedPlugin] = []
        for start in stride(from: 0, to: whole.count, by: 512) {
            var bytes = whole
            let end = min(start + 512, whole.count)
            bytes.replaceSubrange(start..<end, with: Array(repeating: 0, count: end - start))
            try TestFile.write(bytes, to: folder.path("\(start).so"))
            let file = PluginFile(path: folder.path("\(start).so"))
            prepared.append(
                PreparedPlugin(
                    file, LoadCircumstances(staging: .success(staging), trust: trust, vigiloVersion: "1.0.0")))
        }
        let worthProbing = prepared.filter { (try? $0.staged.get()) != nil }
        let probe = Probe(configuration: TestHost.Probing().configuration(in: folder), vigiloVersion: "1.0.0")
        let progress = Mutex<[Int]>([])
        let verdicts = await probe.verdicts(on: worthProbing) { done, count in
            progress.withLock { $0.append(count == worthProbing.count ? done : -1) }
        }
        #expect(progress.withLock { $0 } == Array(0...worthProbing.count))
        let reasons = verdicts.values.map { $0.refusal?.reason }
        #expect(verdicts.count == Set(worthProbing.map(\.findings.sha256)).count)
        // All three happen, or this shows nothing.
        #expect(reasons.contains(nil) && reasons.contains(.probeCrashed))
        #expect(!reasons.contains(.probeFailed))
    }
}
