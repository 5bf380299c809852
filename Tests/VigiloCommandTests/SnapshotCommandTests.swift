// vigilo workspace export and import, vigilo template: what is sent, what is printed where.

import Glibc
import Testing
import VigiloJSON

@testable import vigilo

private let document =
    #"{"custom_fields":[],"format":"vigilo.workspace","omitted":[{"path":"settings.t","reason":"secret_name"}],"#
    + #""settings":{"é":"\u0001"},"version":1}"#
private let exportPath = "/ws/acme/api/v1/export"
private let imported = """
    {"slug":"copy","name":"Copy","region":"eu","dry_run":false,"settings":["holidays"],"roles":[],
     "custom_fields":["change.window","task.size"],"dashboards":["Overview"],
     "warnings":[{"path":"custom_fields[0]","message":"'window' waits"}]}
    """
private let template = """
    {"id":"t-1","name":"std","description":"What teams start with","is_public":true,"workspace":"acme",
     "created_by":"a@example.com","created_at":"2026-11-24T10:00:00.000000Z","snapshot":\(document)}
    """

@Suite struct `workspace export` {
    @Test func `prints the document byte for byte and nothing else`() async throws {
        try await FakeDaemon.run(["GET \(exportPath)": document]) { daemon in
            for flags in [[], ["--json"], ["--quiet"], ["--output", "-"], ["--slug", "acme"]] {
                let outcome = await vigilo(["workspace", "export"] + flags, daemon: daemon)
                #expect(outcome.status == 0 && outcome.output == document, "\(flags)")
            }
            let outcome = await vigilo("workspace", "export", daemon: daemon)
            #expect(outcome.errors == "Left out: settings.t: its name says that it is secret.\n")
            let chosen = await vigilo("workspace", "export", "--fields", "version", daemon: daemon)
            #expect(json(chosen.output) == ["version": 1])
        }
    }

    @Test func `writes a file at once, and none over another unasked`() async throws {
        try await FakeDaemon.run(["GET \(exportPath)": document]) { daemon in
            try await withFolder { folder in
                let path = "\(folder)/acme.json"
                let outcome = await vigilo("workspace", "export", "--slug", "acme", "--output", path, daemon: daemon)
                #expect(outcome.status == 0 && outcome.output == "")
                #expect(outcome.errors.contains("Wrote \(path), \(document.utf8.count) bytes."))
                let written = try FileBytes.read(path, atMost: 1000)
                #expect(written?.bytes == Array(document.utf8))
                let again = await vigilo("workspace", "export", "-o", path, daemon: daemon)
                #expect(again.status == 6 && again.errors.contains("--force"))
                #expect(await vigilo("workspace", "export", "-o", path, "--force", daemon: daemon).status == 0)
                #expect(await vigilo("workspace", "export", "--force", daemon: daemon).status == 2)
            }
        }
    }
}

@Suite struct `workspace import` {
    @Test func `sends the document with what was chosen and tells what was made`() async throws {
        try await FakeDaemon.run(["POST /api/v1/workspace-imports": imported]) { daemon in
            try await withFolder { folder in
                let path = "\(folder)/acme.json"
                try FileBytes.create(path, Array(document.utf8))
                let outcome = await vigilo(
                    "workspace", "import", path, "--name", "Copy", "--slug", "copy", "--region", "eu", "--strict",
                    "--dry-run", daemon: daemon)
                #expect(
                    daemon.lastBody == [
                        "snapshot": try #require(json(document)), "name": "Copy", "slug": "copy", "region": "eu",
                        "strict": true, "dry_run": true,
                    ])
                #expect(outcome.errors == "warning: custom_fields[0]: 'window' waits.\n")
                #expect(
                    outcome.output == """
                        Workspace:  copy
                        Name:       Copy
                        Region:     eu
                        Settings:   holidays
                        Roles:      none
                        Fields:     change.window
                                    task.size
                        Dashboards: Overview

                        """)
                let asJSON = await vigilo("workspace", "import", path, "--json", daemon: daemon)
                #expect(json(asJSON.output)?["slug"] == "copy" && asJSON.errors == "")
                #expect(await vigilo("workspace", "import", path, "-q", daemon: daemon).output == "copy\n")
            }
        }
    }

    @Test func `of a file that is missing or no JSON sends nothing`() async throws {
        try await FakeDaemon.run([:]) { daemon in
            try await withFolder { folder in
                let missing = await vigilo("workspace", "import", "\(folder)/x", daemon: daemon)
                #expect(missing.status == 2 && missing.errors.contains("no file \(folder)/x"))
                try FileBytes.create("\(folder)/y", Array("[1,]".utf8))
                let broken = await vigilo("workspace", "import", "\(folder)/y", daemon: daemon)
                #expect(
                    broken.status == 2 && broken.errors.contains("\(folder)/y is no snapshot: it is not valid JSON"))
                #expect(daemon.requests.isEmpty)
            }
        }
    }
}

@Suite struct `templates` {
    @Test func `are made of a workspace or a file`() async throws {
        try await FakeDaemon.run(["POST /api/v1/workspace-templates": template]) { daemon in
            try await withFolder { folder in
                let made = await vigilo(
                    "template", "create", "--name", "std", "--from-workspace", "acme", "--public", daemon: daemon)
                #expect(made.output == "Created template std.\n")
                #expect(daemon.lastBody == ["name": "std", "workspace": "acme", "is_public": true])
                try FileBytes.create("\(folder)/x", Array(document.utf8))
                _ = await vigilo(
                    "template", "create", "--name", "std", "--file", "\(folder)/x", "--description", "d", daemon: daemon
                )
                #expect(daemon.lastBody?["snapshot"] == json(document) && daemon.lastBody?["description"] == "d")
                for flags in [[], ["--file", "x", "--from-workspace", "y"]] {
                    #expect(await vigilo(["template", "create", "--name", "x"] + flags, daemon: daemon).status == 2)
                }
            }
        }
    }

    @Test func `are listed, shown and printed`() async throws {
        let routes = [
            "GET /api/v1/workspace-templates": #"{"items":[\#(template)],"next_cursor":null}"#,
            "GET /api/v1/workspace-templates/std": template,
        ]
        try await FakeDaemon.run(routes) { daemon in
            #expect(
                await vigilo("template", "list", daemon: daemon).output == """
                    NAME  DESCRIPTION            PUBLIC  TAKEN OF  MADE BY        MADE
                    std   What teams start with  yes     acme      a@example.com  2026-11-24 10:00:00 UTC

                    """)
            #expect(
                await vigilo("template", "show", "std", daemon: daemon).output == """
                    Template:    std
                    Description: What teams start with
                    Public:      yes
                    Taken of:    workspace acme
                    Made:        2026-11-24 10:00:00 UTC by a@example.com
                    Holds:       1 setting, 0 roles, 0 fields, 0 dashboards
                    Left out:    settings.t: its name says that it is secret

                    """)
            #expect(await vigilo("template", "show", "std", "--snapshot", daemon: daemon).output == document)
            let asJSON = await vigilo("template", "show", "std", "--json", daemon: daemon)
            #expect(json(asJSON.output)?["snapshot"] == json(document))
        }
    }

    @Test func `are deleted only if that is meant`() async throws {
        try await FakeDaemon.run(["DELETE /api/v1/workspace-templates/std": template]) { daemon in
            let unasked = await vigilo("template", "delete", "std", daemon: daemon)
            #expect(unasked.status == 2 && unasked.errors.contains("--yes") && daemon.requests.isEmpty)
            let outcome = await vigilo("template", "delete", "std", "--yes", daemon: daemon)
            #expect(outcome.output == "Deleted template std.\n")
        }
    }

    @Test func `become workspaces`() async throws {
        let workspace = """
            {"id":"w","slug":"copy","name":"copy","region":"eu","plan":"free","settings":{},
             "created_at":"2026-11-24T10:00:00.000000Z"}
            """
        let routes = ["POST /api/v1/workspace-imports": imported, "GET /api/v1/workspaces/copy": workspace]
        try await FakeDaemon.run(routes) { daemon in
            let outcome = await vigilo(
                "workspace", "create", "--slug", "copy", "--template", "std", daemon: daemon)
            #expect(outcome.output == "Created workspace copy in region eu.\n")
            #expect(outcome.errors == "warning: custom_fields[0]: 'window' waits.\n")
            #expect(json(daemon.requests[0].body) == ["template": "std", "slug": "copy", "name": "copy"])
        }
    }
}
