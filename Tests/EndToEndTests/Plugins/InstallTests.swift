// Installing, upgrading, rolling back and removing by command.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct InstallTests {
    @Test func `a file is installed, upgraded, rolled back and removed, and every step is told`() async throws {
        let installation = try await Installation()
        let first = try await installation.put(.good("1.0.0", factor: 2), installation.aside("good.so"))
        let folder = installation.folder.appending(path: "newer")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let second = try await installation.put(.good("2.0.0", factor: 3), folder.appending(path: "good.so").path)
        try await installation.withDaemon { _ in
            let installed = try await installation.vigilo("plugin", "install", first)
            #expect(
                installed.status == 0 && installed.output == "good 1.0.0 is installed and active.\n", "\(installed)")
            #expect(FileManager.default.fileExists(atPath: installation.path("good.so")))

            let upgraded = try await installation.vigilo("plugin", "install", second)
            #expect(
                upgraded.output == """
                    good 2.0.0 is installed and active.
                    Version 1.0.0 is kept: vigilo plugin rollback good brings it back.

                    """, "\(upgraded)")
            #expect(try await installation.factor() == "3")

            let back = try await installation.vigilo("plugin", "rollback", "good")
            #expect(back.status == 0 && back.output.hasPrefix("good 1.0.0 is active."), "\(back)")
            #expect(try await installation.factor() == "2")
            let forth = try await installation.vigilo("plugin", "rollback", "good")
            #expect(forth.output.hasPrefix("good 2.0.0 is active."), "a second rollback undoes the first: \(forth)")

            let unasked = try await installation.vigilo("plugin", "remove", "good")
            #expect(unasked.status == 2 && unasked.errors.contains("--yes"), "\(unasked)")
            #expect(FileManager.default.fileExists(atPath: installation.path("good.so")))
            let removed = try await installation.vigilo("plugin", "remove", "good", "--yes")
            #expect(removed.status == 0 && removed.output.contains("vigilo plugin rollback good"), "\(removed)")
            #expect(!FileManager.default.fileExists(atPath: installation.path("good.so")))
            #expect(try await installation.state(of: "good") == "retired retired.removed")
        }
        try await installation.withDaemon { _ in
            let back = try await installation.vigilo("plugin", "rollback", "good")
            #expect(back.status == 0 && back.output.hasPrefix("good 2.0.0 is active."), "\(back)")
        }
    }

    @Test func `an archive that tar made is installed into a folder of its own, with its frontend`() async throws {
        let installation = try await Installation()
        let content = installation.folder.appending(path: "content")
        try FileManager.default.createDirectory(
            at: content.appending(path: "frontend"), withIntermediateDirectories: true)
        try await installation.put(.good(), content.appending(path: "good.so").path)
        try Data("export {}\n".utf8).write(to: content.appending(path: "frontend/tile.js"))
        let archive = installation.aside("good.vigilo-plugin")
        let packed = try await Programs.run(
            "/bin/tar",
            ["--format=ustar", "-C", content.path, "-cf", archive, "good.so", "frontend/tile.js"])
        try #require(packed.status == 0, "\(packed.errors)")
        try await installation.withDaemon { _ in
            let installed = try await installation.vigilo("plugin", "install", archive)
            #expect(installed.status == 0, "\(installed)")
            #expect(try await installation.info("good")["file"] as? String == installation.path("good/good.so"))
            let tile = try String(contentsOfFile: installation.path("good/frontend/tile.js"), encoding: .utf8)
            #expect(tile == "export {}\n")
        }
    }

    @Test func `what vigilo packs, vigilo installs`() async throws {
        let installation = try await Installation()
        let file = try await installation.put(.good(), installation.aside("good.so"))
        let archive = installation.aside("good.vigilo-plugin")
        let packed = try await installation.vigilo("plugin", "pack", file, "--output", archive)
        try #require(packed.status == 0, "\(packed)")
        try await installation.withDaemon { _ in
            let explained = try await installation.vigilo("plugin", "explain", archive)
            #expect(explained.status == 0 && explained.output.contains("good 1.0.0 would be accepted"), "\(explained)")
            let installed = try await installation.vigilo("plugin", "install", archive)
            #expect(installed.output == "good 1.0.0 is installed and active.\n", "\(installed)")
        }
    }

    @Test func `what the daemon refuses is not installed, and what was there stays`() async throws {
        let installation = try await Installation()
        try await installation.put(.good("1.0.0"), "good.so")
        let newer = try await installation.put(
            .good("2.0.0", compatibleWith: ">=9.0"), installation.aside("good.so"))
        try Data("hello".utf8).write(to: URL(filePath: installation.aside("text.so")))
        try await installation.withDaemon { _ in
            let refused = try await installation.vigilo("plugin", "install", newer)
            #expect(refused.status == 6 && refused.errors.contains("it needs Vigilo >=9.0"), "\(refused)")
            let dry = try await installation.vigilo("plugin", "install", "--dry-run", newer)
            #expect(dry.status == 1 && dry.output.contains("version.incompatible"), "\(dry)")
            let text = try await installation.vigilo("plugin", "install", installation.aside("text.so"))
            #expect(text.status == 6 && text.errors.contains("neither a shared object nor a package"), "\(text)")
            let missing = try await installation.vigilo("plugin", "install", installation.aside("nothing.so"))
            #expect(missing.status == 2, "\(missing)")
            #expect(try await installation.factor() == "2")
            #expect(try await installation.info("good")["replacement"] == nil)
            let names = try FileManager.default.contentsOfDirectory(atPath: installation.plugins.path)
            #expect(names == ["good.so"])
        }
    }
}
