// The clash detector: what a library's linking gives away before any of it runs.

import Foundation
import Glibc
import TestPrograms
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

@Suite struct ClashTests {
    private static let shared = ["-shared", "-fPIC"]

    /// Looks at a library as if its copy lay in `origin`.
    @discardableResult
    private func check(
        _ bytes: [UInt8], origin: String = "/nowhere", cache: String = "/etc/ld.so.cache"
    ) throws -> [PluginWarning] {
        let inspection = try ELFInspection(bytes)
        let detector = ClashDetector(
            libraries: LibrarySearch(origin: origin, cacheFile: cache), compiler: .host, staticTLSBytes: 4224)
        return try detector.check(inspection, note: try ManifestNote.find(in: bytes, inspection))
    }

    private func check(_ recipe: Recipe) async throws -> [PluginWarning] {
        try check(try await Workshop.shared.build(recipe))
    }

    /// A library that needs `libzoo_needed.so`, which was there when it was linked, and is nowhere now.
    private func needing(_ flags: String...) async throws -> [UInt8] {
        let folder = try TemporaryFolder("needed")
        let library = folder.path("libzoo_needed.so")
        let needed = Recipe("library", linking: Self.shared + ["-Wl,-soname,libzoo_needed.so"])
        try TestFile.write(try await Workshop.shared.build(needed), to: library)
        return try await Workshop.shared.build(
            Recipe("library", "-DNEEDS=zoo_answer", linking: Self.shared + [library] + flags))
    }

    private let missing = Refusal(
        .loadDependencyMissing, "it needs the library 'libzoo_needed.so', which is not installed here")

    @Test func `nothing is said of an ordinary plugin, in C or in Swift`() async throws {
        #expect(try await check(Recipe("plugin")) == [])
        #expect(
            try check(TestFile.bytes(of: "\(ProgramFile.folderOfThisProgram)/libdatepicker_with_holidays.so")) == [])
    }

    @Test(arguments: ["FOLDER", "/nowhere:FOLDER", "$ORIGIN", "${ORIGIN}"], [true, false])
    func `a library is missed until it lies in a path of the plugin's`(_ path: String, isNew: Bool) async throws {
        let folder = try TemporaryFolder("search")
        let path = path.replacing("FOLDER", with: folder.path)
        let tags = isNew ? "-Wl,--enable-new-dtags" : "-Wl,--disable-new-dtags"
        let bytes = try await needing(tags, "-Wl,-rpath,\(path)")
        #expect(throws: missing) { try check(bytes, origin: folder.path) }
        try TestFile.write([0x7F], to: folder.path("libzoo_needed.so"))
        #expect(try check(bytes, origin: folder.path) == [])
    }

    @Test func `a library that is nowhere is missed`() async throws {
        let bytes = try await needing()
        #expect(throws: missing) { try check(bytes) }
    }

    @Test(arguments: ["-Wl,-rpath,/nowhere/$PLATFORM", "-Wl,-rpath,/nowhere/$LIB"])
    func `where only the loader knows a path, nothing is missed`(_ flag: String) async throws {
        #expect(try check(try await needing(flag)) == [])
    }

    @Test func `without the system's cache nothing is missed`() async throws {
        let bytes = try await needing()
        #expect(try check(bytes, cache: "/nowhere/ld.so.cache") == [])
        let folder = try TemporaryFolder("cache")
        try TestFile.write(Array("glibc-ld.so.cache1.1".utf8), to: folder.path("damaged"))
        #expect(try check(bytes, cache: folder.path("damaged")) == [])
    }

    @Test func `what is in the system's cache is found there`() throws {
        let cache = try #require(LibraryCache("/etc/ld.so.cache"))
        let path = try #require(cache.paths(of: "libc.so.6").first)
        #expect(path.hasSuffix("/libc.so.6"))
        #expect(cache.paths(of: "libc.so") == [] && cache.paths(of: "") == [])
    }

    @Test func `storage that every thread must have is told, and what no process has is refused`() async throws {
        #expect(
            try await check(Recipe("plugin", "-DSTATIC_TLS=64")) == [
                PluginWarning(
                    .clashStaticTLS,
                    "it takes 64 bytes of the static thread-local storage, of which a process has little for all its "
                        + "plugins; without -ftls-model=initial-exec it would take none")
            ])
        let refusal = Refusal(
            .clashStaticTLS,
            "it wants 100000 bytes of static thread-local storage, and this process has 4224 in all; "
                + "build it without -ftls-model=initial-exec")
        await #expect(throws: refusal) { try await check(Recipe("plugin", "-DSTATIC_TLS=100000")) }
    }

    @Test func `a second Swift runtime is told, by its symbols or by its sections`() async throws {
        let warning = PluginWarning(
            .clashSecondSwiftRuntime, "it brings a Swift runtime of its own, which takes about 6 MB more memory")
        #expect(try await check(Recipe("library", "-DSWIFT_RUNTIME")) == [warning])
        // As the compiler leaves them in everything that it builds, stripped or not, exported or not.
        let section = #"-DSECTION="swift5_types""#
        #expect(try await check(Recipe("library", section)) == [warning])
    }

    @Test func `the compiler of this host is the one that builds it`() async throws {
        let folder = try TemporaryFolder("compiler")
        try await TestProgram.succeedAside(
            "bash", ["-c", "swiftc --version > '\(folder.path("version"))' 2>/dev/null"])
        let words = String(decoding: try TestFile.bytes(of: folder.path("version")), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        let version = try #require(words.firstIndex(of: "version").map { words[$0 + 1] })
        #expect(SwiftCompiler.host == SwiftCompiler(note: "swift-\(version)"))
        #expect(SwiftCompiler.host != nil)
    }

    @Test func `compilers are the same or not, and of other words nothing is known`() {
        #expect(SwiftCompiler(note: "swift-6.3") == SwiftCompiler(version: "6.3.0"))
        #expect(SwiftCompiler(note: "swift-6.3.1") != SwiftCompiler(note: "swift-6.3"))
        #expect(SwiftCompiler(version: "6.3.0")?.description == "6.3")
        for word in ["gcc-12.2.0", "swift", "swift-", "swift-6", "swift-6.4-dev", "swift-6..1", "swift-1.2.3.4"] {
            #expect(SwiftCompiler(note: word) == nil, "\(word)")
        }
    }

    @Test func `no mangled cache makes reading it trap`() throws {
        let whole = try TestFile.bytes(of: "/etc/ld.so.cache")
        var dice = SplitMix64(state: 7)
        var found = 0
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &dice) {
                let offset = Int.random(in: 0..<min(256, bytes.count - 8), using: &dice)
                bytes.put(UInt32(truncatingIfNeeded: dice.next()), at: offset)
            }
            if Bool.random(using: &dice) { bytes = Array(bytes.prefix(Int.random(in: 0...200, using: &dice))) }
            found += LibraryCache(bytes)?.paths(of: "libc.so.6").count ?? 0
        }
        // Some are sound where it matters, or this shows nothing.
        #expect(found > 0)
    }
}
