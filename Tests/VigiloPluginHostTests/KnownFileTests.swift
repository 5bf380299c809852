// Files that need not be read again, and those that must.

import Foundation
import Glibc
import Logging
import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

struct KnownFileTests {
    private let folder: TemporaryFolder
    private let directory: String
    private let staging: StagingDirectory

    init() throws {
        folder = try TemporaryFolder("known")
        directory = try folder.folder("plugins")
        staging = try StagingDirectory.prepare(at: folder.path("staging"))
    }

    private var circumstances: LoadCircumstances {
        var circumstances = LoadCircumstances(
            staging: .success(staging), trust: TrustCheck(TrustPolicy(), directories: [directory]),
            vigiloVersion: "1.0.0")
        circumstances.dateGranularity = .zero
        return circumstances
    }

    private func put(_ recipe: Recipe, _ name: String) async throws -> PluginFile {
        let file = PluginFile(path: "\(directory)/\(name)")
        try TestFile.write(try await Workshop.shared.build(recipe), to: file.path)
        return file
    }

    private func prepare(_ file: PluginFile, known: KnownFile? = nil) throws -> PreparedPlugin {
        let prepared = PreparedPlugin(file, circumstances, known: known)
        _ = try prepared.staged.get()
        return prepared
    }

    /// What the next start would know, with the copy of another content in its place: only who does not read takes it.
    private func swapped(_ learned: KnownFile, with other: KnownFile) throws -> KnownFile {
        try #require(
            KnownFile(
                sha256: other.sha256, note: other.note, original: learned.original, copy: other.copy, readAt: .max,
                granularity: .zero))
    }

    @Test func `a file that has not changed is not read again`() async throws {
        let file = try await put(Recipe("plugin"), "a.so")
        let other = try await put(Recipe("plugin", Recipe.define("NAME", "other")), "b.so")
        let learned = try #require(try prepare(file).learned)
        let swapped = try swapped(learned, with: #require(try prepare(other).learned))

        let again = try prepare(file, known: swapped)
        #expect(try again.staged.get().sha256 == swapped.sha256)
        #expect(again.findings.note?.name == "other" && again.findings.sha256 == swapped.sha256)
        #expect(again.findings.sizeBytes == learned.original.size)
        #expect(again.learned == nil)
    }

    @Test(arguments: ["same size and date", "touched", "another file", "copy changed", "copy gone"])
    func `a file that has changed, or whose copy has, is read`(_ change: String) async throws {
        let file = try await put(Recipe("plugin"), "a.so")
        let other = try await put(Recipe("plugin", Recipe.define("NAME", "other")), "b.so")
        let learned = try #require(try prepare(file).learned)
        let swapped = try swapped(learned, with: #require(try prepare(other).learned))
        switch change {
        case "same size and date":
            var times = [timespec(), timespec()]
            var status = stat()
            #expect(stat(file.path, &status) == 0)
            times = [status.st_atim, status.st_mtim]
            try rewriteInPlace(file.path)
            #expect(utimensat(AT_FDCWD, file.path, times, 0) == 0)
        case "touched": #expect(utimensat(AT_FDCWD, file.path, nil, 0) == 0)
        case "another file":
            let bytes = try TestFile.bytes(of: file.path)
            unlink(file.path)
            try TestFile.write(bytes, to: file.path)
        case "copy changed":
            try rewriteInPlace("\(staging.path)/\(swapped.sha256).so")
        default: unlink("\(staging.path)/\(swapped.sha256).so")
        }
        let again = try prepare(file, known: swapped)
        #expect(try again.staged.get().sha256 == learned.sha256)
        #expect(again.learned?.sha256 == learned.sha256)
    }

    /// The same bytes once more, in the same file.
    private func rewriteInPlace(_ path: String) throws {
        let bytes = try TestFile.bytes(of: path)
        chmod(path, 0o700)
        let file = open(path, O_WRONLY)
        #expect(file >= 0 && write(file, bytes, bytes.count) == bytes.count && close(file) == 0)
        chmod(path, 0o500)
    }

    @Test func `what was changed right before it was read is read again`() async throws {
        let file = try await put(Recipe("plugin"), "a.so")
        var circumstances = circumstances
        circumstances.dateGranularity = .seconds(3600)
        let prepared = PreparedPlugin(file, circumstances)
        _ = try prepared.staged.get()
        #expect(prepared.learned == nil)
    }

    @Test func `what does not follow from the content is checked as ever`() async throws {
        let file = try await put(Recipe("plugin"), "a.so")
        let learned = try #require(try prepare(file).learned)
        var policy = TrustPolicy()
        policy.deniedSHA256 = [learned.sha256: "known to be bad"]
        let denying = LoadCircumstances(
            staging: .success(staging), trust: TrustCheck(policy, directories: [directory]), vigiloVersion: "1.0.0")
        #expect(PreparedPlugin(file, denying, known: learned).staged.failure?.reason == .trustDenied)
        let older = LoadCircumstances(
            staging: .success(staging), trust: TrustCheck(TrustPolicy(), directories: [directory]),
            vigiloVersion: "9.0.0")
        #expect(PreparedPlugin(file, older, known: learned).staged.failure?.reason == .versionIncompatible)
        // Writable for others: that changes its date, so it is another file; its place is judged either way.
        chmod(file.path, 0o777)
        #expect(PreparedPlugin(file, circumstances, known: learned).staged.failure?.reason == .trustWorldWritable)
    }

    @Test func `it is kept from one start to the next, of this build and this run of the machine`() async throws {
        let path = folder.path("known.json")
        let first = try await put(Recipe("plugin"), "a.so")
        let second = try await put(Recipe("configured", "-DWITHOUT_NOTE"), "b \"quoted\".so")
        var files = KnownFiles(at: path, build: "1")
        let known = try [first, second].map { try #require(try prepare($0).learned) }
        for (file, known) in zip([first, second], known) { files.add(known, file) }
        files.write(only: [first, second], logger: Logger(label: "test"))

        let kept = KnownFiles(at: path, build: "1")
        #expect([first, second].map { kept[$0] } == known)
        #expect(kept.without([first])[first] == nil)
        #expect(KnownFiles(at: path, build: "2")[first] == nil)

        var fewer = kept
        fewer.write(only: [second], logger: Logger(label: "test"))
        #expect(KnownFiles(at: path, build: "1")[first] == nil)
        #expect(KnownFiles(at: path, build: "1")[second] == known[1])
        let text = String(decoding: try TestFile.bytes(of: path), as: UTF8.self)
        let otherRun = text.replacing(LoadMarker.bootID, with: "f00")
        try TestFile.write(Array(otherRun.utf8), to: path)
        #expect(KnownFiles(at: path, build: "1")[second] == nil)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"format":1}"#, #"{"circumstances":"CIRCUMSTANCES","files":{"/a":[]},"format":1}"#,
    ])
    func `a damaged file is as good as none`(_ text: String) throws {
        let path = folder.path("known.json")
        let text = text.replacing("CIRCUMSTANCES", with: "\(LoadMarker.bootID) 1")
        try TestFile.write(Array(text.utf8), to: path)
        #expect(KnownFiles(at: path, build: "1")[PluginFile(path: "/a")] == nil)
    }

    @Test func `a second start over the same files reads none of them and comes to the same`() async throws {
        func host(_ folder: TemporaryFolder?) throws -> TestHost {
            try TestHost(probe: .init(), in: folder) {
                $0.knownFilesFile = "\($0.stagingDirectory).known.json"
                $0.dateGranularity = .zero
            }
        }
        let first = try host(nil)
        try await first.put(Recipe("plugin"), "good.so")
        try await first.put(Recipe("descriptor", "-DRETURN_NULL"), "null.so")
        await first.host.scan()
        let second = try host(first.folder)
        await second.host.scan()
        #expect(second.probes == 0)
        #expect(try await second.twice(4, plugin: "good") == 8)
        let (before, after) = (await first.host.plugins(), await second.host.plugins())
        #expect(before.map(\.state) == after.map(\.state) && before.map(\.sha256) == after.map(\.sha256))
        #expect(before.map(\.refusal) == after.map(\.refusal))
        let known = String(
            decoding: try TestFile.bytes(of: first.folder.path("staging/copies.known.json")), as: UTF8.self)
        #expect(known.contains("good.so") && known.contains("null.so"))

        // A new version is seen all the same.
        try await second.put(Recipe("plugin", Recipe.define("VERSION", "2.0.0")), "good.so")
        let third = try host(first.folder)
        await third.host.scan()
        #expect(await third.host.plugin("good")?.version == "2.0.0")
    }
}
