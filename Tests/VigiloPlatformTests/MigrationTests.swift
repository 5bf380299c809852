// A database of every earlier version becomes one of today, with its rows.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct MigrationTests {
    /// Rows as each migration's version would have them; every statement fits the schema from that migration on.
    static let rows: [String: [String]] = [
        "0001_people_and_workspaces": [
            "INSERT INTO installation (only_one, id, created_at) VALUES (1, 'i', 1)",
            #"INSERT INTO "user" (id, email, display_name, is_platform_admin, created_at) "#
                + "VALUES ('u', 'a@b.c', 'a', 1, 1)",
            "INSERT INTO workspace (id, slug, name, region, plan, settings, created_at) "
                + "VALUES ('w', 'acme', 'Acme', 'eu', 'free', '{}', 1)",
            "INSERT INTO membership (user_id, workspace_id, role, created_at) VALUES ('u', 'w', 'owner', 1)",
        ],
        "0002_audit_log": [
            "INSERT INTO audit_head (chain, seq, hash) VALUES ('w', 1, '\(String(repeating: "a", count: 64))')",
            "INSERT INTO audit_log (chain, seq, id, workspace, action, target_type, target_id, created_at, "
                + "prev_hash, hash) VALUES ('w', 1, 'r', 'w', 'member.add', 'user', 'u', 1, "
                + "'\(String(repeating: "b", count: 64))', '\(String(repeating: "a", count: 64))')",
        ],
        "0003_work_items_and_plugin_values": [
            "INSERT INTO work_item (id, workspace_id, type, number, title, status, created_by, created_at, updated_at) "
                + "VALUES ('t', 'w', 'task', 41, 'old', 'todo', 'u', 1, 1)",
            "INSERT INTO work_item_counter (workspace_id, type, last_number) VALUES ('w', 'task', 41)",
        ],
        "0004_plugins": ["INSERT INTO plugin_file (file, state, since) VALUES ('/p/a.so', 'active', 1)"],
        "0005_members": [
            "INSERT INTO custom_role (id, workspace_id, name, inherits_from, allow, deny, created_at) "
                + "VALUES ('c', 'w', 'release', 'engineer', '[\"change.approve\",\"gone.verb\"]', '[]', 1)",
            "INSERT INTO invitation (id, workspace_id, email, role, custom_role_id, code_sha256, status, invited_by, "
                + "created_at, expires_at) VALUES ('n', 'w', 'x@y.z', 'engineer', 'c', 'h', 'pending', 'u', 1, 2)",
        ],
        "0006_certificates": [
            "INSERT INTO certificate (id, workspace_id, name, source, pem, chain_length, subject, issuer, serial, sans, "
                + "not_before, not_after, key_type, key_bits, signature_algorithm, fingerprint_sha256, created_by, "
                + "created_at) VALUES ('c', 'w', 'n', 'manual', 'p', 1, 's', 'i', '01', '[]', 1, 2, 'rsa', 2048, 'a', "
                + "'f', 'u', 1)"
        ],
        "0007_fields_and_dashboards": [
            "INSERT INTO custom_field (id, workspace_id, entity_type, key, label, field_type, owner, options, "
                + "is_required, is_active, display_order, created_at, updated_at) "
                + "VALUES ('f', 'w', 'task', 'window', 'Window', 'gone_type', 'gone', '{}', 0, 1, 1, 1, 1)",
            "INSERT INTO field_value (work_item_id, field_id, value) VALUES ('t', 'f', '\"kept\"')",
            "INSERT INTO dashboard (id, workspace_id, name, is_default, layout, created_at, updated_at) "
                + "VALUES ('d', 'w', 'Old', 1, '[]', 1, 1)",
        ],
        "0008_templates": [
            "INSERT INTO workspace_template (id, name, description, snapshot, is_public, workspace_id, created_by, "
                + "created_at) VALUES ('m', 'std', '', '{}', 1, 'w', 'u', 1)"
        ],
        "0009_idempotency": [
            "INSERT INTO idempotency_key (name, fingerprint, claimed_at, is_committed) VALUES ('n', 'f', 1, 0)"
        ],
    ]

    @Test func `names are the released ones, in order`() {
        // A name in this list never changes; new ones are added at the end.
        #expect(
            Platform.migrations.map(\.name) == [
                "0001_people_and_workspaces", "0002_audit_log", "0003_work_items_and_plugin_values",
                "0004_plugins", "0005_members", "0006_certificates",
                "0007_fields_and_dashboards", "0008_templates", "0009_idempotency",
                "0010_audit_by_target", "0011_audit_tree", "0012_audit_witness", "0013_audit_archives",
                "0014_audit_outlets",
            ])
    }

    @Test(arguments: 0...Platform.migrations.count)
    func `a database of each version opens with its rows and works`(version: Int) async throws {
        let directory = House.directory()
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = "\(directory)/vigilo.db"
        let migrations = Array(Platform.migrations.prefix(version))
        let old = try Database.open(at: path, migrations: migrations)
        try old.writeBlocking { transaction in
            for migration in migrations {
                for statement in Self.rows[migration.name] ?? [] { try transaction.execute(statement) }
            }
        }
        try old.close()

        let database = try Database.open(at: path, migrations: Platform.migrations)
        let platform = Platform(database: database, registry: Registry(), regions: ["eu"])
        #expect(try await platform.installation.id() == (version >= 1 ? "i" : nil))
        if version >= 1 {
            let caller = Caller(
                userID: "u", email: "a@b.c", displayName: "a", isPlatformAdmin: true, tokenID: "t", tokenName: "t",
                tokenPrefix: "vgl_", tokenExpiresAt: nil)
            #expect(try await platform.workspaces.show("acme", by: caller).name == "Acme")
            let task = try await platform.workItems.create(.task, NewWorkItem(title: "new"), in: "acme", by: caller)
            #expect(task.key == (version >= 3 ? "TASK-0042" : "TASK-0001"))
            let seq = try await database.read {
                try $0.first("SELECT seq FROM audit_head WHERE chain = 'w'")?.integer("seq")
            }
            #expect(seq == (version >= 2 ? 2 : 1))
            #expect(
                try await platform.members.list(PageRequest(), in: "acme", by: caller).items.map(\.email) == ["a@b.c"])
            let invitations = try await platform.invitations.list(PageRequest(), in: "acme", by: caller).items
            #expect(invitations.map(\.standing.text) == (version >= 5 ? ["'release' (engineer)"] : []))
            #expect(invitations.allSatisfy { $0.status == .expired })
            let dashboards = try await platform.dashboards.list(in: "acme", by: caller)
            #expect(dashboards.map(\.name) == [version >= 7 ? "Old" : "Overview"])
            if version >= 3 {
                let old = try await platform.workItems.show(.task, key: "TASK-41", in: "acme", by: caller)
                #expect(old.fields == (version >= 7 ? ["window": "kept"] : [:]))
            }
        }
        try database.close()
    }

    @Test func `the schema refuses rows that no rule of ours would write`() async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        let userID = house.admin.userID
        for columns in [
            "'task', 1, 'x', 'p1', NULL", "'incident', 1, 'x', NULL, NULL", "'task', 0, 'x', NULL, NULL",
            "'task', 1, 'x', NULL, 5", "'epic', 1, 'x', NULL, NULL",
        ] {
            let error = await #expect(throws: StoreError.self) {
                try await house.database.write { transaction in
                    _ = try transaction.execute(
                        """
                        INSERT INTO work_item (type, number, title, severity, planned_start, id, workspace_id, status,
                                               created_by, created_at, updated_at)
                        VALUES (\(columns), 'id', $1, 'todo', $2, 1, 1)
                        """, .text(workspace.id), .text(userID))
                }
            }
            #expect(error?.kind == .constraint(.other), "\(columns)")
        }
    }
}
