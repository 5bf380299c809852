// Members, roles and tokens: what is sent, what is shown.

import Foundation
import Testing
import VigiloJSON

private func token(_ members: String = "") -> String {
    """
    {"id":"0198","name":"ci","prefix":"vgl_3kTz","status":"active","created_by":"a@example.com",\
    "created_at":"2026-08-01T10:00:00.000000Z","is_current":false\(members)}
    """
}

private func member(_ role: String, _ members: String = "") -> String {
    """
    {"user_id":"u1","email":"alice@acme.com","display_name":"Alice","role":"\(role)",\
    "created_at":"2026-08-01T10:00:00.000000Z"\(members)}
    """
}

private func invitation(_ members: String = "") -> String {
    """
    {"id":"i1","email":"alice@acme.com","role":"engineer","status":"pending","invited_by":"a@example.com",\
    "created_at":"2026-08-01T10:00:00.000000Z","expires_at":"2026-08-08T10:00:00.000000Z"\(members)}
    """
}

private let role = """
    {"name":"On call","is_built_in":false,"inherits_from":"engineer","allow":["change.approve"],"deny":["task.edit"],\
    "permissions":["change.approve","change.read"],"created_at":"2026-08-01T10:00:00.000000Z"}
    """

private func page(_ items: String...) -> String {
    #"{"items":[\#(items.joined(separator: ","))],"next_cursor":null}"#
}

@Suite struct `a token of the command line` {
    @Test func `is shown once when it is made`() async throws {
        let made = token(#","token":"vgl_secret","expires_at":"2026-08-31T10:00:00.000000Z""#)
        try await FakeDaemon.run(["POST /api/v1/tokens": made]) { daemon in
            let outcome = await vigilo("token", "create", "--name", "ci", "--expires-in", "30d", daemon: daemon)
            #expect(
                outcome.output == """
                    Token 'ci' expires at 2026-08-31 10:00:00 UTC. This is the only time that it is shown:

                    vgl_secret

                    """)
            #expect(daemon.lastBody == ["name": "ci", "expires_in_seconds": 2_592_000])
            #expect(await vigilo("token", "create", "--name", "ci", "-q", daemon: daemon).output == "vgl_secret\n")
            #expect(daemon.lastBody == ["name": "ci"])
            let json = json(await vigilo("token", "create", "--name", "ci", "--json", daemon: daemon).output)
            #expect(json?["token"] == "vgl_secret")
        }
    }

    @Test(arguments: ["30", "d", "-1d", "0d", "+1d", "1.5h", "99999999999999999999w", "9223372036854775807w"])
    func `does not hold for`(_ time: String) async {
        let outcome = await vigilo("token", "create", "--name", "x", "--expires-in=\(time)")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(time))
    }

    @Test func `is listed, and the one in use is marked`() async throws {
        let used = token(#","last_used_at":"2026-08-02T10:00:00.000000Z""#)
            .replacing(#""is_current":false"#, with: #""is_current":true"#)
        let old = token(#","revoked_at":"2026-08-02T10:00:00.000000Z""#)
            .replacing("vgl_3kTz", with: "vgl_oLd0").replacing("active", with: "revoked")
        try await FakeDaemon.run(["GET /api/v1/tokens": page(used, old)]) { daemon in
            let outcome = await vigilo("token", "list", "--user", "a@example.com", daemon: daemon)
            #expect(
                outcome.output == """
                    TOKEN       NAME  STATUS   CREATED                  EXPIRES  LAST USED
                    vgl_3kTz *  ci    active   2026-08-01 10:00:00 UTC  never    2026-08-02 10:00:00 UTC
                    vgl_oLd0    ci    revoked  2026-08-01 10:00:00 UTC  never    never

                    """)
            #expect(daemon.requests.map(\.line) == ["GET /api/v1/tokens?limit=50&user=a%40example.com"])
        }
    }

    @Test func `is revoked with --yes, and without a terminal not without it`() async throws {
        let revoked = token(#","revoked_at":"2026-08-02T10:00:00.000000Z""#)
        let current = revoked.replacing(#""is_current":false"#, with: #""is_current":true"#)
        let routes = ["POST /api/v1/tokens/vgl_3kTz/revoke": revoked, "POST /api/v1/tokens/vgl_mine/revoke": current]
        try await FakeDaemon.run(routes) { daemon in
            let asked = await vigilo("token", "revoke", "vgl_3kTz", daemon: daemon)
            #expect(asked.status == 2 && asked.errors.contains("--yes"))
            #expect(daemon.requests.isEmpty)
            let outcome = await vigilo("token", "revoke", "vgl_3kTz", "--yes", daemon: daemon)
            #expect(outcome.output == "Token 'ci' (vgl_3kTz...) is revoked.\n")
            let own = await vigilo("token", "revoke", "vgl_mine", "-y", daemon: daemon)
            #expect(own.output.contains("It was the one in use: run vigilo configure."))
            #expect(await vigilo("token", "revoke", "vgl_none", "-y", daemon: daemon).status == 5)
        }
    }
}

@Suite struct `people of a workspace` {
    @Test func `are invited by the line of the manual`() async throws {
        let made = invitation(#","invitation":"vgi_code""#)
        try await FakeDaemon.run(["POST /ws/acme/api/v1/invitations": made]) { daemon in
            let outcome = await vigilo(
                "member", "invite", "--email", "alice@acme.com", "--role", "engineer", daemon: daemon)
            #expect(outcome.status == 0)
            #expect(
                outcome.output == """
                    Invited alice@acme.com into acme as engineer. Until 2026-08-08 10:00:00 UTC they get in with: \
                    vigilo member accept --invitation CODE
                    This is the only time that the code is shown:

                    vgi_code

                    """)
            #expect(daemon.lastBody == ["email": "alice@acme.com", "role": "engineer"])
            let bare = await vigilo(
                "member", "invite", "--email", "a@b", "--custom-role", "On call", "-q", daemon: daemon)
            #expect(bare.output == "vgi_code\n")
            #expect(daemon.lastBody == ["email": "a@b", "custom_role": "On call"])
        }
        #expect(await vigilo("member", "invite", "--email", "a@b").status == 2)
    }

    @Test func `who are invited already are told of with what to do`() async throws {
        let problem = FakeDaemon.problem(
            409, "already_invited", "alice@acme.com has been invited.", hint: "Take it back.")
        try await FakeDaemon.run(["POST /ws/acme/api/v1/invitations": problem]) { daemon in
            let outcome = await vigilo("member", "invite", "--email", "a@b", "--role", "viewer", daemon: daemon)
            #expect(outcome.status == 6)
            #expect(outcome.errors == "error: alice@acme.com has been invited.\nhint: Take it back.\n")
        }
    }

    private static let accepted = """
        {"workspace":"acme","email":"alice@acme.com","display_name":"Alice","role":"engineer","token":"vgl_new"}
        """

    @Test func `accept without showing a token that lies about`() async throws {
        try await FakeDaemon.run(["POST /api/v1/invitations/accept": Self.accepted]) { daemon in
            let outcome = await vigilo(
                "member", "accept", "--invitation", "vgi_code", "--name", "Alice", daemon: daemon)
            #expect(
                outcome.output == """
                    Welcome, Alice. You are engineer of workspace acme.
                    This is your token. It is shown this once; store it with: vigilo configure

                    vgl_new

                    """)
            #expect(daemon.requests.map(\.token) == [nil])
            #expect(daemon.lastBody == ["invitation": "vgi_code", "display_name": "Alice"])
        }
    }

    @Test func `who are users already accept with their own token`() async throws {
        let needed = FakeDaemon.problem(409, "own_token_needed", "alice@acme.com is a user already.")
        try await FakeDaemon.run(["POST /api/v1/invitations/accept": needed]) { daemon in
            let outcome = await vigilo("member", "accept", "--invitation", "vgi_code", daemon: daemon)
            #expect(outcome.status == 6)
            #expect(daemon.requests.map(\.token) == [nil, "vgl_good"])
            _ = await vigilo(
                "member", "accept", "--invitation", "vgi_code", daemon: daemon, environment: ["VIGILO_TOKEN": ""])
            #expect(daemon.requests.count == 3)
        }
    }

    @Test func `are listed with their roles, or as invited`() async throws {
        let routes = [
            "GET /ws/acme/api/v1/members": page(member("owner"), member("engineer", #","custom_role":"On call""#)),
            "GET /ws/acme/api/v1/invitations": page(invitation()),
        ]
        try await FakeDaemon.run(routes) { daemon in
            #expect(
                await vigilo("member", "list", daemon: daemon).output == """
                    EMAIL           NAME   ROLE                SINCE
                    alice@acme.com  Alice  owner               2026-08-01 10:00:00 UTC
                    alice@acme.com  Alice  On call (engineer)  2026-08-01 10:00:00 UTC

                    """)
            #expect(
                await vigilo("member", "list", "--invitations", "--status", "pending", daemon: daemon).output == """
                    EMAIL           ROLE      STATUS   INVITED BY     EXPIRES
                    alice@acme.com  engineer  pending  a@example.com  2026-08-08 10:00:00 UTC

                    """)
            #expect(daemon.requests.last?.line == "GET /ws/acme/api/v1/invitations?limit=50&status=pending")
            #expect(await vigilo("member", "list", "--status", "pending", daemon: daemon).status == 2)
        }
    }

    @Test func `are given roles, removed and uninvited`() async throws {
        let routes = [
            "PATCH /ws/acme/api/v1/members/alice%40acme.com": member("approver"),
            "DELETE /ws/acme/api/v1/members/alice%40acme.com": member("approver"),
            "DELETE /ws/acme/api/v1/invitations/alice%40acme.com": invitation(),
        ]
        try await FakeDaemon.run(routes) { daemon in
            let changed = await vigilo("member", "role", "alice@acme.com", "approver", daemon: daemon)
            #expect(changed.output == "alice@acme.com is now approver of acme.\n")
            #expect(daemon.lastBody == ["role": "approver"])
            #expect(await vigilo("member", "role", "alice@acme.com", daemon: daemon).status == 2)
            #expect(await vigilo("member", "remove", "alice@acme.com", daemon: daemon).status == 2)
            let removed = await vigilo("member", "remove", "alice@acme.com", "--yes", daemon: daemon)
            #expect(removed.output == "alice@acme.com is no member of acme any more.\n")
            let back = await vigilo("member", "uninvite", "alice@acme.com", "--yes", daemon: daemon)
            #expect(back.output == "The invitation of alice@acme.com into acme is taken back.\n")
        }
    }

    @Test func `have roles of their workspace's own`() async throws {
        let routes = [
            "POST /ws/acme/api/v1/roles": role, "GET /ws/acme/api/v1/roles": page(role),
            "GET /ws/acme/api/v1/roles/On%20call": role,
        ]
        try await FakeDaemon.run(routes) { daemon in
            let shown = """
                Role:          On call
                Inherits from: engineer
                Allows:        change.approve
                Denies:        task.edit
                May:           change.approve
                               change.read

                """
            let made = await vigilo(
                "role", "create", "On call", "--inherits-from", "engineer", "--allow", "change.approve", "--deny",
                "task.edit", daemon: daemon)
            #expect(made.output == shown)
            #expect(
                daemon.lastBody == [
                    "name": "On call", "inherits_from": "engineer", "allow": ["change.approve"], "deny": ["task.edit"],
                ])
            #expect(await vigilo("role", "show", "On call", daemon: daemon).output == shown)
            #expect(
                await vigilo("role", "list", daemon: daemon).output == """
                    ROLE     INHERITS FROM  ALLOWS          DENIES     PERMISSIONS
                    On call  engineer       change.approve  task.edit            2

                    """)
        }
    }
}

@Suite struct `a file of invitations` {
    private static let path = "POST /ws/acme/api/v1/bulk-invitations"
    private static let rows = """
        {"status":"invited","line":2,"email":"a@x.y","role":"viewer","invitation":"vgi_a"}
        {"status":"failed","line":3,"email":"b@x.y","role":"viewer","reason":"already_member","message":"b@x.y is here."}

        """
    private static func answer(failed: Int) -> String {
        rows + #"{"status":"finished","rows":2,"invited":\#(2 - failed),"failed":\#(failed)}"# + "\n"
    }

    /// Runs the body with a file's path.
    private func withFile(_ text: String, _ body: (String) async throws -> Void) async throws {
        try await withFolder { folder in
            let path = "\(folder)/invites.csv"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            try await body(path)
        }
    }

    @Test func `is sent as it is, and each row is told; one that failed exits 1`() async throws {
        try await FakeDaemon.run([Self.path: Self.answer(failed: 1)]) { daemon in
            try await withFile("email,role\na@x.y,viewer\n") { file in
                let outcome = await vigilo("member", "bulk-invite", "--csv", file, daemon: daemon)
                #expect(outcome.status == 1)
                #expect(
                    outcome.output == """
                        2       invited  a@x.y                             viewer    vgi_a
                        3       failed   b@x.y                             b@x.y is here.

                        """)
                #expect(outcome.errors == "2 rows: 1 invited, 1 failed.\n")
                #expect(daemon.requests.last?.contentType == "text/csv")
                #expect(daemon.requests.last?.body == "email,role\na@x.y,viewer\n")
            }
        }
    }

    @Test func `without a failed row exits 0, as JSON lines for programs`() async throws {
        try await FakeDaemon.run([Self.path: Self.answer(failed: 0)]) { daemon in
            try await withFile("x") { file in
                let outcome = await vigilo("member", "bulk-invite", "--csv", file, "--json", daemon: daemon)
                #expect(outcome.status == 0)
                let lines = outcome.output.split(separator: "\n").map { json(String($0)) }
                #expect(lines.map { $0?["status"] } == ["invited", "failed", "finished"])
                #expect(await vigilo("member", "bulk-invite", "--csv", file, "-q", daemon: daemon).output == "vgi_a\n")
            }
        }
    }

    @Test func `shows on a terminal how far it is, and clears the line before a row`() async throws {
        try await FakeDaemon.run([Self.path: Self.answer(failed: 0)]) { daemon in
            try await withFile("email,role\na@x.y,viewer\n") { file in
                let outcome = await vigilo("member", "bulk-invite", "--csv", file, daemon: daemon, columns: 120)
                #expect(outcome.errors.contains("Inviting from \(file)  [########################]  100 %"))
                #expect(outcome.errors.hasSuffix("\r\u{1B}[K2 rows: 2 invited, 0 failed.\n\r\u{1B}[K"))
            }
        }
    }

    @Test func `whose answer is cut off says that it can be given again`() async throws {
        try await FakeDaemon.run([Self.path: Self.rows]) { daemon in
            try await withFile("x") { file in
                let outcome = await vigilo("member", "bulk-invite", "--csv", file, daemon: daemon)
                #expect(outcome.status == 7)
                #expect(outcome.errors.contains("rows that are invited already say so"))
            }
        }
    }

    @Test func `that cannot be read or is refused as a whole says why`() async throws {
        let problem = FakeDaemon.problem(422, "csv_header", "The header is missing.")
        try await FakeDaemon.run([Self.path: problem]) { daemon in
            let missing = await vigilo("member", "bulk-invite", "--csv", "/no/such.csv", daemon: daemon)
            #expect(missing.status == 2)
            #expect(missing.errors == "error: Cannot read /no/such.csv: No such file or directory.\n")
            try await withFile("") { file in
                let refused = await vigilo("member", "bulk-invite", "--csv", file, daemon: daemon)
                #expect(refused.status == 6 && refused.errors == "error: The header is missing.\n")
            }
        }
    }
}
