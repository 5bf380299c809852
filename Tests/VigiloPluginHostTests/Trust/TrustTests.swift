// Which plugins are trusted and which are not.

import Foundation
import Glibc
import TestPrograms
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct TrustTests {
    /// What differs from run to run is taken out of a sentence.
    private func timeless(_ sentence: String) -> String {
        sentence.replacing(/SHA256:[A-Za-z0-9+\/]{43}/, with: "FINGERPRINT")
            .replacing(/ssh-ed25519 AAAA[A-Za-z0-9+\/=]+/, with: "KEY")
    }

    @Test(arguments: TrustSpecimen.all)
    func `what is not to be trusted is refused with its reason, the path and the cure`(
        _ specimen: TrustSpecimen
    ) async throws {
        let host = try await TrustHost()
        #expect(try await host.scan()?.state == .active)
        try await specimen.spoil(host)
        let refusal = try #require(try await host.scan()?.refusal)
        #expect(refusal.reason == specimen.reason)
        #expect(timeless(refusal.sentence) == specimen.sentence(in: host))
    }

    @Test func `the command of a refusal cures it, whatever characters the path has`() async throws {
        let host = try await TrustHost()
        let folder = "\(host.directory)/it's odd"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let file = "\(folder)/it's odd.so"
        try FileManager.default.moveItem(atPath: host.file, toPath: file)
        try host.setMode(0o666, of: file)
        let test = try TestHost(otherDirectories: [host.directory])
        await test.host.scan()
        let refusal = try #require(await test.host.plugin("it's odd.so")?.refusal)
        #expect(refusal.reason == .trustWorldWritable)
        let command = try #require(refusal.sentence.split(separator: "run: ").last)
        try await TestProgram.succeedAside("sh", ["-c", String(command)])
        await test.host.scan()
        #expect(await test.host.plugin("good")?.state == .active)
    }

    @Test func `links inside the plugin directories are followed, and their folders are looked at`() async throws {
        let host = try await TrustHost()
        let versions = "\(host.directory)/versions"
        try FileManager.default.createDirectory(atPath: versions, withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: host.file, toPath: "\(versions)/good-1")
        try FileManager.default.createSymbolicLink(atPath: "\(versions)/current", withDestinationPath: "good-1")
        try FileManager.default.createSymbolicLink(
            atPath: host.file, withDestinationPath: "\(host.directory)/versions/../versions/current")
        #expect(try await host.scan()?.state == .active)
        try host.setMode(0o770, of: versions)
        let refusal = try await host.scan()?.refusal
        #expect(refusal?.reason == .trustGroupWritable)
        #expect(refusal?.sentence.hasPrefix("the folder \(versions) ") == true)
    }

    @Test func `a plugin directory that is a link is where it leads`() async throws {
        let host = try await TrustHost()
        let link = host.folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: host.directory)
        let test = try TestHost(otherDirectories: [link])
        await test.host.scan()
        #expect(await test.host.plugin("good")?.state == .active)
        #expect(await test.host.plugin("good")?.file == "\(link)/good.so")
    }

    @Test func `a folder whose name begins like the plugin directory's is not inside it`() async throws {
        let host = try await TrustHost()
        let outside = try host.folder.folder("plugins-old")
        try FileManager.default.moveItem(atPath: host.file, toPath: "\(outside)/good.so")
        try FileManager.default.createSymbolicLink(atPath: host.file, withDestinationPath: "\(outside)/good.so")
        #expect(try await host.scan()?.refusal?.reason == .trustLinkLeaves)
    }

    @Test func `without the check of owners any place will do`() async throws {
        let host = try await TrustHost()
        try host.setMode(0o777, of: host.directory)
        try host.setMode(0o666, of: host.file)
        host.trust.checksOwners = false
        #expect(try await host.scan()?.state == .active)
    }

    @Test func `a listed content is taken in`() async throws {
        let host = try await TrustHost()
        host.trust.allowedSHA256 = [PluginContent(host.bytes).sha256]
        #expect(try await host.scan()?.state == .active)
    }

    @Test func `what was judged must be what was read`() async throws {
        let host = try await TrustHost()
        let file = PluginFile(path: host.file)
        let (bytes, status) = try file.contents()
        // Both are there at one time, so they are certainly two.
        try TestFile.write([1], to: host.folder.path("other"))
        try #require(rename(host.folder.path("other"), host.file) == 0)
        let check = TrustCheck(TrustPolicy(), directories: [host.directory])
        #expect(
            throws: Refusal(
                .fileUnreadable, "another file took its place while it was read; the next scan looks at that one")
        ) {
            _ = bytes; _ = try check.checkPlace(file, status)
        }
    }
}
