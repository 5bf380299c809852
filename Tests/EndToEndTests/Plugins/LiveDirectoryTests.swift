// The plugin directory while the daemon runs: files come, change and go, and nobody restarts anything.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LiveDirectoryTests {
    @Test func `a file that is copied in is loaded, and one that is deleted is retired`() async throws {
        let installation = try await Installation()
        let source = try await installation.put(.good(), installation.aside("new.so"))
        try await installation.withDaemon { _ in
            try await installation.withWatch { watch in
                try await installation.cp(source, "good.so")
                let loaded = try #require(await watch.next("loaded"))
                #expect(loaded.name == "good" && loaded.file == installation.path("good.so"))
                #expect(loaded.sha256?.count == 64)
                #expect(try await installation.factor() == "2")

                try FileManager.default.removeItem(atPath: installation.path("good.so"))
                let retired = try #require(await watch.next("retired"))
                #expect(retired.name == "good" && retired.reason == "retired.file_gone")
                let called = try await installation.vigilo("plugin", "call", "good.twice", "number=1")
                #expect(called.status == 6, "\(called.errors)")
                let listed = try await installation.vigilo("plugin", "list")
                #expect(!listed.output.contains("good"), "retired plugins are left out: \(listed.output)")
                let all = try await installation.vigilo("plugin", "list", "--all")
                #expect(all.output.contains("retired.file_gone"), "\(all.output)")
            }
        }
    }

    @Test func `no call fails while the file is overwritten again and again`() async throws {
        let installation = try await Installation()
        let sources = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<4 {
                group.addTask {
                    let plugin = ZooPlugin.good("1.0.\(number)", factor: number + 2)
                    return (number, try await installation.put(plugin, installation.aside("\(number).so")))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        try await installation.put(.good("1.0.0"), "good.so")
        try await installation.withDaemon { _ in
            try await installation.withWatch { watch in
                #expect(await watch.next("loaded") != nil)
                let callers = Callers(installation)
                async let calls = callers.call(count: 3)
                for number in 1...8 {
                    try await installation.cp(try #require(sources[number % 4]), "good.so")
                    let replaced = try #require(await watch.next("replaced"))
                    #expect(replaced.version == "1.0.\(number % 4)")
                }
                await callers.stop()
                let outcomes = try await calls
                #expect(outcomes.count > 8)
                for outcome in outcomes {
                    #expect(outcome.status == 0 && "2345".contains(outcome.output.prefix(1)), "\(outcome.errors)")
                }
            }
            let info = try await installation.info("good")
            #expect(info["state"] as? String == "active" && info["generations"] as? Int == 9)
        }
    }

    @Test func `a replacement that is refused leaves the old version serving, and the list says so`() async throws {
        let installation = try await Installation()
        try await installation.put(.good("1.0.0"), "good.so")
        let newer = try await installation.put(
            .good("2.0.0", factor: 9, compatibleWith: ">=9.0"), installation.aside("newer.so"))
        try await installation.withDaemon { _ in
            try await installation.withWatch { watch in
                #expect(await watch.next("loaded")?.version == "1.0.0")
                try await installation.cp(newer, "good.so")
                let refused = try #require(await watch.next("refused"))
                #expect(refused.reason == "version.incompatible" && refused.version == "2.0.0")
            }
            #expect(try await installation.factor() == "2")
            let listed = try await installation.vigilo("plugin", "list")
            let sentence =
                "version 2.0.0 in its file was refused: it needs Vigilo >=9.0, and this is Vigilo 1.0.0 "
                + "[version.incompatible]; 1.0.0 goes on serving"
            #expect(listed.output.contains(sentence), "\(listed.output)")
            let info = try await installation.info("good")
            #expect(info["state"] as? String == "active" && info["version"] as? String == "1.0.0")
            #expect((info["replacement"] as? [String: Any])?["version"] as? String == "2.0.0")
            let strict = try await installation.vigilo("plugin", "list", "--strict")
            #expect(strict.status == 1)
        }
    }

    @Test func `a folder with a frontend is a plugin, and so is one whose directory appears later`() async throws {
        let installation = try await Installation()
        let later = installation.folder.appending(path: "later/plugins")
        let source = try await installation.put(.good(name: "late"), installation.aside("late.so"))
        try await installation.withDaemon(arguments: ["--plugins-dir", later.path]) { _ in
            try await installation.withWatch { watch in
                try FileManager.default.createDirectory(
                    at: later.appending(path: "late/frontend"), withIntermediateDirectories: true)
                let copied = try await Programs.run("/bin/cp", [source, later.appending(path: "late/late.so").path])
                #expect(copied.status == 0)
                let loaded = try #require(await watch.next("loaded"))
                #expect(loaded.name == "late" && loaded.file.hasSuffix("/later/plugins/late/late.so"))
            }
        }
    }

    @Test func `a file that is renamed into place is loaded when it is whole`() async throws {
        let installation = try await Installation()
        let bytes = try await ZooPlugin.good().bytes()
        try await installation.withDaemon { _ in
            try await installation.withWatch { watch in
                // Half of it, in the middle of being written.
                let half = URL(filePath: installation.path(".good.so.part"))
                try bytes.prefix(bytes.count / 2).write(to: half)
                let file = try FileHandle(forWritingTo: half)
                try file.seekToEnd()
                try file.write(contentsOf: bytes.suffix(from: bytes.count / 2))
                try file.close()
                try FileManager.default.moveItem(atPath: half.path, toPath: installation.path("good.so"))
                let loaded = try #require(await watch.next("loaded"))
                #expect(loaded.name == "good")
            }
            let listed = try await installation.vigilo("plugin", "list", "--all", "--json")
            #expect((listed.object["items"] as? [Any])?.count == 1, "the half was never a plugin: \(listed.output)")
        }
    }
}

/// Processes that call the plugin over and over, until they are told to stop.
private actor Callers {
    private let installation: Installation
    private var isStopped = false

    init(_ installation: Installation) {
        self.installation = installation
    }

    func stop() { isStopped = true }

    /// Every call that was made by so many callers at once.
    nonisolated func call(count: Int) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: [Outcome].self) { group in
            for _ in 0..<count { group.addTask { try await self.callUntilStopped() } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func callUntilStopped() async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        while !isStopped {
            outcomes.append(try await installation.vigilo("plugin", "call", "good.twice", "number=1"))
        }
        return outcomes
    }
}
