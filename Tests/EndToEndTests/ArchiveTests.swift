// Archives of the audit log with a real daemon: a full disk, and the end of the daemon in the middle.

import Foundation
import Glibc
import Testing
import VigiloAudit

@Suite(.timeLimit(.minutes(5)))
struct AuditArchiveTests {
    private static func verdict(_ file: String, _ installation: Installation) throws -> (rows: UInt64, breaks: Int) {
        var check = ExportCheck(keys: [])
        try check.read(Array(try Data(contentsOf: URL(filePath: "\(installation.data)/\(file)"))))
        let report = try check.report()
        return (report.lastSeq, report.breaks.count)
    }

    private static func seqs(_ installation: Installation) async throws -> [Int] {
        let listed = try await installation.vigilo("audit", "list", "--all", "-q", "-w", "acme", "--oldest-first")
        return listed.output.split(separator: "\n").compactMap { Int($0) }
    }

    @Test func `rows move to a file, lists say so, and a daemon that is killed then goes on from there`() async throws {
        let installation = try await Installation()
        let file = try await installation.withDaemon { daemon in
            try await installation.makeWorkspace("acme")
            for number in 1...5 {
                _ = try await installation.vigilo("task", "create", "--title", "T\(number)", "-w", "acme", "-q")
            }
            let refused = try await installation.vigilo("audit", "archive", "--before", "0s", "-w", "acme")
            #expect(refused.status == 2 && refused.errors.contains("--yes"))
            let made = try await installation.vigilo(
                "audit", "archive", "--before", "0s", "-w", "acme", "--yes", "--json")
            #expect(made.status == 0, "\(made.errors)")
            let file = try #require(made.object(at: "archive")["file"] as? String)
            daemon.send(SIGKILL)
            await daemon.ended()
            return file
        }.result
        let verdict = try Self.verdict(file, installation)
        #expect(verdict.rows == 6 && verdict.breaks == 0)
        try await installation.withDaemon { _ in
            #expect(try await Self.seqs(installation) == [7])
            let listed = try await installation.vigilo("audit", "list", "-w", "acme")
            #expect(listed.errors == "Rows up to 6 are archived, the last of them in \(file).\n")
            let shown = try await installation.vigilo("audit", "show", "3", "-w", "acme")
            #expect(shown.status == 5 && shown.errors.contains(file), "\(shown.errors)")
            _ = try await installation.vigilo("task", "create", "--title", "More", "-w", "acme", "-q")
            #expect(try await Self.seqs(installation) == [7, 8])
        }
    }

    @Test(.enabled(if: SmallDisk.isAvailable))
    func `on a full disk an archive is refused, and nothing is left of it`() async throws {
        let installation = try await Installation()
        let folder = "\(installation.data)/audit-archives"
        #expect(mkdir(folder, 0o700) == 0)
        #expect(mount("tmpfs", folder, "tmpfs", 0, "size=8k") == 0)
        defer { SmallDisk.detach(folder) }
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            for number in 1...30 {
                _ = try await installation.vigilo("task", "create", "--title", "T\(number)", "-w", "acme", "-q")
            }
            let refused = try await installation.vigilo("audit", "archive", "--before", "0s", "-w", "acme", "--yes")
            #expect(refused.status != 0 && refused.errors.contains("No space left"), "\(refused.errors)")
            #expect(refused.errors.contains("Nothing was archived"))
            let left = FileManager.default.subpaths(atPath: folder)?.filter { $0.contains(".jsonl") }
            #expect(left == [])
            #expect(try await Self.seqs(installation) == Array(1...31))
            #expect(mount("tmpfs", folder, "tmpfs", UInt(MS_REMOUNT), "size=1m") == 0)
            let made = try await installation.vigilo("audit", "archive", "--before", "0s", "-w", "acme", "--yes", "-q")
            #expect(made.status == 0, "\(made.errors)")
            #expect(try await Self.seqs(installation) == [32])
        }
    }
}
