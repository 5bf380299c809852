// Snapshots: exported, imported, and the same again.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct SnapshotTests {
    private let house: House

    init() async throws {
        house = try await House()
        try house.addVault()
    }

    @Test func `an empty workspace gives the document that the format describes`() async throws {
        try await house.workspace()
        let standard = Dashboard.standard.json.canonicalText
        #expect(
            try await house.exported() == """
                {"custom_fields":[],"dashboards":[\(standard)],"format":"vigilo.workspace","omitted":[],"playbooks":[],\
                "policies":[],"roles":[],"settings":{},"version":1,\
                "workspace":{"name":"Acme","region":"eu","slug":"acme"}}
                """)
    }

    @Test func `export, template, new workspace, export is the same document but for name and slug`() async throws {
        try await house.fill()
        let first = try await house.exported()
        #expect(try first.parsed["omitted"] == [], "nothing of it is secret")
        let new = NewTemplate(name: "full", source: .workspace("acme"))
        let (template, warnings) = try await house.platform.templates.create(new, by: house.admin)
        #expect(template.snapshot?.canonicalText == first && warnings.isEmpty)
        let made = try await house.platform.snapshots.makeWorkspace(
            from: .template("full"), NewImport(name: "Copy", slug: "copy"), by: house.admin)
        #expect(made.warnings.isEmpty && made.workspace.region == "eu")
        #expect(made.made["custom_fields"] == ["change.old", "change.window", "incident.vault", "task.size"])
        #expect(try await house.exported("copy") == first.renamed("Copy", "copy"))
        let fields = try await house.platform.fields.list(in: "copy", by: house.admin)
        #expect(fields.allSatisfy(\.isAvailable) && fields.count == 4)
        let shown = try await house.platform.dashboards.list(in: "copy", by: house.admin)
        #expect(shown.filter(\.isDefault).map(\.name) == ["Überblick"] && shown.count == 4)
    }

    @Test func `the order in which things were made does not show`() async throws {
        for (slug, names) in [("one", ["b", "a", "c"]), ("two", ["c", "b", "a"])] {
            try await house.workspace(slug)
            for name in names {
                let role = NewRole(name: name, inheritsFrom: "viewer", deny: ["task.read", "cert.read"].shuffled())
                _ = try await house.platform.roles.create(role, in: slug, by: house.admin)
                let field = NewField(entityType: .task, key: name, fieldType: "text", displayOrder: 1)
                _ = try await house.platform.fields.define(field, in: slug, by: house.admin)
                _ = try await house.platform.dashboards.create(name, in: slug, by: house.admin)
                let x = ["a": 0, "b": 4, "c": 8][name] ?? 0
                let tile = NewTile(widgetKind: "open_changes", widgetID: name, x: Int64(x), y: 20, width: 4, height: 1)
                _ = try await house.platform.dashboards.addTile(tile, to: "Overview", in: slug, by: house.admin)
            }
        }
        #expect(try await house.exported("one") == house.exported("two").renamed("Acme", "one"))
    }

    @Test func `no planted secret is in the export, and each is told`() async throws {
        let secrets = (1...14).map { "S3CR3T\($0)x" }
        let token = TokenSecret.random().text
        try await house.workspace(settings: [
            "slack": ["token": .string(secrets[0]), "channel": "#ops"], "API-Key": .string(secrets[1]),
            "list": [["deep": ["deeper": ["privateKey": [.string(secrets[2])]]]], .string(token)],
            "db": .string("postgres://u:\(secrets[3])@h/d"), "note": .string("password=\(secrets[4])"),
            "json": .string(#"{"password":"\#(secrets[5])"}"#),
            "pem": .string("-----BEGIN PRIVATE KEY-----\(secrets[6])"),
            "env": [["name": "DB_PASSWORD", "value": .string(secrets[7])]], token: 1,
        ])
        let field = NewField(
            entityType: .task, key: "v", label: token, fieldType: "vault",
            options: [
                "seal": .string(secrets[8]), "doors": [["code": .string(secrets[9])]], "password": .string(secrets[10]),
            ],
            defaultValue: ["credentials": .string(secrets[11]), "ok": 1])
        _ = try await house.platform.fields.define(field, in: "acme", by: house.admin)
        _ = try await house.platform.roles.create(
            NewRole(name: token, inheritsFrom: "viewer"), in: "acme", by: house.admin)
        _ = try await house.platform.roles.create(
            NewRole(name: "fine", inheritsFrom: "viewer"), in: "acme", by: house.admin)
        _ = try await house.platform.dashboards.create(token, in: "acme", by: house.admin)
        let config: JSONValue = [
            "combination": .string(secrets[12]), "title": .string("Bearer \(secrets[13])1234567890"),
        ]
        for id in ["safe", token] {
            let tile = NewTile(widgetKind: "safe", widgetID: id, config: config)
            _ = try await house.platform.dashboards.addTile(tile, to: "Overview", in: "acme", by: house.admin)
        }
        _ = try await house.platform.workspaces.update("acme", name: "vgl_\(token.dropFirst(4))", by: house.admin)
        let text = try await house.exported()
        for secret in secrets + [token, String(token.dropFirst(10).prefix(12))] { #expect(!text.contains(secret)) }
        #expect(
            try text.parsed["omitted"]?.arrayValue?.compactMap { $0["path"]?.stringValue } == [
                "custom_fields[0].default_value.credentials", "custom_fields[0].label",
                "custom_fields[0].options.doors[0].code", "custom_fields[0].options.password",
                "custom_fields[0].options.seal", "dashboards[*]", "dashboards[0].layout[*]",
                "dashboards[0].layout[3].config.combination", "dashboards[0].layout[3].config.title", "roles[*]",
                "settings.*", "settings.API-Key", "settings.db", "settings.env[0].value", "settings.json",
                "settings.list[*]", "settings.list[0].deep.deeper.privateKey", "settings.note", "settings.pem",
                "settings.slack.token", "workspace.name",
            ])
        #expect(try text.parsed["settings"]?["slack"] == ["channel": "#ops"])

        // What was left out does not stand in the way: it is told instead.
        let made = try await house.imported(try text.parsed, "copy")
        #expect(
            made.warnings.contains { $0.path == "dashboards[0].layout[3].config" && $0.message.contains("left out") })
        #expect(made.warnings.count >= 21 && made.workspace.name == "copy")
        let again = try await house.exported("copy").parsed
        for member in ["settings", "roles", "dashboards"] { #expect(try again[member] == text.parsed[member]) }
    }

    @Test func `options whose plugin is gone are left out, since nobody can tell what in them is secret`() async throws
    {
        try await house.fill()
        house.registry.withdraw(owner: "vault")
        let document = try await house.exported().parsed
        #expect(
            document["omitted"]?.arrayValue == [
                ["path": "custom_fields[2].options", "reason": "plugin_missing"],
                ["path": "dashboards[2].layout[2].config", "reason": "plugin_missing"],
            ])
        #expect(document["custom_fields"]?.arrayValue?[2]["owner"] == "vault")
    }

    @Test func `fields and tiles of plugins that are not here are made, with warnings, and wait`() async throws {
        try await house.fill()
        let document = try await house.exported().parsed
        house.registry.withdraw(owner: "vault")
        let made = try await house.imported(document, "copy")
        #expect(made.warnings.map(\.path) == ["custom_fields[2]", "dashboards[2].layout[2]"])
        #expect(made.warnings.allSatisfy { $0.message.contains("'vault'") })
        let strict = await refusal { try await house.imported(document, "strict", isStrict: true) }
        #expect(strict?.code == "snapshot_incomplete" && strict?.fields.count == 2)
        try house.addVault()
        #expect(try await house.exported("copy") == document.canonicalText.renamed("Acme", "copy"))
    }

    @Test func `an import is told in the audit log, with a row for each thing made`() async throws {
        try await house.fill()
        let text = try await house.exported()
        let made = try await house.imported(try text.parsed, "copy")
        let rows = try await house.auditRows(.workspace(made.workspace.id))
        #expect(
            try rows.map { try $0.text("action") } == ["member.add", "workspace.import"]
                + Array(repeating: "role.create", count: 2) + Array(repeating: "field.define", count: 4)
                + Array(repeating: "dashboard.create", count: 4))
        let metadata = try rows[1].text("metadata")
        #expect(metadata.contains(Digest.text(Digest.sha256(text.utf8))) && metadata.contains(#""source":"acme""#))
        #expect(try await house.auditActions(.platform).last == "workspace.create")
    }

    @Test func `a dry run says the same and makes nothing`() async throws {
        try await house.fill()
        let document = try await house.exported().parsed
        let counts = try await (house.count("workspace"), house.count("audit_log"))
        let new = NewImport(name: "Copy", slug: "copy")
        let tried = try await house.platform.snapshots.tryMakingWorkspace(
            from: .document(document), new, by: house.admin)
        #expect(try await (house.count("workspace"), house.count("audit_log")) == counts)
        let made = try await house.platform.snapshots.makeWorkspace(from: .document(document), new, by: house.admin)
        #expect(tried.made == made.made && tried.warnings == made.warnings && tried.workspace.slug == "copy")
        let taken = await refusal {
            _ = try await house.platform.snapshots.tryMakingWorkspace(from: .document(document), new, by: house.admin)
        }
        #expect(taken?.code == "slug_taken")
    }

    @Test func `an import that cannot be finished leaves nothing behind`() async throws {
        try await house.fill()
        let document = try await house.exported().parsed
        try await house.database.write {
            _ = try $0.execute("CREATE TRIGGER no BEFORE INSERT ON dashboard BEGIN SELECT RAISE(ABORT, 'no'); END")
        }
        let counts = try await (house.count("workspace"), house.count("custom_role"), house.count("audit_log"))
        await #expect(throws: (any Error).self) { try await house.imported(document, "copy") }
        #expect(try await (house.count("workspace"), house.count("custom_role"), house.count("audit_log")) == counts)
    }

    @Test func `only owners export, and only platform admins import`() async throws {
        let workspace = try await house.workspace()
        let document = try await house.exported().parsed
        for role in Role.allCases {
            let caller = try await house.person(role.rawValue, role, in: workspace)
            let exporting = await refusal { _ = try await house.platform.snapshots.export("acme", by: caller) }
            #expect((exporting == nil) == (role == .owner))
            let importing = await refusal {
                _ = try await house.platform.snapshots.makeWorkspace(
                    from: .document(document), NewImport(slug: "copy"), by: caller)
            }
            #expect(importing?.kind == .forbidden)
        }
    }
}
