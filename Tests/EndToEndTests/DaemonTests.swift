// The daemon's life: starting, refusing to start, being told to stop, being killed, running out of disk.

import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DaemonTests {
    @Test(arguments: [SIGTERM, SIGINT]) func `a signal stops it cleanly and the socket is gone`(_ signal: Int32)
        async throws
    {
        let installation = try await Installation()
        let run = try await installation.withDaemon { daemon in
            daemon.send(signal)
            await daemon.ended()
        }
        #expect(run.status == 0, "\(run.log)")
        #expect(!FileManager.default.fileExists(atPath: installation.socket))
    }

    @Test func `the socket is for owner and group only`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            let attributes = try FileManager.default.attributesOfItem(atPath: installation.socket)
            #expect(attributes[.posixPermissions] as? Int == 0o660)
        }
    }

    @Test func `off a terminal every line of the log is JSON`() async throws {
        let installation = try await Installation(examples: true)
        try Data("hello".utf8).write(to: installation.plugins.appendingPathComponent("broken.so"))
        let run = try await installation.withDaemon { _ in }
        #expect(run.log.count > 3)
        for line in run.log where !line.isEmpty {
            let parsed = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(parsed?["message"] is String && parsed?["level"] is String && parsed?["time"] is String, "\(line)")
        }
        #expect(
            run.log.contains { $0.contains("Plugin refused") && $0.contains("elf.not_elf") && $0.contains("broken.so") }
        )
    }

    @Test func `a second daemon on the same data is refused, and the first keeps answering`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { daemon in
            let second = try await Programs.run("vigilod", installation.runArguments)
            #expect(second.status == 4, "\(second.errors)")
            #expect(second.errors.contains("\(daemon.pid)"), "the message names the other process: \(second.errors)")
            let status = try await installation.vigilo("status")
            #expect(status.status == 0, "\(status.errors)")
        }
    }

    @Test func `a daemon on other data is refused the socket of a live one`() async throws {
        let first = try await Installation()
        let other = try await Installation()
        try await first.withDaemon { _ in
            let second = try await Programs.run(
                "vigilod",
                ["run", "--data-dir", other.data, "--socket", first.socket, "--plugins-dir", other.plugins.path])
            #expect(second.status == 4, "\(second.errors)")
            #expect(second.errors.contains(first.socket))
            let status = try await first.vigilo("status")
            #expect(status.status == 0, "\(status.errors)")
        }
    }

    @Test func `what a killed daemon had promised is there after the next start, its socket replaced`() async throws {
        let installation = try await Installation()
        let killed = try await installation.withDaemon { daemon in
            try await installation.makeWorkspace("acme")
            let made = try await installation.vigilo("task", "create", "--title", "Survive", "--workspace", "acme")
            #expect(made.status == 0, "\(made.errors)")
            daemon.send(SIGKILL)
            await daemon.ended()
        }
        #expect(killed.status == 128 + SIGKILL)
        #expect(FileManager.default.fileExists(atPath: installation.socket), "the stale socket is what this is about")
        try await installation.withDaemon { _ in
            let shown = try await installation.vigilo("task", "show", "TASK-0001", "--workspace", "acme", "--json")
            #expect(shown.object["title"] as? String == "Survive", "\(shown.errors)")
        }
    }

    @Test func `a file at the socket's path that is no socket is refused and kept`() async throws {
        let installation = try await Installation()
        try Data("precious".utf8).write(to: URL(fileURLWithPath: installation.socket))
        let run = try await Programs.run("vigilod", installation.runArguments)
        #expect(run.status == 5, "\(run.errors)")
        #expect(try String(contentsOfFile: installation.socket, encoding: .utf8) == "precious")
    }

    @Test func `a data directory that was never made says how to make it`() async throws {
        let installation = try await Installation()
        let run = try await Programs.run(
            "vigilod", ["run", "--data-dir", installation.data + "-other", "--socket", installation.socket])
        #expect(run.status == 3)
        #expect(run.errors.contains("vigilod init"), "\(run.errors)")
    }

    @Test func `a damaged database is the data directory's trouble, and the daemon says so`() async throws {
        let installation = try await Installation()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: installation.data + "/vigilo.db"))
        // The page of the installation's own table alone: the database is opened without complaint, and then read.
        let page: UInt64 = 4096
        try file.seek(toOffset: 3 * page)
        try file.write(contentsOf: Data(repeating: 0xA5, count: Int(page)))
        try file.close()
        let run = try await Programs.run("vigilod", installation.runArguments)
        #expect(run.status == 3, "\(run.errors)")
        #expect(run.errors.contains("vigilo.db") && run.errors.contains("damaged"), "\(run.errors)")
    }

    @Test func `a second init is refused and the first token still works`() async throws {
        let installation = try await Installation()
        let again = try await Programs.run(
            "vigilod", ["init", "--data-dir", installation.data, "--admin-email", "eve@example.com"])
        #expect(again.status == 6, "\(again.errors)")
        try await installation.withDaemon { _ in
            let status = try await installation.vigilo("status")
            #expect(status.status == 0, "\(status.errors)")
        }
    }

    @Test func `readiness is told to the service manager once the socket answers`() async throws {
        let installation = try await Installation()
        let socket = installation.folder.appendingPathComponent("notify").path
        let receiver = try NotifySocket(path: socket)
        defer { receiver.close() }
        try await installation.withDaemon(environment: ["NOTIFY_SOCKET": socket]) { _ in }
        let messages = receiver.messages()
        #expect(messages.contains { $0.contains("READY=1") }, "\(messages)")
        #expect(messages.contains { $0.contains("STOPPING=1") }, "\(messages)")
    }

    @Test func `more connections than it has descriptors for wait, and it keeps enough of them to work with`()
        async throws
    {
        let installation = try await Installation()
        // Two thirds of them for connections; at rest it has about two dozen in use.
        let limit = 120
        let launcher = ["/bin/sh", "-c", "ulimit -n \(limit); exec \"$0\" \"$@\""]
        let run = try await installation.withDaemon(launcher: launcher) { daemon in
            let connections = try OpenConnections(150, to: installation.socket)
            for index in 0..<70 {
                #expect(connections.ask(index).hasPrefix("HTTP/1.1 401"))
            }
            let used = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.pid)/fd").count
            #expect((70..<limit).contains(used), "\(used) of \(limit) descriptors are in use")
            withExtendedLifetime(connections) {}
        }
        #expect(run.status == 0, "\(run.log)")
    }

    @Test func `where files may not grow, a write is refused with its reason, nothing is lost and reading goes on`()
        async throws
    {
        let installation = try await Installation()
        // A limit on the size of files makes writes fail without a mount; the disk's own end is the next test.
        try await installation.withDaemon(launcher: ["/bin/sh", "-c", "ulimit -f 400; exec \"$0\" \"$@\""]) { _ in
            try await installation.fillUp(until: ["storage_failed"])
        }
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "mounting needs root"))
    func `on a full disk a write is refused with its reason, nothing is lost and reading goes on`() async throws {
        let disk = try await SmallDisk(kilobytes: 1_500)
        let installation = try await Installation(in: disk.folder)
        try await installation.withDaemon { _ in
            try await installation.fillUp(until: ["storage_full", "storage_failed"])
        }
        try await disk.unmount()
    }

    @Test func `two writers at once never get the same key`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let keys = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 1...24 {
                    group.addTask {
                        let made = try await installation.vigilo(
                            "task", "create", "--title", "T\(number)", "--workspace", "acme", "--json")
                        return made.object["key"] as? String ?? "failed: \(made.errors)"
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(keys) == Set((1...24).map { "TASK-00" + ($0 < 10 ? "0" : "") + "\($0)" }), "\(keys)")
        }
    }
}

extension Installation {
    /// Makes tasks until the daemon cannot write any more; then all that it said it made must be there.
    fileprivate func fillUp(until codes: Set<String>) async throws {
        try await makeWorkspace("acme")
        var made = 0
        var refused: Outcome?
        let title = String(repeating: "x", count: 190)
        while made < 3_000, refused == nil {
            let one = try await vigilo("task", "create", "--title", title, "--workspace", "acme", "--json")
            if one.status == 0 { made += 1 } else { refused = one }
        }
        let outcome = try #require(refused, "nothing was refused in \(made) tasks")
        #expect(made > 0)
        #expect(outcome.status == 1, "\(outcome.errors)")
        #expect(codes.contains { outcome.errors.contains($0) }, "\(outcome.errors)")
        let listed = try await vigilo("task", "list", "--all", "--workspace", "acme", "--json")
        #expect((listed.object["items"] as? [Any])?.count == made, "\(listed.errors)")
    }
}
