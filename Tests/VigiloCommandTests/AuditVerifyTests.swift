// vigilo audit verify: of a daemon, of files, of proofs.

import Foundation
import Testing
import VigiloAudit
import VigiloJSON

@testable import vigilo

private let sound = """
    {"progress":{"origin":"vigilo/i/w","chain":1,"chains":1,"rows":4096,"total_rows":9000}}
    {"chain":{"origin":"vigilo/i/w","workspace":"acme","verdict":"unanchored_tail","rows":9000,"seconds":0.5,"rows_per_second":18000,\
    "break_count":0,"breaks":[],"proven":{"first":1,"last":8990},"unanchored_rows":10,"archived_rows":0,"last_seq":9000,\
    "last_hash":"ab","has_key":true}}
    {"summary":{"chains":1,"rows":9000,"break_count":0,"seconds":0.5}}

    """

private let broken = """
    {"chain":{"origin":"vigilo/i/w","workspace":"acme","verdict":"edited","rows":9,"seconds":0.5,"rows_per_second":18,"break_count":2,\
    "breaks":[{"kind":"hash_mismatch","seq":7},{"kind":"bad_checkpoint"}],"first_bad_row":7,"unanchored_rows":9,"archived_rows":4,\
    "last_seq":13,"last_hash":"ab","has_key":false}}
    {"summary":{"chains":1,"rows":9,"break_count":2,"seconds":0.5}}

    """

@Suite struct `the check of the audit log` {
    private static let path = "POST /ws/acme/api/v1/audit/verify"
    private static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../VigiloAuditTests/Vectors").standardizedFileURL

    private static func vkey() throws -> String {
        try String(contentsOf: vectors.appending(path: "example.vkey"), encoding: .utf8).trimmingCharacters(
            in: .newlines)
    }

    @Test func `without a break exits 0 and says plainly what nothing vouches for yet`() async throws {
        try await FakeDaemon.run([Self.path: sound]) { daemon in
            let outcome = await vigilo("audit", "verify", daemon: daemon)
            #expect(outcome.status == 0)
            #expect(
                outcome.output == """
                    Log:        workspace 'acme'
                    Verdict:    No break. All that was signed is intact; the last rows are not signed yet.
                    Rows:       9000 checked, 18000 a second
                    Proven:     rows 1 to 8990
                    Not proven: rows 8991 to 9000 are vouched for by nothing yet: whoever writes the database could have changed them

                    """)
            #expect(daemon.lastBody == [:])
            let json = await vigilo("audit", "verify", "--json", daemon: daemon)
            #expect(json.output.split(separator: "\n").count == 2 && json.status == 0)
            #expect(await vigilo("audit", "verify", "-q", daemon: daemon).output == "unanchored_tail\n")
            let terminal = await vigilo("audit", "verify", daemon: daemon, columns: 120)
            #expect(terminal.errors.contains("Checking log  [##########--------------]  45 % of 9000 rows"))
        }
    }

    @Test func `with a break exits 1 and names every one of them`() async throws {
        try await FakeDaemon.run([Self.path: broken]) { daemon in
            let outcome = await vigilo("audit", "verify", daemon: daemon)
            #expect(outcome.status == 1)
            for part in [
                "EDITED", "hash_mismatch at row 7", "bad_checkpoint: ", "First bad row: 7", "nothing",
                "rows 5 to 13 are vouched", "4 before them are archived",
            ] { #expect(outcome.output.contains(part), "\(part) in \(outcome.output)") }
            #expect(await vigilo("audit", "verify", "--json", daemon: daemon).status == 1)
        }
    }

    @Test func `whose answer is cut off is no verdict`() async throws {
        let cut = String(broken.split(separator: "\n")[0]) + "\n"
        try await FakeDaemon.run([Self.path: cut]) { daemon in
            let outcome = await vigilo("audit", "verify", daemon: daemon)
            #expect(outcome.status == 7)
            #expect(outcome.errors.contains("before the end of the check"))
        }
    }

    @Test func `of all logs sends the checkpoints of all files`() async throws {
        try await withFolder { folder in
            let file = "\(folder)/checkpoints"
            let note = "vigilo/i/w\n1\nAAAA\n\n\u{2014} vigilo/i/w AAAA\n"
            try (note + "\n" + note).write(toFile: file, atomically: true, encoding: .utf8)
            try await FakeDaemon.run(["POST /api/v1/audit/verify": sound]) { daemon in
                _ = await vigilo("audit", "verify", "--all", "--against", file, daemon: daemon)
                #expect(daemon.lastBody == ["all": true, "checkpoints": [.string(note), .string(note)]])
            }
            try "".write(toFile: file, atomically: true, encoding: .utf8)
            #expect(await vigilo("audit", "verify", "--against", file).errors.contains("no checkpoint in"))
            #expect(await vigilo("audit", "verify", "--against", "\(folder)/none").status == 2)
        }
    }

    @Test func `of an export needs no daemon`() async throws {
        let export = Self.vectors.appending(path: "example.jsonl")
        let known = await vigilo("audit", "verify", "--file", export.path, "--vkey", try Self.vkey())
        #expect(known.status == 0 && known.output.contains("Intact: every row"))
        let keyless = await vigilo("audit", "verify", "--file", export.path)
        #expect(keyless.status == 0 && keyless.output.contains("there is no key to check signatures with"))
        try await withFolder { folder in
            let text = try String(contentsOf: export, encoding: .utf8)
            let file = "\(folder)/e.jsonl"
            try text.replacing("CHG-00001", with: "CHG-00002").write(toFile: file, atomically: true, encoding: .utf8)
            let changed = await vigilo("audit", "verify", "--file", file, "--json")
            #expect(changed.status == 1 && changed.output.contains(#""kind":"hash_mismatch","seq":1"#))
            try String(text.dropLast(9)).write(toFile: file, atomically: true, encoding: .utf8)
            let cut = await vigilo("audit", "verify", "--file", file)
            #expect(cut.status == 6 && cut.errors.contains("Line 5: it is cut off"))
            #expect(await vigilo("audit", "verify", "--file", "\(folder)/none").status == 2)
        }
    }

    @Test func `of a database without vigilod says what to do`() async throws {
        try await withFolder { folder in
            let file = "\(folder)/copy.db"
            try Data("SQLite format 3\0...".utf8).write(to: URL(filePath: file))
            let outcome = await vigilo("audit", "verify", "--file", file, environment: ["PATH": folder])
            #expect(outcome.status == 2 && outcome.errors.contains("vigilod, is not here"))
            #expect(outcome.errors.contains("scripts/verify-audit"))
        }
    }

    @Test func `of a proof holds with its key and not with another`() async throws {
        let proof = Self.vectors.appending(path: "example.tlog-proof").path
        let holds = await vigilo("audit", "verify", "--proof", proof, "--vkey", try Self.vkey())
        #expect(
            holds.status == 0 && holds.output.contains("The proof holds.") && holds.output.contains("audit.archive"))
        let name = try VerifierKey(parsing: Self.vkey()).name
        let other = try SignerKey(generating: .ed25519, name: name).verifier.text
        let fails = await vigilo("audit", "verify", "--proof", proof, "--vkey", other)
        #expect(fails.status == 1 && fails.output.contains("DOES NOT HOLD"))
        #expect(await vigilo("audit", "verify", "--proof", "\(#filePath)", "--vkey", other).status == 6)
        for wrong in [
            ["--proof", proof], ["--vkey", other], ["--all", "--platform"], ["--file", "x", "--vkey", "y"],
        ] {
            #expect(await vigilo(["audit", "verify"] + wrong).status == 2, "\(wrong)")
        }
    }
}
