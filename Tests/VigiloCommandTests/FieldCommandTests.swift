// Custom fields and dashboards on the command line: what is sent, what is shown.

import Testing
import VigiloJSON

private func field(
    _ key: String, _ type: String, of entity: String = "change", owner: String = "vigilo", isAvailable: Bool = true,
    options: String = "{}"
) -> String {
    """
    {"entity_type":"\(entity)","key":"\(key)","label":"The \(key)","field_type":"\(type)","owner":"\(owner)",
     "options":\(options),"is_required":false,"is_active":true,"is_available":\(isAvailable),"display_order":1,
     "created_at":"2026-08-01T10:00:00.000000Z","updated_at":"2026-08-01T10:00:00.000000Z"}
    """
}

private let change = """
    {"id":"1","key":"CHG-00001","title":"Swap","status":"draft","change_type":"normal","priority":"high",
     "risk_level":"low","created_by":"a@example.com","created_at":"2026-08-01T10:00:00.000000Z",
     "updated_at":"2026-08-01T10:00:00.000000Z","fields":{"window":"2026-12-28","effort":3}}
    """

private let fields = """
    {"items":[\(field("window", "holiday_aware_date", owner: "calendar", isAvailable: false)),
     \(field("effort", "number")),\(field("note", "text")),
     \(field("tags", "select", options: #"{"choices":["a"],"multiple":true}"#))],"next_cursor":null}
    """

@Suite struct `a custom field` {
    @Test func `is listed with its state and what is wrong with its type`() async throws {
        try await FakeDaemon.run(["GET /ws/acme/api/v1/fields": fields]) { daemon in
            #expect(
                await vigilo("field", "list", "changes", daemon: daemon).output == """
                    OF      KEY     LABEL       TYPE                REQUIRED  DEFAULT  STATE
                    change  window  The window  holiday_aware_date  no        -        missing
                      The plugin 'calendar' of its type is not active: values can be read and not written.
                    change  effort  The effort  number              no        -        active
                    change  note    The note    text                no        -        active
                    change  tags    The tags    select              no        -        active

                    """)
            #expect(daemon.requests.first?.line.contains("entity_type=change") == true)
        }
    }

    @Test func `is defined with options and a default as its type wants them`() async throws {
        try await FakeDaemon.run(["POST /ws/acme/api/v1/fields": field("effort", "number")]) { daemon in
            let outcome = await vigilo(
                "field", "define", "change", "effort", "--type", "number", "--default", "3", "--option", "minimum=0",
                "--required", daemon: daemon)
            #expect(outcome.output == "Defined the field effort of changes (number).\n")
            #expect(
                daemon.lastBody == [
                    "entity_type": "change", "key": "effort", "field_type": "number", "default_value": 3,
                    "options": ["minimum": 0], "is_required": true,
                ])
            _ = await vigilo("field", "define", "task", "code", "--type", "text", "--default", "007", daemon: daemon)
            #expect(daemon.lastBody?["default_value"] == "007")
        }
    }

    @Test func `loses its default, and nothing else, by --no-default`() async throws {
        let path = "/ws/acme/api/v1/fields/change/effort"
        try await FakeDaemon.run(["PATCH \(path)": field("effort", "number")]) { daemon in
            #expect(await vigilo("field", "update", "change", "effort", "--no-default", daemon: daemon).status == 0)
            #expect(daemon.lastBody == ["default_value": .null])
            #expect(await vigilo("field", "deactivate", "change", "effort", daemon: daemon).status == 0)
            #expect(daemon.lastBody == ["is_active": false])
            let nothing = await vigilo("field", "update", "change", "effort", daemon: daemon)
            #expect(nothing.status == 2)
        }
    }

    @Test func `gets values that are JSON where its type wants JSON, and text where it is text`() async throws {
        let routes = ["GET /ws/acme/api/v1/fields": fields, "PATCH /ws/acme/api/v1/changes/CHG-00001": change]
        try await FakeDaemon.run(routes) { daemon in
            let outcome = await vigilo(
                "field", "set", "CHG-00001", "effort=3", "note=42", #"tags=["a"]"#, "window=2026-12-28", "raw:=\"1\"",
                "--unset", "old", daemon: daemon)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                daemon.lastBody == [
                    "fields": [
                        "effort": 3, "note": "42", "tags": ["a"], "window": "2026-12-28", "raw": "1", "old": .null,
                    ]
                ])
        }
    }

    @Test func `takes plain text without asking what the field is`() async throws {
        try await FakeDaemon.run(["POST /ws/acme/api/v1/changes": change]) { daemon in
            let outcome = await vigilo(
                "change", "create", "--title", "Swap", "--field", "window=2026-12-28", daemon: daemon)
            #expect(outcome.status == 0)
            #expect(daemon.requests.count == 1)
            #expect(daemon.lastBody == ["title": "Swap", "fields": ["window": "2026-12-28"]])
            let twice = await vigilo(
                "change", "create", "--title", "x", "--field", "a=b", "--field", "a=c", daemon: daemon)
            #expect(twice.status == 2 && twice.errors.contains("given twice"))
        }
    }

    @Test func `is shown with the item, under its label and as its type tells it`() async throws {
        let values = """
            {"items":[{"key":"window","label":"Change window","field_type":"d","owner":"calendar","is_required":false,
            "is_active":true,"is_writable":false,"value":"2026-12-28"},
            {"key":"effort","label":"Effort","field_type":"number","owner":"vigilo","is_required":false,"is_active":true,
            "is_writable":true,"value":3,"text":"3 days"},
            {"key":"note","label":"Note","field_type":"text","owner":"vigilo","is_required":false,"is_active":true,
            "is_writable":true}],"next_cursor":null}
            """
        let path = "/ws/acme/api/v1/changes/CHG-00001"
        try await FakeDaemon.run(["GET \(path)": change, "GET \(path)/fields": values]) { daemon in
            let outcome = await vigilo("change", "show", "CHG-00001", daemon: daemon)
            #expect(outcome.output.contains("Change window: 2026-12-28 (plugin 'calendar' is not active)\n"))
            #expect(outcome.output.contains("Effort:        3 days\n") && !outcome.output.contains("Note"))
            let count = daemon.requests.count
            let program = await vigilo("change", "show", "CHG-00001", "--json", daemon: daemon)
            #expect(json(program.output)?["fields"] == ["window": "2026-12-28", "effort": 3])
            #expect(daemon.requests.count == count + 1)
        }
    }

    @Test func `has a history of who, from what, to what`() async throws {
        let page = """
            {"items":[{"seq":4,"action":"incident.open","actor":"a@example.com","at":"2026-08-01T10:00:00.000000Z",
            "changes":[{"field":"area","new":"net"}]},
            {"seq":9,"action":"incident.set_fields","at":"2026-08-02T10:00:00.000000Z",
            "changes":[{"field":"area","old":"net"}]}],"next_cursor":null}
            """
        try await FakeDaemon.run(["GET /ws/acme/api/v1/incidents/INC-0001/field-history": page]) { daemon in
            #expect(
                await vigilo("field", "history", "INC-0001", "area", daemon: daemon).output == """
                    WHEN                     WHO            FIELD  FROM  TO
                    2026-08-01 10:00:00 UTC  a@example.com  area   -     net
                    2026-08-02 10:00:00 UTC  the system     area   net   -

                    """)
            #expect(daemon.requests.first?.line.contains("field=area") == true)
        }
    }

    @Test func `belongs to an item whose key says what it is`() async {
        let outcome = await vigilo("field", "set", "X-1", "a=b")
        #expect(outcome.status == 2 && outcome.errors.contains("CHG-00001"))
    }
}

@Suite struct `a dashboard` {
    private static let tile = #"{"widget_kind":"k","widget_id":"k-2","owner":"p","x":6,"y":0,"w":6,"h":4,"config":{}}"#

    @Test func `is drawn tile by tile from the upper left, and a broken tile says why`() async throws {
        let list = #"{"items":[{"name":"Ops","is_default":true,"layout":[\#(Self.tile)]}],"next_cursor":null}"#
        let view = """
            {"name":"Ops","is_default":true,"tiles":[
            {"tile":\(Self.tile),"error":{"code":"unavailable","message":"The plugin 'p' is not active."}},
            {"tile":{"widget_kind":"open","widget_id":"open","owner":"vigilo","x":0,"y":0,"w":6,"h":4,"config":{}},
             "label":"Open changes","data":{"total":3,"by_status":{"draft":1,"review":2}}}]}
            """
        let routes = ["GET /ws/acme/api/v1/dashboards": list, "GET /ws/acme/api/v1/dashboards/Ops/view": view]
        try await FakeDaemon.run(routes) { daemon in
            #expect(
                await vigilo("dashboard", "show", daemon: daemon).output == """
                    Ops (default)

                    Open changes [open]
                      total  3
                      by_status
                        draft   1
                        review  2

                    k [k-2]
                      error: The plugin 'p' is not active.

                    """)
            #expect(
                await vigilo("dashboard", "list", daemon: daemon).output == """
                    NAME  DEFAULT  TILES
                    Ops   yes      k-2

                    """)
        }
    }

    @Test func `takes a widget where it is told, or where there is room`() async throws {
        try await FakeDaemon.run(["POST /ws/acme/api/v1/dashboards/Ops/widgets": Self.tile]) { daemon in
            let outcome = await vigilo("dashboard", "add-widget", "Ops", "k", daemon: daemon)
            #expect(outcome.output == "Added 'k-2' at column 6, row 0, 6 wide and 4 high.\n")
            #expect(daemon.lastBody == ["widget_kind": "k"])
            _ = await vigilo(
                "dashboard", "add-widget", "Ops", "k", "--x", "6", "--y", "0", "--w", "6", "--h", "4", "--id", "mine",
                "--options", #"{"limit":2}"#, daemon: daemon)
            #expect(
                daemon.lastBody == [
                    "widget_kind": "k", "widget_id": "mine", "x": 6, "y": 0, "w": 6, "h": 4, "config": ["limit": 2],
                ])
        }
    }

    @Test func `is not deleted without being asked about`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            let outcome = await vigilo("dashboard", "delete", "Ops", daemon: daemon)
            #expect(outcome.status == 2 && outcome.errors.contains("--yes"))
            #expect(daemon.requests.isEmpty)
        }
    }
}
