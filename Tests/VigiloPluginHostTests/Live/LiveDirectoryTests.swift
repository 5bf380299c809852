// Files that come, change and go while the host runs.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

/// An event that never comes is a failure, not a run without an end.
@Suite(.timeLimit(.minutes(10))) struct LiveDirectoryTests {
    @Test func `a file that is copied in is loaded when it is whole, and not before`() async throws {
        let bytes = try await Workshop.shared.build(Recipe("plugin"))
        let other = try await Workshop.shared.build(Recipe("plugin", Recipe.define("NAME", "other")))
        try await LiveHost.run(try TestHost()) { live in
            let path = "\(live.directory)/good.so"
            // Opened once, as cp does it: an empty file that is closed would be whole.
            let file = FileHandle(fileDescriptor: open(path, O_WRONLY | O_CREAT, 0o644), closeOnDealloc: true)
            try file.write(contentsOf: bytes.prefix(4096))
            // Something else happens meanwhile, and is looked at.
            try live.move(other, to: "other.so")
            #expect(await live.event(.loaded)?.name == "other")
            #expect(await live.host.plugin("good.so") == nil)
            try file.write(contentsOf: bytes.dropFirst(4096))
            try file.close()
            #expect(await live.event(.loaded)?.name == "good")
            #expect(try await live.twice(4) == 8)
        }
    }

    @Test func `a file that is moved in, linked in or copied as a folder is loaded`() async throws {
        let builds = try await ["moved", "linked", "foldered"].asyncMap {
            try await Workshop.shared.build(Recipe("plugin", Recipe.define("NAME", $0)))
        }
        let test = try TestHost()
        let aside = test.folder.path("aside.so")
        try await LiveHost.run(test) { live in
            try live.move(builds[0], to: "moved.so")
            #expect(await live.event(.loaded)?.name == "moved")
            try TestFile.write(builds[1], to: aside)
            try #require(link(aside, "\(live.directory)/linked.so") == 0)
            #expect(await live.event(.loaded)?.name == "linked")
            let folder = "\(live.directory)/foldered"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try TestFile.write(builds[2], to: "\(folder)/foldered.so")
            #expect(await live.event(.loaded)?.name == "foldered")
        }
    }

    @Test func `a directory that appears later is watched, and so is one that is replaced`() async throws {
        let bytes = try await Workshop.shared.build(Recipe("plugin"))
        let folder = try TemporaryFolder("later")
        let directory = folder.path("a/b/plugins")
        let test = try TestHost(otherDirectories: [directory])
        try await LiveHost.run(test) { live in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try TestFile.write(bytes, to: "\(directory)/good.so")
            #expect(await live.event(.loaded)?.file == "\(directory)/good.so")
            try FileManager.default.removeItem(atPath: folder.path("a"))
            #expect(await live.event(.retired)?.refusal?.reason == .retiredFileGone)
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try TestFile.write(bytes, to: "\(directory)/good.so")
            #expect(await live.event(.loaded)?.file == "\(directory)/good.so")
            #expect(try await live.twice(1) == 2)
        }
    }

    @Test func `a new version takes over, and the old one is shut down when its calls have ended`() async throws {
        let folder = try TemporaryFolder("replaced")
        let marker = folder.path("shut down")
        let old = try await Workshop.shared.build(
            Recipe("plugin", Recipe.define("SHUTDOWN_MARKER", marker)))
        let new = try await Workshop.shared.build(.version("2.0.0", factor: 3))
        let test = try TestHost()
        try await LiveHost.run(test) { live in
            try live.move(old, to: "good.so")
            _ = await live.event(.loaded)
            #expect(try await live.twice(4) == 8)
            // Somebody has looked it up and not called it yet.
            var held = test.registry.function("good.twice")
            try live.move(new, to: "good.so")
            let event = await live.event(.replaced)
            #expect(event?.version == "2.0.0")
            #expect(try await live.twice(4) == 12)
            #expect(await live.host.plugin("good")?.generations == 2)
            #expect(!FileManager.default.fileExists(atPath: marker))
            #expect(try await held?.value.call(["number": 5], context: CallContext()) == 10)
            let watch = try DirectoryWatch([folder.path])
            held = nil
            for await _ in watch.changes where FileManager.default.fileExists(atPath: marker) { break }
            #expect(FileManager.default.fileExists(atPath: marker))
        }
    }

    @Test func `if the new version is refused, the old one goes on and the list says so`() async throws {
        let old = try await Workshop.shared.build(.version("1.0.0", factor: 2))
        let future = try await Workshop.shared.build(
            Recipe("plugin", Recipe.define("VERSION", "2.0.0"), Recipe.define("COMPATIBLE_WITH", ">=9")))
        let new = try await Workshop.shared.build(.version("3.0.0", factor: 5))
        let test = try TestHost()
        try await LiveHost.run(test) { live in
            try live.move(old, to: "good.so")
            _ = await live.event(.loaded)
            try live.move(future, to: "good.so")
            #expect(await live.event(.refused)?.refusal?.reason == .versionIncompatible)
            let record = try #require(await live.host.plugin("good"))
            #expect(record.state == .active && record.version == "1.0.0")
            #expect(record.replacement?.refusal.reason == .versionIncompatible)
            #expect(record.replacement?.version == "2.0.0")
            #expect(try await live.twice(1) == 2)
            // What the books keep is what serves.
            #expect(await test.ledger.remembered().map(\.version) == ["1.0.0"])
            try live.move(new, to: "good.so")
            #expect(await live.event(.replaced)?.version == "3.0.0")
            #expect(await live.host.plugin("good")?.replacement == nil)
            #expect(try await live.twice(1) == 5)
        }
    }

    @Test func `a file that is put back as it was clears what was said of the other`() async throws {
        let old = try await Workshop.shared.build(.version("1.0.0", factor: 2))
        try await LiveHost.run(try TestHost()) { live in
            try live.move(old, to: "good.so")
            _ = await live.event(.loaded)
            try live.move([1], to: "good.so")
            #expect(await live.event(.refused)?.refusal?.reason == .elfNotELF)
            try live.move(old, to: "good.so")
            // No event tells of it: nothing has happened to the plugin.
            await live.host.scan()
            let record = try #require(await live.host.plugin("good"))
            #expect(record.replacement == nil && record.generations == 1)
        }
    }

    @Test func `a deleted file retires its plugin, and its name and keys are free`() async throws {
        let first = try await Workshop.shared.build(
            Recipe("plugin", Recipe.define("NAME", "first"), Recipe.define("KEY", "shared")))
        let second = try await Workshop.shared.build(
            Recipe("plugin", Recipe.define("NAME", "second"), Recipe.define("KEY", "shared")))
        let test = try TestHost()
        try await LiveHost.run(test) { live in
            try live.move(first, to: "first.so")
            _ = await live.event(.loaded)
            try live.move(second, to: "second.so")
            #expect(await live.event(.refused)?.refusal?.reason == .registerKeyTaken)
            try FileManager.default.removeItem(atPath: "\(live.directory)/first.so")
            #expect(await live.event(.retired)?.name == "first")
            #expect(await live.host.plugin("first")?.state == .retired)
            #expect(await live.event(.loaded)?.name == "second")
            let error = await #expect(throws: ExtensionError.self) { try await live.twice(1, plugin: "first") }
            #expect(error?.code == .unavailable)
            #expect(await test.ledger.remembered().map(\.state) == [.retired, .active])
        }
    }

    @Test func `a renamed file is the same plugin, and an upgrade may have another file name`() async throws {
        let one = try await Workshop.shared.build(.version("1.0.0", factor: 2))
        let two = try await Workshop.shared.build(.version("2.0.0", factor: 3))
        let test = try TestHost()
        try await LiveHost.run(test) { live in
            try live.move(one, to: "good-1.so")
            _ = await live.event(.loaded)
            let since = await live.host.plugin("good")?.sinceMicroseconds
            try #require(rename("\(live.directory)/good-1.so", "\(live.directory)/good-one.so") == 0)
            #expect(await live.event(.moved)?.formerFile == "\(live.directory)/good-1.so")
            let moved = try #require(await live.host.plugin("good"))
            #expect(moved.sinceMicroseconds == since && moved.generations == 1 && moved.state == .active)
            #expect(await live.host.plugins().count == 1)

            try live.move(two, to: "good-one.so")
            #expect(await live.event(.replaced)?.version == "2.0.0")
            #expect(await test.ledger.remembered().map(\.file) == ["\(live.directory)/good-one.so"])
        }
    }

    @Test func `a signature that comes after its file gets the file in`() async throws {
        let signer = try await Signer("-t", "ed25519")
        let bytes = try await Workshop.shared.build(Recipe("plugin"))
        try TestFile.write(bytes, to: signer.folder.path("good.so"))
        try await signer.sign(signer.folder.path("good.so"))
        let signature = try TestFile.bytes(of: signer.folder.path("good.so.sig"))
        try TestFile.write("ops \(signer.publicKey)\n".utf8, to: signer.folder.path("allowed_signers"))
        var trust = TrustPolicy()
        trust.requiresSignature = true
        trust.allowedSigners = signer.folder.path("allowed_signers")
        try await LiveHost.run(try TestHost(trust: trust)) { live in
            try live.move(bytes, to: "good.so")
            #expect(await live.event(.refused)?.refusal?.reason == .trustUnsigned)
            try live.move(signature, to: "good.so.sig")
            #expect(await live.event(.loaded)?.name == "good")
        }
    }

    @Test func `a file without a record that is refused and goes leaves nothing behind`() async throws {
        let test = try TestHost()
        try await LiveHost.run(test) { live in
            try live.move([1], to: "junk.so")
            _ = await live.event(.refused)
            try FileManager.default.removeItem(atPath: "\(live.directory)/junk.so")
            _ = await live.event(.forgotten)
            #expect(await live.host.plugins().isEmpty)
            #expect(await test.ledger.remembered().isEmpty)
        }
    }
}

extension Sequence where Self: Sendable, Element: Sendable {
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
