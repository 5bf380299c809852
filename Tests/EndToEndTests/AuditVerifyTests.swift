// The audit log checked with the built programs: at work, and as a copy without a daemon.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AuditVerifyTests {
    @Test func `the log is checked while the daemon is at work, and a copy of the database without it`() async throws {
        let installation = try await Installation()
        let copy = installation.folder.appendingPathComponent("copy.db").path
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let all = try await installation.vigilo("audit", "verify", "--all", "--json")
            #expect(all.status == 0, "\(all.errors)")
            #expect(all.output.split(separator: "\n").count == 3)
        }
        try FileManager.default.copyItem(atPath: "\(installation.data)/vigilo.db", toPath: copy)
        let sound = try await installation.vigilo("audit", "verify", "--file", copy)
        #expect(sound.status == 0, "\(sound.errors)")
        #expect(sound.output.contains("workspace 'acme'") && sound.output.contains("the installation"))
        // One byte of one row, in the file itself.
        var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        let place = try #require(bytes.range(of: Data("installation.initialise".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: URL(fileURLWithPath: copy))
        let changed = try await installation.vigilo("audit", "verify", "--file", copy)
        #expect(changed.status == 1)
        #expect(changed.output.contains("hash_mismatch at row 1"), "\(changed.output)")
        let direct = try await Programs.run("vigilod", ["verify", "--database", copy])
        #expect(direct.status == 1 && direct.output.contains("first bad row: 1"), "\(direct.output)")
        let none = try await Programs.run("vigilod", ["verify", "--database", "\(installation.folder.path)/none.db"])
        #expect(none.status == 2 && none.errors.contains("none.db is not there"), "\(none.errors)")
    }
}
