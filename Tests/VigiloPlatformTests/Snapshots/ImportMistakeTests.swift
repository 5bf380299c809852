// Documents that are no snapshots, or not good ones: everything is told at once, with its place.

import Testing
import VigiloJSON

@testable import VigiloPlatform

@Suite struct ImportMistakeTests {
    private let house: House

    init() async throws {
        house = try await House()
    }

    private func document(_ changes: [String: JSONValue?]) -> JSONValue {
        var members: [String: JSONValue] = [
            "format": "vigilo.workspace", "version": 1,
            "workspace": ["name": "Acme", "slug": "acme", "region": "eu"],
        ]
        for (name, value) in changes { members[name] = value }
        return .object(members)
    }

    private func mistakes(_ document: JSONValue) async -> PlatformError? {
        await refusal { try await house.imported(document, "copy") }
    }

    private func places(_ document: JSONValue) async -> [String] {
        await mistakes(document)?.fields.map(\.field) ?? []
    }

    @Test func `a document with no more than it must have is a workspace`() async throws {
        let made = try await house.platform.snapshots.makeWorkspace(
            from: .document(document([:])), NewImport(), by: house.admin)
        #expect(made.workspace.slug == "acme" && made.workspace.name == "Acme" && made.warnings.isEmpty)
        #expect(try await house.exported().parsed["dashboards"]?.arrayValue?.count == 1)
    }

    @Test func `what is no snapshot is told so`() async {
        for other: JSONValue in ["x", [:], ["format": "vigilo.plugin"]] {
            #expect(["not_a_snapshot", "invalid_input"].contains(await mistakes(other)?.code), "\(other)")
        }
        #expect(await places(document(["version": 0])) == ["version"])
        #expect(await places(document(["version": "1"])) == ["version"])
        let newer = await mistakes(document(["version": 2, "novelty": true]))
        #expect(newer?.code == "snapshot_too_new" && newer?.hint?.contains("Update Vigilo") == true)
    }

    @Test func `lists that this version does not have are refused unless they are empty`() async {
        #expect(await mistakes(document(["policies": [], "playbooks": []])) == nil)
        let full = await mistakes(document(["policies": [[:]], "playbooks": [["name": "x"]]]))
        #expect(full?.fields.map(\.field) == ["policies", "playbooks"])
        #expect(full?.fields[0].message.contains("no policies yet") == true)
    }

    @Test func `unknown members are refused with the nearest name`() async {
        let error = await mistakes(
            document([
                "custom_feilds": [], "workspace": ["slug": "a", "region": "eu", "plan": "free"],
                "omitted": [["path": "x", "reason": "y", "z": 1]],
            ]))
        #expect(error?.fields.map(\.field) == ["workspace.plan", "omitted[0].z", "custom_feilds"])
        #expect(error?.fields.last?.message.contains("did you mean 'custom_fields'?") == true)
    }

    @Test func `everything that is wrong in all lists is told at once`() async {
        let tile: [String: JSONValue] = ["widget_kind": "open_changes", "x": 0, "y": 0, "w": 6, "h": 2]
        let error = await mistakes(
            document([
                "settings": ["holidays": ["tomorrow"]],
                "roles": [
                    ["name": "viewer", "inherits_from": "viewer"], ["name": "a", "inherits_from": "boss"],
                    ["name": "b", "inherits_from": "viewer", "allow": ["no.such", "plugin.manage"]], "c",
                    ["name": "d", "inherits_from": "viewer"], ["name": "d", "inherits_from": "viewer", "id": 1],
                ],
                "custom_fields": [
                    ["entity_type": "thing", "key": "k", "field_type": "text"],
                    ["entity_type": "task", "key": "K!", "field_type": "text"],
                    ["entity_type": "task", "key": "k", "field_type": "txet"],
                    ["entity_type": "task", "key": "k", "field_type": "select", "options": ["choices": [1]]],
                    ["entity_type": "task", "key": "k", "field_type": "number", "default_value": "x"],
                    ["entity_type": "task", "field_type": "text", "is_required": "yes"],
                ],
                "dashboards": [
                    ["name": "", "layout": []],
                    [
                        "name": "x", "is_default": true,
                        "layout": [
                            .object(tile), .object(tile.merging(["widget_id": "b", "config": ["limit": 99]]) { $1 }),
                            .object(tile.merging(["widget_kind": "open_chnages", "y": 4]) { $1 }),
                            .object(tile.merging(["x": 9, "y": 8, "config": []]) { $1 }),
                        ],
                    ], ["name": "y", "is_default": true],
                ],
            ]))
        let places = Set(error?.fields.map(\.field) ?? [])
        #expect(
            places == [
                "settings.holidays[0]", "roles[0].name", "roles[1].inherits_from", "roles[2].allow[0]",
                "roles[2].allow[1]", "roles[3]", "roles[5].name", "roles[5].id", "custom_fields[0].entity_type",
                "custom_fields[1].key", "custom_fields[2].field_type", "custom_fields[3].options.choices[0]",
                "custom_fields[4].default_value", "custom_fields[5].key", "custom_fields[5].is_required",
                "dashboards[0].name", "dashboards[1].layout[1]", "dashboards[1].layout[1].config.limit",
                "dashboards[1].layout[2].widget_kind", "dashboards[1].layout[3].x", "dashboards[1].layout[3].config",
                "dashboards[2].is_default",
            ], "\(error?.fields ?? [])")
        #expect(error?.sentence == "The input for the snapshot has \(places.count) mistakes.")
    }

    @Test func `name, slug and region are the snapshot's unless others are given, and held to the same rules`() async {
        let away = document(["workspace": ["name": "Acme", "slug": "No Slug", "region": "mars"]])
        let error = await refusal {
            _ = try await house.platform.snapshots.makeWorkspace(from: .document(away), NewImport(), by: house.admin)
        }
        #expect(error?.fields.map(\.field) == ["slug", "region"])
        let good = await refusal {
            _ = try await house.platform.snapshots.makeWorkspace(
                from: .document(away), NewImport(slug: "fine", region: "us"), by: house.admin)
        }
        #expect(good == nil)
    }

    @Test func `too much of everything is refused`() async {
        let field = { (index: Int) -> JSONValue in
            ["entity_type": "task", "key": .string("k\(index)"), "field_type": "text"]
        }
        let role = { (index: Int) -> JSONValue in ["name": .string("r\(index)"), "inherits_from": "viewer"] }
        let dashboard = { (index: Int) -> JSONValue in ["name": .string("d\(index)")] }
        let tooMany = document([
            "custom_fields": .array((0...200).map(field)), "roles": .array((0...100).map(role)),
            "dashboards": .array((0...50).map(dashboard)),
        ])
        #expect(await places(tooMany) == ["roles", "custom_fields", "dashboards"])
        let large = document(["settings": ["x": .string(String(repeating: "x", count: 5 << 20))]])
        #expect(await mistakes(large)?.code == "snapshot_too_large")
        let deep = (0..<200).reduce(JSONValue.null) { value, _ in [value] }
        #expect(await mistakes(document(["settings": ["x": deep]]))?.code == "snapshot_too_large")
    }

    @Test func `without a default dashboard the first becomes it, and that is told`() async throws {
        let made = try await house.imported(document(["dashboards": [["name": "b"], ["name": "a"]]]), "copy")
        #expect(made.warnings.map(\.path) == ["dashboards"])
        let all = try await house.platform.dashboards.list(in: "copy", by: house.admin)
        #expect(all.filter(\.isDefault).map(\.name) == ["b"])
    }
}
