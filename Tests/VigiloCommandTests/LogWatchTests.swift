// The audit logs that were seen before, compared with what a daemon shows now.

import Glibc
import Testing
import VigiloAudit
import VigiloJSON

@testable import vigilo

/// A log that a fake daemon shows.
private struct Log {
    var origin = "vigilo/inst/platform"
    var seed: UInt8 = 1
    var first: UInt8 = 0

    private func leaves(_ size: Int) -> [Hash] {
        (0..<size).map { MerkleTree.leafHash([UInt8($0), $0 == 0 ? first : 0]) }
    }

    func key() throws -> SignerKey {
        try SignerKey(name: origin, type: .ed25519, seed: [UInt8](repeating: seed, count: 32))
    }

    /// The answer to a question for the checkpoint.
    func body(_ size: Int, from old: Int? = nil, signedBy other: SignerKey? = nil) throws -> String {
        let leaves = leaves(size)
        let checkpoint = try Checkpoint(
            origin: origin, size: UInt64(size), root: MerkleTree.root(ofLeafHashes: leaves)
        ).signed(by: other ?? key())
        var members: [String: JSONValue] = [
            "checkpoint": .string(checkpoint.note.fullText), "origin": .string(origin), "size": .integer(Int64(size)),
            "vkey": .string(try key().verifier.text), "unanchored_rows": 0, "unanchored_seconds": 0,
        ]
        let proof = old.flatMap {
            MerkleTree.consistencyProof(
                from: UInt64($0), to: UInt64(size), node: MerkleTree.nodes(ofLeafHashes: leaves))
        }
        if let proof { members["consistency"] = .array(proof.map { .string($0.base64) }) }
        return JSONValue.object(members).canonicalText
    }
}

@Suite struct `the logs that were seen` {
    private static let me = #"{"items":[],"next_cursor":null}"#

    /// Lists workspaces of a daemon that shows a log.
    private func list(_ body: String?, _ home: String, more: [String: String] = [:]) async throws -> Outcome {
        var routes = ["GET /api/v1/workspaces": Self.me].merging(more) { $1 }
        routes["GET /api/v1/audit/checkpoint"] = body
        return try await run(routes, home, "workspace", "list", "--json")
    }

    private func run(_ routes: [String: String], _ home: String, _ words: String...) async throws -> Outcome {
        var outcome: Outcome?
        try await FakeDaemon.run(routes) { daemon in
            // One host for all of them, as if it were the same daemon.
            let link = "\(home)/s"
            unlink(link)
            symlink(String(daemon.host.dropFirst("unix://".count)), link)
            outcome = await vigilo(words, environment: ["HOME": home, "VIGILO_HOST": "unix://\(link)"])
        }
        return try #require(outcome)
    }

    @Test func `go on, and are kept with the newest checkpoint`() async throws {
        try await withFolder { home in
            let log = Log()
            #expect(try await list(log.body(3), home).status == 0)
            #expect(try await list(log.body(9, from: 3), home).status == 0)
            #expect(try await list(log.body(9, from: 9), home).status == 0)
            let kept = try FileText.read("\(home)/.vigilo/checkpoints/inst_platform")
            #expect(kept?.text.contains("\n9\n") == true && kept?.mode == 0o600)
        }
    }

    @Test func `that were rolled back, rewritten or signed by another key are errors`() async throws {
        try await withFolder { home in
            let log = Log()
            #expect(try await list(log.body(9), home).status == 0)
            let cases: [(String, String)] = [
                (try log.body(8, from: nil), "log_rolled_back"),
                (try Log(first: 1).body(12, from: 9), "log_rewritten"),
                (try Log(first: 1).body(9, from: 9), "log_rewritten"),
                (try log.body(12), "log_rewritten"),
                (try Log(seed: 2).body(12, from: 9), "log_key_changed"),
                (try Log(origin: "vigilo/other/platform").body(12), "log_replaced"),
                (try log.body(12, from: 9, signedBy: Log(seed: 2).key()), "log_signature_bad"),
            ]
            for (body, code) in cases {
                let outcome = try await list(body, home)
                #expect(outcome.status == 1 && outcome.output.isEmpty, "\(code)")
                #expect(json(outcome.errors)?["error"]?["code"]?.stringValue == code)
            }
            // Nothing of that was kept.
            #expect(try await list(log.body(10, from: 9), home).status == 0)
        }
    }

    @Test func `are left to the command where the daemon has no checkpoint, and not looked at where that is off`()
        async throws
    {
        try await withFolder { home in
            #expect(try await list(nil, home).status == 0)
            #expect(try await list(Log().body(9), home).status == 0)
            #expect(try await list(nil, home).status == 0)
            try await FakeDaemon.run(["GET /api/v1/workspaces": Self.me]) { daemon in
                let off = ["HOME": home, "VIGILO_CHECKPOINTS": "off"]
                #expect(await vigilo("workspace", "list", daemon: daemon, environment: off).status == 0)
                #expect(daemon.requests.count == 1)
                #expect(await vigilo("workspace", "list", daemon: daemon, environment: ["HOME": home]).status == 0)
                #expect(
                    Set(daemon.requests.dropFirst().dropLast().map(\.line))
                        == ["GET /api/v1/audit/checkpoint", "GET /ws/acme/api/v1/audit/checkpoint"])
            }
        }
    }

    @Test func `of a workspace are compared too, and a workspace made anew is another log`() async throws {
        try await withFolder { home in
            let place = "GET /ws/acme/api/v1/audit/checkpoint"
            let (one, two) = (Log(origin: "vigilo/inst/w1"), Log(origin: "vigilo/inst/w2"))
            #expect(try await list(Log().body(5), home, more: [place: one.body(7)]).status == 0)
            #expect(try await list(Log().body(5, from: 5), home, more: [place: two.body(2)]).status == 0)
            let shrunk = try await list(Log().body(5, from: 5), home, more: [place: two.body(1)])
            #expect(json(shrunk.errors)?["error"]?["code"] == "log_rolled_back")
            #expect(shrunk.errors.contains("workspace 'acme'"))
        }
    }

    @Test func `are taken as they are with accept`() async throws {
        try await withFolder { home in
            #expect(try await list(Log().body(9), home).status == 0)
            let shrunk = try Log().body(4)
            #expect(try await list(shrunk, home).status == 1)
            let routes = ["GET /api/v1/audit/checkpoint": shrunk]
            #expect(try await run(routes, home, "audit", "accept").status == 2)
            let acme = FakeDaemon.problem(404, "checkpoint_missing", "Nothing.")
            let both = routes.merging(["GET /ws/acme/api/v1/audit/checkpoint": acme]) { $1 }
            #expect(try await run(both, home, "audit", "accept", "--yes").status == 0)
            #expect(try await list(Log().body(4, from: 4), home).status == 0)
        }
    }

    @Test func `are never replaced by older ones, nor by what is no log's name`() throws {
        var template = Array("/tmp/vigilo-command-test.XXXXXX".utf8CString)
        let home = String(cString: try #require(mkdtemp(&template)))
        let memory = try #require(SeenCheckpoints(.bare(["HOME": home])))
        func seen(_ log: Log, _ size: UInt64) throws -> SeenCheckpoint {
            let root = size == 0 ? MerkleTree.emptyRoot : Hash(of: "\(size)".utf8)
            let signed = try Checkpoint(origin: log.origin, size: size, root: root).signed(by: log.key())
            return SeenCheckpoint(key: try log.key().verifier, signed: signed)
        }
        try memory.remember(seen(Log(), 9), at: "h", nil)
        try memory.remember(seen(Log(), 8), at: "h", nil)
        #expect(memory.seen("vigilo/inst/platform")?.size == 9)
        try memory.remember(seen(Log(), 8), at: "h", nil, replacing: true)
        #expect(memory.seen("vigilo/inst/platform")?.size == 8)
        try memory.remember(seen(Log(origin: "vigilo/../x"), 8), at: "h", nil)
        #expect(memory.seen("vigilo/../x") == nil && memory.origin(at: "h", nil) == "vigilo/inst/platform")
    }
}
