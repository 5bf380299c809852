// Workspaces, work items, fields, dashboards: what is sent, what is shown.

import Testing
import VigiloJSON

private let workspace = """
    {"id":"0198","slug":"acme","name":"Acme","region":"eu","plan":"free","created_at":"2026-08-01T10:00:00.000000Z",
     "settings":{"contact":"ops@example.com","holidays":["2026-12-25","2026-12-26"]}}
    """

private func change(_ number: Int, _ title: String) -> String {
    """
    {"id":"\(number)","key":"CHG-0000\(number)","title":"\(title)","status":"review","change_type":"normal",
     "priority":"high","risk_level":"low","created_by":"a@example.com","created_at":"2026-08-01T10:00:00.000000Z",
     "updated_at":"2026-08-01T10:00:00.000000Z"}
    """
}

@Suite struct `a workspace` {
    @Test func `is shown with its settings`() async throws {
        try await FakeDaemon.run(["GET /api/v1/workspaces/acme": workspace]) { daemon in
            #expect(
                await vigilo("workspace", "show", daemon: daemon).output == """
                    Workspace: acme
                    Name:      Acme
                    Region:    eu
                    Plan:      free
                    Created:   2026-08-01 10:00:00 UTC
                    ID:        0198

                    SETTINGS
                    contact   ops@example.com
                    holidays  2026-12-25, 2026-12-26

                    """)
        }
    }

    @Test func `is changed by a merge patch`() async throws {
        try await FakeDaemon.run(["PATCH /api/v1/workspaces/acme": workspace]) { daemon in
            let outcome = await vigilo(
                "workspace", "set", "acme", #"holidays=["2026-12-25"]"#, "contact=ops team", "limit=3", "code:=\"3\"",
                "--unset", "old", "--name", "Acme", daemon: daemon)
            #expect(outcome.status == 0)
            #expect(
                daemon.lastBody == [
                    "name": "Acme",
                    "settings": [
                        "holidays": ["2026-12-25"], "contact": "ops team", "limit": 3, "code": "3", "old": nil,
                    ],
                ])
        }
    }

    @Test func `without a region goes to the daemon's first`() async throws {
        let status = """
            {"version":"1.0.0","abi":1,"installation_id":"x","started_at":"x","uptime_seconds":1,"pid":1,"data_dir":"/d",
             "plugins_dirs":[],"regions":["us","eu"],"is_safe_mode":false,"taints":[],
             "plugins":{"active":0,"disabled":0,"refused":0,"quarantined":0,"retired":0,"missing":0}}
            """
        let routes = ["GET /api/v1/status": status, "POST /api/v1/workspaces": workspace]
        try await FakeDaemon.run(routes) { daemon in
            let outcome = await vigilo("workspace", "create", "--slug", "acme", "--name", "Acme", daemon: daemon)
            #expect(outcome.output == "Created workspace acme in region eu.\n")
            #expect(daemon.lastBody == ["slug": "acme", "name": "Acme", "region": "us"])
        }
    }
}

@Suite struct `work items` {
    @Test func `are listed, wide letters and all, within the terminal`() async throws {
        let page = #"{"items":[\#(change(1, "升级数据库 🚀 second data centre")),\#(change(2, "x"))],"next_cursor":null}"#
        try await FakeDaemon.run(["GET /ws/acme/api/v1/changes": page]) { daemon in
            let outcome = await vigilo("change", "list", "--status", "in review", daemon: daemon, columns: 64)
            #expect(
                outcome.output == """
                    KEY        STATUS  TYPE    PRIORITY  RISK  TITLE
                    CHG-00001  review  normal  high      low   升级数据库 🚀 second…
                    CHG-00002  review  normal  high      low   x

                    """)
            #expect(daemon.requests.map(\.line) == ["GET /ws/acme/api/v1/changes?limit=50&status=in%20review"])
        }
    }

    @Test func `that are more than shown are mentioned beside the list`() async throws {
        let page = #"{"items":[\#(change(1, "x"))],"next_cursor":"abc"}"#
        try await FakeDaemon.run(["GET /ws/acme/api/v1/changes": page]) { daemon in
            let outcome = await vigilo("change", "list", "--limit", "1", daemon: daemon)
            #expect(outcome.errors == "1 change shown; there are more: --limit N or --all.\n")
            #expect(await vigilo("change", "list", "--limit", "1", "-q", daemon: daemon).errors == "")
        }
    }

    @Test func `that are none print nothing but a note`() async throws {
        try await FakeDaemon.run(["GET /ws/acme/api/v1/tasks": #"{"items":[],"next_cursor":null}"#]) { daemon in
            let outcome = await vigilo("task", "list", daemon: daemon)
            #expect(outcome.output == "")
            #expect(outcome.errors == "No tasks.\n")
        }
    }

    @Test func `are created with what was given and nothing else`() async throws {
        try await FakeDaemon.run(["POST /ws/other/api/v1/changes": change(1, "Swap")]) { daemon in
            let outcome = await vigilo(
                "change", "create", "--title", "Swap", "--risk", "low", "--planned-start", "2026-12-28T20:00:00Z", "-w",
                "other", daemon: daemon)
            #expect(outcome.output == "Created change CHG-00001 (review): Swap\n")
            #expect(
                daemon.lastBody == ["title": "Swap", "risk_level": "low", "planned_start": "2026-12-28T20:00:00Z"])
        }
    }

    @Test func `tell a script their key`() async throws {
        try await FakeDaemon.run(["POST /ws/acme/api/v1/changes": change(1, "Swap")]) { daemon in
            let outcome = await vigilo("change", "create", "-q", "--title", "Swap", daemon: daemon)
            #expect(outcome.output == "CHG-00001\n")
        }
    }

    @Test func `are moved`() async throws {
        try await FakeDaemon.run(["POST /ws/acme/api/v1/changes/CHG-00001/transitions": change(1, "x")]) { daemon in
            let outcome = await vigilo("change", "move", "CHG-00001", "review", daemon: daemon)
            #expect(outcome.output == "CHG-00001 is now review.\n")
            #expect(daemon.lastBody == ["to": "review"])
        }
    }
}

@Suite struct `a value` {
    private static let path = "POST /ws/acme/api/v1/field-types/holiday_aware_date/validate"
    private static let refused = #"{"accepted":false,"message":"2026-12-25 is a holiday of this workspace"}"#

    @Test func `that is refused is told with the reason and exits 1`() async throws {
        try await FakeDaemon.run([Self.path: Self.refused]) { daemon in
            let outcome = await vigilo("field", "validate", "holiday_aware_date", "2026-12-25", daemon: daemon)
            #expect(outcome.status == 1)
            #expect(outcome.output == "refused: 2026-12-25 is a holiday of this workspace\n")
            #expect(outcome.errors == "")
            #expect(daemon.lastBody == ["value": "2026-12-25"])
        }
    }

    @Test func `that is refused exits 1 for programs as well`() async throws {
        try await FakeDaemon.run([Self.path: Self.refused]) { daemon in
            let outcome = await vigilo("field", "validate", "holiday_aware_date", "x", "--json", daemon: daemon)
            #expect(outcome.status == 1)
            #expect(json(outcome.output)?["accepted"] == false)
        }
    }

    @Test func `that is accepted is shown as it would be stored`() async throws {
        try await FakeDaemon.run([Self.path: #"{"accepted":true,"value":"2026-12-28"}"#]) { daemon in
            let outcome = await vigilo("field", "validate", "holiday_aware_date", " 2026-12-28", daemon: daemon)
            #expect(outcome.status == 0)
            #expect(outcome.output == "accepted: 2026-12-28\n")
        }
    }

    private static let readings: [(String, Bool, JSONValue)] = [
        ("3", false, 3), ("3", true, "3"), ("[1]", false, [1]), ("a b", false, "a b"),
    ]

    @Test(arguments: readings)
    func `is JSON where it reads as JSON, unless it shall be text`(
        _ value: String, _ isText: Bool, _ expected: JSONValue
    ) async throws {
        try await FakeDaemon.run([Self.path: Self.refused]) { daemon in
            let form = isText ? "--text" : "--quiet"
            _ = await vigilo("field", "validate", "holiday_aware_date", value, form, daemon: daemon)
            #expect(daemon.lastBody?["value"] == expected)
        }
    }
}

@Suite struct `a dashboard tile` {
    @Test func `is drawn as an outline with its counts aligned`() async throws {
        let tile = """
            {"widget":"kanban_overview","data":{"title":"Now","change":{"draft":3,"review":12},"task":{},
             "oldest":[{"key":"CHG-1","days":9},{"key":"CHG-22","days":10}]}}
            """
        try await FakeDaemon.run(["POST /ws/acme/api/v1/widgets/kanban_overview/load": tile]) { daemon in
            let outcome = await vigilo(
                "dashboard", "preview", "kanban_overview", "--options", #"{"columns":2}"#, daemon: daemon)
            #expect(
                outcome.output == """
                    task   none
                    title  Now
                    change
                      draft    3
                      review  12
                    oldest
                      key     days
                      CHG-1      9
                      CHG-22    10

                    """)
            #expect(daemon.lastBody == ["config": ["columns": 2]])
        }
    }
}

@Suite struct `this program` {
    @Test func `tells its version though no daemon can be reached`() async throws {
        let outcome = await vigilo("version")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("Client: 1.0.0\nDaemon: not known. No daemon at unix:///"))
        #expect(json(await vigilo("version", "--json").output)?["daemon"] == .null)
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `has completions for`(_ shell: String) async {
        let outcome = await vigilo("completions", shell)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("preview"))
    }

    @Test func `prints help with examples when it is given nothing`() async {
        let outcome = await vigilo()
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("EXAMPLES:\n  vigilo configure\n  vigilo plugin list\n"))
        #expect(outcome.errors == "")
    }
}
