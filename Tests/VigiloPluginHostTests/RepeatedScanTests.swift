// Later scans, scans at the same time, and what they leave behind.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost

struct RepeatedScanTests {
    @Test func `a later scan leaves active plugins alone and looks at the others again`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        try TestFile.write([], to: "\(test.directory)/late.so")
        await test.host.scan()
        let since = await test.host.plugin("good")?.sinceMicroseconds
        #expect(await test.host.plugin("late.so")?.refusal?.reason == .fileEmpty)

        try await test.put(Recipe("plugin", Recipe.define("NAME", "late")), "late.so")
        await test.host.scan()
        #expect(await test.host.plugins().map(\.state) == [.active, .active])
        #expect(await test.host.plugin("good")?.sinceMicroseconds == since)
        #expect(try await test.twice(2, plugin: "late") == 4)
        #expect(await test.ledger.entries.map(\.count) == [2, 1])
    }

    @Test func `scans asked for at once find every file once`() async throws {
        let test = try TestHost()
        try await test.put(Recipe("plugin"), "good.so")
        await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { await test.host.scan() } }
        }
        #expect(await test.host.plugins().count == 1)
        #expect(await test.ledger.entries.count == 1)
    }

    @Test func `copies that no plugin needs any more are removed`() async throws {
        let test = try TestHost()
        let staging = test.folder.path("staging/copies")
        try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
        let stale = String(repeating: "a", count: 64) + ".so"
        try TestFile.write([1], to: "\(staging)/\(stale)")
        try TestFile.write([1], to: "\(staging)/.unfinished-1")
        try TestFile.write([1], to: "\(staging)/notes.txt")
        try await test.put(Recipe("plugin"), "good.so")
        await test.host.scan()
        let sha256 = try #require(await test.host.plugin("good")?.sha256)
        let left = try FileManager.default.contentsOfDirectory(atPath: staging)
        #expect(Set(left) == ["\(sha256).so", "notes.txt"])
    }
}
