// vigilo plugin: what people see, what programs get.

import Testing
import VigiloJSON

private let plugins = """
    {"items":[
    {"name":"datepicker_with_holidays","kind":"field_type","version":"1.0.0","compatible_with":">=1.0,<2.0",
     "state":"active","file":"/p/datepicker.so","since":"2026-08-01T10:00:00.000000Z","isolation":"in_process","warnings":[],"backtrace":[],"generations":1,
     "load_microseconds":812,"functions":[],"calls":{"total":3,"failed":1},
     "extensions":[{"kind":"field_type","key":"holiday_aware_date","label":"Date without holidays"}]},
    {"name":"future","kind":"dashboard_widget","version":"3.0.0","compatible_with":">=2.0,<3.0","state":"refused",
     "reason":"version.incompatible","message":"it needs Vigilo >=2.0,<3.0, and this is Vigilo 1.0.0",
     "file":"/p/future.so","since":"2026-08-01T10:00:00.000000Z","isolation":"in_process","warnings":[],"backtrace":[],"generations":1,"load_microseconds":9,
     "extensions":[],"functions":[],"calls":{"total":0,"failed":0}},
    {"state":"refused","reason":"elf.not_elf","message":"it is a text file, not a shared object",
     "file":"/p/evil\\u001b[2J.so","since":"2026-08-01T10:00:00.000000Z","isolation":"in_process","warnings":[],"backtrace":[],"generations":1,
     "load_microseconds":9,"extensions":[],"functions":[],"calls":{"total":0,"failed":0},"later":"unknown to us"}
    ],"next_cursor":null}
    """

private let riskMath = """
    {"name":"risk_math","kind":"celery_task","version":"1.2.0","compatible_with":">=1.0","state":"active",
     "file":"/p/risk_math.so","sha256":"abcd","size_bytes":14222,"since":"2026-08-01T10:00:00.123456Z",
     "isolation":"in_process","warnings":[],"backtrace":[],"generations":1,"is_thread_safe":true,"is_pure":true,"load_microseconds":1234,"compiler":"gcc 12.2",
     "extensions":[{"kind":"celery_task","key":"recount","label":"Recount"}],
     "functions":[{"name":"score","signature":"f64(i64 severity, f64 exposure, str owner, json more)",
     "summary":"A score from 0 to 100","is_pure":true}],"calls":{"total":7,"failed":0}}
    """

private func callRoutes(_ result: String) -> [String: String] {
    [
        "POST /api/v1/plugins/risk_math/functions/score/call": "{\"result\":\(result)}",
        "GET /api/v1/plugins/risk_math": riskMath,
    ]
}

@Suite struct `plugin list` {
    private static let routes = ["GET /api/v1/plugins": plugins]

    @Test func `shows each plugin, the refused ones with the reason beneath`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let outcome = await vigilo("plugin", "list", daemon: daemon)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            #expect(
                outcome.output == """
                    NAME                      KIND              VERSION  COMPATIBLE_WITH  STATE
                    datepicker_with_holidays  field_type        1.0.0    >=1.0,<2.0       active
                    future                    dashboard_widget  3.0.0    >=2.0,<3.0       refused
                      it needs Vigilo >=2.0,<3.0, and this is Vigilo 1.0.0 [version.incompatible]
                    evil\\x1b[2J.so            -                 -        -                refused
                      it is a text file, not a shared object [elf.not_elf]

                    3 plugins: 1 active, 2 refused

                    """)
        }
    }

    @Test func `fits into the terminal`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let outcome = await vigilo("plugin", "list", daemon: daemon, columns: 60)
            #expect(
                outcome.output == """
                    NAME          KIND           VERSION  COMPATIBLE_W…  STATE
                    datepicker_…  field_type     1.0.0    >=1.0,<2.0     active
                    future        dashboard_wi…  3.0.0    >=2.0,<3.0     refused
                      it needs Vigilo >=2.0,<3.0, and this is Vigilo 1.0.0
                      [version.incompatible]
                    evil\\x1b[2J…  -              -        -              refused
                      it is a text file, not a shared object [elf.not_elf]

                    3 plugins: 1 active, 2 refused

                    """)
        }
    }

    @Test func `asks the daemon once`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            _ = await vigilo("plugin", "list", daemon: daemon)
            #expect(daemon.requests.map(\.line) == ["GET /api/v1/plugins?limit=500"])
        }
    }

    @Test func `gives programs the daemon's JSON, unknown members too, on one line`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let outcome = await vigilo("plugin", "list", "--json", daemon: daemon)
            #expect(outcome.output.split(separator: "\n").count == 1)
            #expect(
                outcome.output.hasPrefix(#"{"items":[{"backtrace":[],"calls":{"failed":1,"total":3},"compatible_with""#)
            )
            #expect(outcome.output.contains(#""later":"unknown to us""#))
            #expect(outcome.output.hasSuffix(",\"next_cursor\":null}\n"))
        }
    }

    @Test func `understands global options before and between its words`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let expected = await vigilo("plugin", "list", "--json", daemon: daemon).output
            #expect(await vigilo("--json", "plugin", "list", daemon: daemon).output == expected)
            #expect(await vigilo("plugins", "--host=\(daemon.host)", "--json", "ls", daemon: nil).output == expected)
        }
    }

    @Test func `gives names only when it shall be quiet`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let outcome = await vigilo("plugin", "list", "-q", daemon: daemon)
            #expect(outcome.output == "datepicker_with_holidays\nfuture\nevil\\x1b[2J.so\n")
        }
    }

    @Test func `fails where it shall be strict and one was refused`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let outcome = await vigilo("plugin", "list", "--strict", daemon: daemon)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("1 active, 2 refused"))
        }
    }

    @Test func `has colours on a terminal only, and not against the user's wish`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let allowed = ["NO_COLOR": ""]
            #expect(
                await vigilo("plugin", "list", daemon: daemon, environment: allowed, columns: 90).output
                    .contains("\u{1B}[31mrefused\u{1B}[0m"))
            for outcome in [
                await vigilo("plugin", "list", daemon: daemon, environment: allowed),
                await vigilo("plugin", "list", daemon: daemon, columns: 90),
                await vigilo("plugin", "list", "--no-color", daemon: daemon, environment: allowed, columns: 90),
            ] {
                #expect(!outcome.output.contains("\u{1B}"))
            }
        }
    }
}

@Suite struct `plugin info` {
    @Test func `shows the plugin whole`() async throws {
        try await FakeDaemon.run(["GET /api/v1/plugins/risk_math": riskMath]) { daemon in
            #expect(
                await vigilo("plugin", "info", "risk_math", daemon: daemon).output == """
                    Plugin:          risk_math
                    State:           active since 2026-08-01 10:00:00 UTC
                    Kind:            celery_task
                    Version:         1.2.0
                    Compatible with: >=1.0
                    File:            /p/risk_math.so
                    SHA-256:         abcd
                    Size:            14.2 KB
                    Compiler:        gcc 12.2
                    Isolation:       in_process
                    Calls at once:   many
                    Load time:       1.2 ms
                    Calls:           7, of which 0 failed

                    REGISTERED   KEY      LABEL
                    celery_task  recount  Recount

                    FUNCTION  SIGNATURE                                              PURE  SUMMARY
                    score     f64(i64 severity, f64 exposure, str owner, json more)  yes   A score from 0 to 100

                    """)
        }
    }

    @Test func `of what there is not says so and exits 5`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            let outcome = await vigilo("plugin", "info", "a/b", daemon: daemon)
            #expect(outcome.status == 5)
            #expect(outcome.errors == "error: There is nothing at GET /api/v1/plugins/a%2Fb.\n")
        }
    }
}

@Suite struct `plugin call` {
    @Test func `gives each argument the type of its parameter`() async throws {
        try await FakeDaemon.run(callRoutes("61.5")) { daemon in
            let outcome = await vigilo(
                "plugin", "call", "risk_math.score", "severity=3", "exposure=0.5", "owner=123", "more=[1]",
                daemon: daemon)
            #expect(outcome.output == "61.5\n")
            #expect(daemon.lastBody == ["arguments": ["exposure": 0.5, "more": [1], "owner": "123", "severity": 3]])
        }
    }

    @Test func `looks no types up where every argument can only be a text or is JSON`() async throws {
        try await FakeDaemon.run(callRoutes(#""ok""#)) { daemon in
            let outcome = await vigilo(
                "plugin", "call", "risk_math.score", "owner=ops team", "severity:=3", daemon: daemon)
            #expect(outcome.output == "ok\n")
            #expect(daemon.requests.map(\.line) == ["POST /api/v1/plugins/risk_math/functions/score/call"])
        }
    }

    @Test(arguments: [
        ("61.5", "61.5\n", "{\"result\":61.5}\n"), (#""a\nb""#, "a\nb\n", "{\"result\":\"a\\nb\"}\n"),
        ("null", "", "{\"result\":null}\n"), ("true", "true\n", "{\"result\":true}\n"),
        (#"{"b":1,"a":[]}"#, "{\"a\":[],\"b\":1}\n", "{\"result\":{\"a\":[],\"b\":1}}\n"),
    ])
    func `prints the result bare, and as the daemon's JSON for programs`(
        _ result: String, _ bare: String, _ json: String
    ) async throws {
        try await FakeDaemon.run(callRoutes(result)) { daemon in
            #expect(await vigilo("plugin", "call", "risk_math.score", daemon: daemon).output == bare)
            #expect(await vigilo("plugin", "call", "risk_math.score", "--json", daemon: daemon).output == json)
        }
    }

    @Test func `lets no result drive the terminal, and changes none in a pipe`() async throws {
        try await FakeDaemon.run(callRoutes(#""\u001b]0;x\u0007""#)) { daemon in
            let call = ["plugin", "call", "risk_math.score"]
            #expect(await vigilo(call[0], call[1], call[2], daemon: daemon, columns: 80).output == "\\x1b]0;x\\x07\n")
            #expect(await vigilo(call[0], call[1], call[2], daemon: daemon).output == "\u{1B}]0;x\u{7}\n")
        }
    }

    @Test func `whose plugin failed exits 1 with the plugin's sentence`() async throws {
        let problem = FakeDaemon.problem(502, "extension_failed", "risk_math.score failed: no data.")
        try await FakeDaemon.run(["POST /api/v1/plugins/risk_math/functions/score/call": problem]) { daemon in
            let outcome = await vigilo("plugin", "call", "risk_math.score", daemon: daemon)
            #expect(outcome.status == 1)
            #expect(outcome.errors == "error: risk_math.score failed: no data.\n")
        }
    }

    @Test(arguments: ["risk_math", ".score", "risk_math."]) func `needs a plugin and a function`(_ name: String) async {
        let outcome = await vigilo("plugin", "call", name)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("write it as PLUGIN.FUNCTION"))
    }

    @Test(arguments: ["severity", "=3", ":=3", "more:=x"]) func `needs key and value`(_ argument: String) async {
        #expect(await vigilo("plugin", "call", "risk_math.score", argument).status == 2)
    }

    @Test func `takes no argument twice`() async throws {
        let outcome = await vigilo("plugin", "call", "risk_math.score", "a=1", "a=2")
        #expect(outcome.status == 2)
        #expect(outcome.errors == "error: 'a' is given twice.\n")
    }
}
