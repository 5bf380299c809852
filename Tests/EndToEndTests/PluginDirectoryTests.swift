// A directory with good plugins and everything else that may lie in it.

import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PluginDirectoryTests {
    @Test func `nothing that lies in the directory stops the daemon or the good plugins beside it`() async throws {
        let installation = try await Installation(examples: true)
        let folder = installation.plugins
        let good = try Data(contentsOf: try #require(Programs.examplePlugins.first { $0.path.contains("risk_math") }))
        try Data().write(to: folder.appendingPathComponent("a_empty.so"))
        try Data("hello".utf8).write(to: folder.appendingPathComponent("b_text.so"))
        try good.prefix(good.count / 2).write(to: folder.appendingPathComponent("c_cut.so"))
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("d_folder.so"), withIntermediateDirectories: true)
        #expect(mkfifo(folder.appendingPathComponent("e_fifo.so").path, 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent("f_link.so").path, withDestinationPath: "/nowhere/at/all.so")
        try good.write(to: folder.appendingPathComponent("z_copy.so"))
        try Data("not a plugin".utf8).write(to: folder.appendingPathComponent("README"))

        try await installation.withDaemon { _ in
            let listed = try await installation.vigilo("plugin", "list", "--json")
            let items = listed.object["items"] as? [[String: Any]] ?? []
            let reasons = items.reduce(into: [String: String]()) { reasons, item in
                guard let reason = item["reason"] as? String, let file = item["file"] as? String else { return }
                reasons[URL(fileURLWithPath: file).lastPathComponent] = reason
            }
            #expect(reasons["a_empty.so"] == "file.empty")
            #expect(reasons["b_text.so"] == "elf.not_elf")
            #expect(reasons["c_cut.so"] == "elf.truncated")
            #expect(reasons["d_folder.so"] == "file.not_regular")
            #expect(reasons["e_fifo.so"] == "file.not_regular")
            #expect(reasons["f_link.so"] == "file.dangling_link")
            #expect(reasons["z_copy.so"] == "name.taken")
            #expect(reasons["README"] == nil)
            #expect(items.filter { $0["state"] as? String == "active" }.count == 3)
            let called = try await installation.vigilo(
                "plugin", "call", "risk_math.risk_score", "severity=1", "exposure=1", "owner=bob")
            #expect(called.status == 0, "\(called.errors)")
        }
    }

    @Test func `a plugin that crashes the process that loads it is quarantined, again after a restart`() async throws {
        let installation = try await Installation(examples: true)
        let source = installation.folder.appendingPathComponent("crash.c")
        try Data("__attribute__((constructor)) static void f(void) { *(volatile int *)8 = 1; }".utf8).write(to: source)
        let file = installation.plugins.appendingPathComponent("a_crash.so")
        let built = try await Programs.run("/usr/bin/gcc", ["-shared", "-fPIC", source.path, "-o", file.path])
        try #require(built.status == 0, "\(built.errors)")
        for _ in 1...2 {
            try await installation.withDaemon { _ in
                let listed = try await installation.vigilo("plugin", "list")
                #expect(listed.output.contains("a_crash.so"))
                #expect(listed.output.contains("it crashed while its constructors ran (SIGSEGV"))
                #expect(listed.output.contains("[probe.crashed]"))
                #expect(listed.output.contains("5 plugins: 3 active, 1 quarantined, 1 refused"))
                let status = try await installation.vigilo("status")
                #expect(status.output.contains("5 plugins: 3 active, 1 quarantined, 1 refused"))
            }
        }
    }

    @Test func `a plugin overwritten after it was loaded goes on as it was`() async throws {
        let installation = try await Installation(examples: true)
        let file = try #require(Programs.examplePlugins.first { $0.path.contains("risk_math") }).lastPathComponent
        try await installation.withDaemon { _ in
            let handle = try FileHandle(forWritingTo: installation.plugins.appendingPathComponent(file))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data(repeating: 0, count: 64 * 1024))
            try handle.close()
            let called = try await installation.vigilo(
                "plugin", "call", "risk_math.risk_score", "severity=1", "exposure=1", "owner=bob")
            #expect(called.status == 0, "\(called.errors)")
        }
    }
}
