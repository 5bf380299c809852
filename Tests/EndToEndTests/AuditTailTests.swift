// The audit log followed and exported by the built programs: over a daemon that is killed, and with little memory.

import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing
import VigiloAudit

@Suite(.timeLimit(.minutes(5))) struct AuditTailTests {
    @Test func `over a daemon that is killed again and again no row comes twice and none is missing`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in try await installation.makeWorkspace("acme") }
        let seen = try await following(installation, ["audit", "tail", "--json", "-w", "acme", "--lines", "100"]) {
            tail in
            for round in 1...4 {
                try await installation.withDaemon { daemon in
                    // Before, while and after it comes back.
                    for number in 1...5 {
                        let made = try await installation.vigilo(
                            "task", "create", "--title", "\(round).\(number)", "-w", "acme", "-q")
                        #expect(made.status == 0, "\(made.errors)")
                        if round % 2 == 1 { _ = await tail.reached((round - 1) * 5 + number + 1) }
                    }
                    daemon.send(SIGKILL)
                    await daemon.ended()
                }
            }
            try await installation.withDaemon { _ in _ = await tail.reached(21) }
        }
        #expect(seen.rows == Array(1...21))
        #expect(seen.errors.contains("Connection lost") && seen.errors.contains("Connected again."), "\(seen.errors)")
        #expect(seen.status == 128 + SIGINT)
    }

    @Test func `a pipe that is closed ends it quietly, and so does a daemon's stop its stream`() async throws {
        let installation = try await Installation()
        let run = try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let closed = try await Programs.run(
                "/bin/bash",
                [
                    "-c",
                    "'\(Programs.path("vigilo"))' audit tail -w acme --json | head -n 1 >/dev/null & "
                        + "sleep 0.3; '\(Programs.path("vigilo"))' task create --title x -w acme -q; wait; echo ended",
                ], environment: installation.surroundings)
            #expect(closed.output.hasSuffix("ended\n") && closed.errors.isEmpty, "\(closed.errors)")
        }
        #expect(run.status == 0)
    }

    @Test func `an export of many rows that is read slowly takes little memory, and verifies`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { daemon in
            try await installation.makeWorkspace("acme")
            let rows = "email,role\n" + (0..<30_000).map { "user\($0)@example.com,engineer\n" }.joined()
            let invited = try await installation.vigilo(
                "member", "bulk-invite", "--csv", "-", "-w", "acme", "-q", input: rows)
            #expect(invited.status == 0, "\(invited.errors)")
            let before = resident(daemon.pid)
            let connection = try OpenConnections(1, to: installation.socket)
            let request = """
                GET /ws/acme/api/v1/audit/export HTTP/1.1\r\nHost: x\r\nConnection: close\r
                Authorization: Bearer \(installation.token)\r\n\r\n
                """
            // Nothing of the answer is taken before the daemon has had the time to read all of it into its memory.
            connection.send(0, request)
            var most = before
            for _ in 0..<10 {
                try await Task.sleep(for: .milliseconds(100))
                most = max(most, resident(daemon.pid))
            }
            let answer = connection.receive(0)
            #expect(answer.utf8.count > 15_000_000)
            #expect(most - before < 12 << 20, "\((most - before) >> 20) MiB more")
            let file = installation.folder.appendingPathComponent("acme.jsonl").path
            let exported = try await installation.vigilo("audit", "export", "-w", "acme", "-o", file)
            #expect(exported.status == 0 && exported.errors.contains("sha256 "), "\(exported.errors)")
            var check = ExportCheck(keys: [])
            try check.read(Array(try Data(contentsOf: URL(fileURLWithPath: file))))
            let report = try check.report()
            #expect(report.rows > 30_000 && report.breakCount == 0, "\(report)")
            let again = try await installation.vigilo("audit", "export", "-w", "acme", "-o", file)
            #expect(again.status == 6 && again.errors.contains("is there already"), "\(again.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: installation.folder.path)
            #expect(!left.contains { $0.hasPrefix(".vigilo.") }, "\(left)")
        }
    }
}

/// The daemon's resident memory in bytes.
private func resident(_ pid: Int32) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
}

/// What a `vigilo audit tail` has shown.
private actor Tail {
    private(set) var rows: [Int] = []
    private(set) var errors = ""
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func show(_ line: String) {
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        guard let seq = object?["seq"] as? Int else { return }
        rows.append(seq)
        for one in waiting where one.count <= rows.count { one.continuation.resume() }
        waiting.removeAll { $0.count <= rows.count }
    }

    func tell(_ line: String) { errors += line }

    /// Returns when so many rows have come.
    func reached(_ count: Int) async {
        if rows.count < count { await withCheckedContinuation { waiting.append((count, $0)) } }
    }
}

/// Runs a `vigilo` that goes on while `body` runs, then sends it SIGINT.
private func following(
    _ installation: Installation, _ arguments: [String], _ body: @escaping @Sendable (Tail) async throws -> Void
) async throws -> (rows: [Int], errors: String, status: Int32) {
    let tail = Tail()
    let finished = try await Subprocess.run(
        .path(FilePath("/bin/bash")),
        // Until there is a daemon for the first time, the command is given again.
        arguments: Arguments(
            ["-c", "until [ -S \"$SOCKET\" ]; do sleep 0.05; done; exec \"$@\"", "bash", Programs.path("vigilo")]
                + arguments),
        environment: .custom(
            Programs.surroundings(installation.surroundings.merging(["SOCKET": installation.socket]) { _, new in new })),
        input: .none, output: .sequence, error: .sequence
    ) { execution in
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for try await line in execution.standardOutput.strings() { await tail.show(line) } }
            group.addTask { for try await line in execution.standardError.strings() { await tail.tell(line) } }
            try await body(tail)
            try execution.send(signal: .interrupt)
            try await group.waitForAll()
        }
    }
    return (await tail.rows, await tail.errors, finished.terminationStatus.code)
}
