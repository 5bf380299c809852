// The audit log's signatures with a real daemon and a real command line: rolled back, accepted, witnessed.

import Foundation
import Testing

@Suite(.serialized) struct CheckpointTests {
    @Test func `a daemon on an old database file is an error to every command, until it is accepted`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            #expect(try await installation.vigilo("audit", "checkpoint", "--platform").status == 0)
        }
        let backup = installation.folder.appendingPathComponent("backup.db")
        let database = URL(fileURLWithPath: "\(installation.data)/vigilo.db")
        try FileManager.default.copyItem(at: database, to: backup)
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("other")
            #expect(try await installation.vigilo("audit", "checkpoint", "--platform").status == 0)
            // Seen by the command after it.
            #expect(try await installation.vigilo("workspace", "list").status == 0)
        }
        try FileManager.default.removeItem(at: database)
        try FileManager.default.moveItem(at: backup, to: database)
        let checkpoints = URL(fileURLWithPath: "\(installation.data)/audit-checkpoints.log")
        let signed = try Data(contentsOf: checkpoints)
        let (_, _, log) = try await installation.withDaemon { _ in
            let refused = try await installation.vigilo("workspace", "list")
            #expect(refused.status == 1 && refused.output.isEmpty)
            #expect(refused.errors.contains("was rolled back"))
            #expect(refused.errors.contains("vigilo audit accept"))
            #expect(refused.errors.split(separator: "\n").count <= 3)
            let created = try await installation.vigilo("workspace", "create", "--slug", "new", "--name", "New")
            #expect(created.status == 1)
            let off = ["VIGILO_CHECKPOINTS": "off"]
            let listed = try await installation.vigilo("workspace", "list", "-q", environment: off)
            #expect(listed.status == 0 && listed.output == "acme\n")
            let status = try await installation.vigilo("status", environment: off)
            #expect(status.output.contains("was rolled back"))
            let asked = try await installation.vigilo("audit", "accept")
            #expect(asked.status == 2)
            #expect(try await installation.vigilo("audit", "accept", "--yes").status == 0)
            #expect(try await installation.vigilo("workspace", "list", "-q").output == "acme\n")
            // What the daemon itself remembers is not for a client to forget.
            let checkpoint = try await installation.vigilo("audit", "checkpoint", "--platform")
            #expect(checkpoint.status == 6 && checkpoint.errors.contains("was rolled back"))
        }
        #expect(log.contains { $0.contains("rolled_back") })
        #expect(try Data(contentsOf: checkpoints) == signed)
        // The operator begins anew: the old file is kept elsewhere.
        try FileManager.default.removeItem(at: checkpoints)
        try await installation.withDaemon { _ in
            let signed = try await installation.vigilo("audit", "checkpoint", "--platform")
            #expect(signed.status == 0)
        }
    }

    @Test func `another installation at the same socket, and another key, are errors`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            for _ in 0..<2 {
                let status = try await installation.vigilo("status", "-q")
                #expect(status.status == 0)
            }
        }
        try Data(repeating: 1, count: 32).write(to: URL(fileURLWithPath: "\(installation.data)/audit.key"))
        for file in ["audit-checkpoints.log"] {
            try FileManager.default.removeItem(atPath: "\(installation.data)/\(file)")
        }
        try await installation.withDaemon { _ in
            let refused = try await installation.vigilo("status", "-q", "--json")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("log_key_changed"))
        }
    }

    @Test func `proofs that are written hold, and a torn file of checkpoints is no harm`() async throws {
        let installation = try await Installation()
        let file = installation.folder.appendingPathComponent("row.tlog-proof").path
        try await installation.withDaemon { _ in
            let proved = try await installation.vigilo("audit", "prove", "1", "--platform", "--output", file)
            #expect(proved.status == 0 && proved.errors.contains("row 1 is in the log"))
            #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("c2sp.org/tlog-proof@v1\nextra "))
            let missing = try await installation.vigilo("audit", "prove", "999", "--platform")
            #expect(missing.status == 5)
        }
        let checkpoints = URL(fileURLWithPath: "\(installation.data)/audit-checkpoints.log")
        let handle = try FileHandle(forWritingTo: checkpoints)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("vigilo/torn/platfo".utf8))
        try handle.close()
        let (_, _, log) = try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            #expect(try await installation.vigilo("audit", "checkpoint", "--platform").status == 0)
        }
        #expect(log.contains { $0.contains("A crash left a part of a checkpoint") })
        #expect(try !String(contentsOf: checkpoints, encoding: .utf8).contains("torn"))
    }

    @Test func `two daemons witness each other, and one that was rolled back is refused by the other`() async throws {
        let (north, south) = (try await Installation(), try await Installation())
        let northKeys = try await north.keys()
        let southKeys = try await south.keys()
        try north.configure(witness: "south", southKeys, at: south.socket)
        try south.configure(witness: "north", northKeys, at: north.socket)
        let database = URL(fileURLWithPath: "\(north.data)/vigilo.db")
        let backup = north.folder.appendingPathComponent("backup.db")
        try FileManager.default.copyItem(at: database, to: backup)
        try await south.withDaemon(arguments: ["--config", south.configuration]) { _ in
            try await north.withDaemon(arguments: ["--config", north.configuration]) { _ in
                try await north.makeWorkspace("acme")
                #expect(try await north.vigilo("audit", "checkpoint", "--platform").status == 0)
                try await north.waitForStatus { $0.contains(#""signed_logs":1"#) }
                try await south.waitForStatus { $0.contains(#""is_met":true"#) }
            }
            try FileManager.default.removeItem(at: database)
            try FileManager.default.moveItem(at: backup, to: database)
            try FileManager.default.removeItem(atPath: "\(north.data)/audit-checkpoints.log")
            try await north.withDaemon(arguments: ["--config", north.configuration]) { daemon in
                #expect(await daemon.log.line(containing: "Witness has not signed"))
                let status = try await north.vigilo("status", environment: ["VIGILO_CHECKPOINTS": "off"])
                #expect(status.output.contains("the log was rolled back"))
            }
        }
    }
}

extension Installation {
    fileprivate var configuration: String { folder.appendingPathComponent("vigilod.toml").path }

    /// The keys of the installation's own log, and as a witness.
    fileprivate func keys() async throws -> (log: String, witness: String) {
        try await withDaemon { _ in
            let key = try await self.vigilo("audit", "key", "--platform", "--json")
            let log = try #require(key.object["vkey"] as? String)
            return (log, try #require(key.object["witness"] as? String))
        }.result
    }

    fileprivate func configure(
        witness name: String, _ keys: (log: String, witness: String), at socket: String
    ) throws {
        let path = socket.replacingOccurrences(of: "/", with: "%2F")
        try """
        [audit]
        quorum = 1

        [[audit.witnesses]]
        name = "\(name)"
        vkey = "\(keys.witness)"
        url = "http+unix://\(path)/witness"

        [witness]
        logs = ["\(keys.log)"]
        """.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// Asks for the status until it is as it should be.
    fileprivate func waitForStatus(_ isRight: (String) -> Bool) async throws {
        for _ in 0..<600 {
            if isRight(try await vigilo("status", "--json").output) { return }
        }
        Issue.record("the status never became what it should be")
    }
}
