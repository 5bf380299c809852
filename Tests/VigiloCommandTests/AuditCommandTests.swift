// The audit log on the command line: what is asked for, what is shown.

import Testing
import VigiloJSON

@testable import vigilo

private func row(
    _ seq: Int, _ action: String, old: String? = nil, new: String? = nil, metadata: String = "{}",
    undo: String? = nil
) -> String {
    let sides = (old.map { #""old_value":\#($0),"# } ?? "") + (new.map { #""new_value":\#($0),"# } ?? "")
    return """
        {"seq":\(seq),"id":"r","workspace":"w","action":"\(action)","target_type":"task","target_id":"t-1",
         "actor":"u","actor_email":"ann@acme.com",\(sides)"metadata":\(metadata),\(undo.map { "\"undo\":\($0)," } ?? "")
         "created_at":"2026-08-01T10:00:00.000000Z","prev_hash":"p","hash":"h"}
        """
}

private let moved = row(
    4, "task.start", old: #"{"status":"todo"}"#, new: #"{"status":"in_progress"}"#, metadata: #"{"key":"TASK-0001"}"#,
    undo: #"{"is_possible":true}"#)

@Suite struct `the audit log` {
    @Test func `is listed with who did what to what, and what is different since`() async throws {
        let opened = row(3, "task.create", new: #"{"key":"TASK-0001","title":"Keys"}"#)
        try await FakeDaemon.run(["GET /ws/acme/api/v1/audit": #"{"items":[\#(moved),\#(opened)],"next_cursor":null}"#])
        {
            daemon in
            #expect(
                await vigilo(
                    "audit", "list", "--filter", "action=task.*", "-f", "actor=ann@acme.com", "--since", "24h",
                    "--oldest-first", daemon: daemon
                ).output == """
                    SEQ  WHEN                     WHO           ACTION       TARGET          WHAT
                      4  2026-08-01 10:00:00 UTC  ann@acme.com  task.start   task TASK-0001  status: todo -> in_progress
                      3  2026-08-01 10:00:00 UTC  ann@acme.com  task.create  task TASK-0001  -

                    """)
            let line = try #require(daemon.requests.last?.line)
            for part in ["action=task.%2A", "actor=ann%40acme.com", "since=24h", "order=oldest"] {
                #expect(line.contains(part), "\(part) in \(line)")
            }
            #expect(await vigilo("audit", "list", "-q", daemon: daemon).output == "4\n3\n")
        }
    }

    @Test func `of the installation needs no workspace`() async throws {
        try await FakeDaemon.run(["GET /api/v1/audit": #"{"items":[],"next_cursor":null}"#]) { daemon in
            let outcome = await vigilo(
                "audit", "list", "--platform", daemon: daemon, environment: ["VIGILO_WORKSPACE": ""])
            #expect(outcome.status == 0 && outcome.errors == "No rows.\n")
        }
    }

    @Test func `takes conditions that it knows, and each as often as it is given`() async throws {
        for filter in ["action", "action=", "verb=x"] {
            #expect(await vigilo("audit", "list", "--filter", filter).status == 2)
        }
        try await FakeDaemon.run(["GET /ws/acme/api/v1/audit": #"{"items":[],"next_cursor":null}"#]) { daemon in
            let twice = await vigilo("audit", "list", "-f", "action=a*", "-f", "action=*b", daemon: daemon)
            #expect(twice.status == 0)
            #expect(daemon.requests.map(\.line) == ["GET /ws/acme/api/v1/audit?limit=50&action=a%2A&action=%2Ab"])
        }
        #expect(await vigilo("audit", "show", "first").status == 2)
    }

    @Test func `shows a row with both sides, member by member`() async throws {
        try await FakeDaemon.run(["GET /ws/acme/api/v1/audit/4": moved]) { daemon in
            #expect(
                await vigilo("audit", "show", "4", daemon: daemon).output == """
                    Row:       4
                    Action:    task.start
                    Target:    task TASK-0001
                    Target id: t-1
                    Who:       ann@acme.com
                    When:      2026-08-01 10:00:00 UTC
                    key:       TASK-0001
                    Undo:      vigilo audit undo 4, if nothing has changed since
                    Hash:      h

                            BEFORE  AFTER
                    status  todo    in_progress

                    """)
        }
    }

    @Test func `undoes a row only if that is meant, and says what became of it`() async throws {
        let undoing = row(
            5, "audit.undo", old: #"{"status":"in_progress"}"#, new: #"{"status":"todo"}"#,
            metadata: #"{"key":"TASK-0001","undone_seq":4,"undone_action":"task.start"}"#)
        let path = "POST /ws/acme/api/v1/audit/4/undo"
        try await FakeDaemon.run([path: #"{"undone":[\#(moved)],"rows":[\#(undoing)]}"#]) { daemon in
            let unasked = await vigilo("audit", "undo", "4", daemon: daemon)
            #expect(unasked.status == 2 && unasked.errors.contains("--yes") && daemon.requests.isEmpty)
            #expect(
                await vigilo("audit", "undo", "4", "--yes", daemon: daemon).output
                    == "Undid row 4, task.start of task TASK-0001: status: in_progress -> todo (now row 5).\n")
            #expect(daemon.lastBody == [:])
            #expect(await vigilo("audit", "undo", "4", "-y", "-q", daemon: daemon).output == "5\n")
        }
        try await FakeDaemon.run([path: #"{"undone":[\#(moved)],"rows":[]}"#]) { daemon in
            let trial = await vigilo("audit", "undo", "4", "--dry-run", daemon: daemon)
            #expect(
                trial.output == """
                    Row 4 can be undone: task.start of task TASK-0001 (status: todo -> in_progress), by ann@acme.com at \
                    2026-08-01 10:00:00 UTC.

                    """)
            #expect(trial.errors == "Nothing was changed.\n" && daemon.lastBody == ["dry_run": true])
        }
    }

    @Test func `tells differences as far as people read`() {
        func summary(_ old: JSONValue?, _ new: JSONValue?) -> String? { Differences(from: old, to: new).summary }
        #expect(summary(["a": 1, "b": ["c": 2, "d": 3]], ["a": 1, "b": ["c": 4, "d": 3]]) == "b.c: 2 -> 4")
        #expect(summary(["a": .null], ["a": "x"]) == "a: none -> x")
        #expect(summary(["a": [1, 2]], ["a": [1]]) == "a: [1,2] -> [1]")
        #expect(summary(["a": ["b": 1]], ["a": 7]) == #"a: {"b":1} -> 7"#)
        #expect(summary(["a": 1], ["a": 1]) == nil && summary(nil, ["a": 1]) == nil)
        let many = JSONValue.object(Dictionary(uniqueKeysWithValues: (1...5).map { ("k\($0)", JSONValue.integer($0)) }))
        #expect(summary(many, [:]) == "k1: 1 -> none, k2: 2 -> none, k3: 3 -> none, and 2 more")
        let long = JSONValue.string(String(repeating: "x", count: 99))
        #expect(summary(["a": 1], ["a": long])?.count == 51)
    }
}
