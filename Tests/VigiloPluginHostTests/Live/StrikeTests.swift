// Files that end the daemon while it loads them.

import Foundation
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct StrikeTests {
    private func leaveMarker(_ test: TestHost, sha256: String, boot: String = LoadMarker.bootID) throws {
        try TestFile.write(
            "\(boot) \(sha256) \(test.directory)/good.so\n".utf8, to: test.folder.path("strikes.json.loading"))
    }

    @Test func `a file that ended the daemon twice stays out, until it is released`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        let sha256 = PluginContent(try TestFile.bytes(of: "\(test.directory)/good.so")).sha256
        for _ in 0..<2 {
            try leaveMarker(test, sha256: sha256)
            _ = Strikes(
                at: test.folder.path("strikes.json"), circumstances: VerdictFile.build(vigiloVersion: "1.0.0"))
        }
        let restarted = try TestHost(in: test.folder)
        await restarted.host.scan()
        let record = try #require(await restarted.host.plugin("good"))
        #expect(record.state == .quarantined && record.refusal?.reason == .loadEndedDaemon)
        #expect(record.refusal?.sentence.contains("vigilo plugin release good") == true)

        let actor = PluginActor(userID: "u", tokenID: "t", name: "ops@example.com")
        #expect(try await restarted.host.release("good", by: actor).state == .active)
    }

    @Test func `once is a warning, and a load that comes to its end wipes it out`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        let sha256 = PluginContent(try TestFile.bytes(of: "\(test.directory)/good.so")).sha256
        for _ in 0..<3 {
            try leaveMarker(test, sha256: sha256)
            let restarted = try TestHost(in: test.folder)
            await restarted.host.scan()
            #expect(await restarted.host.plugin("good")?.state == .active)
            #expect(
                restarted.log.all.first
                    == "warning Daemon ended while it loaded a plugin plugin.file=\(test.directory)/good.so "
                    + "plugin.sha256=\(sha256) strikes=1 strikes.limit=2")
        }
    }

    @Test func `a power failure is nobody's strike`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        let sha256 = PluginContent(try TestFile.bytes(of: "\(test.directory)/good.so")).sha256
        let path = test.folder.path("strikes.json")
        for _ in 0..<3 {
            try leaveMarker(test, sha256: sha256, boot: "00000000-0000-0000-0000-000000000000")
            let strikes = Strikes(at: path, circumstances: "x")
            #expect(strikes.count(sha256) == 0 && strikes.lastCulprit == nil)
        }
    }

    @Test func `strikes are of one build, and survive what is written in between`() throws {
        let folder = try TemporaryFolder("strikes")
        let path = folder.path("strikes.json")
        let sha256 = String(repeating: "a", count: 64)
        try TestFile.write("\(LoadMarker.bootID) \(sha256) /p/a.so\n".utf8, to: path + ".loading")
        #expect(Strikes(at: path, circumstances: "1").count(sha256) == 1)
        #expect(Strikes(at: path, circumstances: "1").count(sha256) == 1)
        #expect(Strikes(at: path, circumstances: "2").count(sha256) == 0)
        // Another strike on top of the first one would be too much for any number.
        let impossible = [Int64.max, .min, -1].map {
            #"{"circumstances":"1","strikes":{"\#(sha256)":\#($0)}}"#
        }
        for damage in ["", "{", "[]", #"{"circumstances":"1","strikes":{"x":"y"}}"#] + impossible {
            try TestFile.write(damage.utf8, to: path)
            #expect(Strikes(at: path, circumstances: "1").count(sha256) == 0)
        }
    }
}
