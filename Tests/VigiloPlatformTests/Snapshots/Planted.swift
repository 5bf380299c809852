// Extensions with secrets, and workspaces that are full of everything.

import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPlatform

/// A field type of the plugin `vault`, whose options have secrets at many places of its schema.
struct VaultField: FieldType {
    let key = "vault"
    let label = "Vault"
    let optionsSchema: JSONValue? = [
        "type": "object",
        "properties": [
            "place": ["type": "string"],
            "seal": ["type": "string", "secret": true],
            "doors": ["type": "array", "items": ["type": "object", "properties": ["code": ["secret": true]]]],
            "pairs": ["type": "array", "prefixItems": [["type": "string"], ["type": "string", "writeOnly": true]]],
            "branch": ["anyOf": [["type": "string"], ["properties": ["inner": ["format": "password"]]]]],
            "linked": ["$ref": "#/$defs/hidden"],
        ],
        "additionalProperties": ["allOf": [["properties": ["deep": ["secret": true]]]]],
        "$defs": ["hidden": ["type": "string", "secret": true]],
    ]

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict { .accepted(value) }

    func describe(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> String? { nil }
}

/// A widget of the plugin `vault` with a secret in its configuration that it cannot be without.
struct SafeWidget: DashboardWidget {
    let key = "safe"
    let label = "Safe"
    let configSchema: JSONValue? = [
        "type": "object", "required": ["combination"],
        "properties": ["combination": ["type": "string", "secret": true], "title": ["type": "string"]],
    ]
    let defaultSize = WidgetSize(width: 4, height: 2)

    func load(config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue { ["ok": true] }
}

extension House {
    /// The plugin `vault`, which brings the field type `vault` and the widget `safe`.
    func addVault() throws {
        var draft = RegistrationDraft(owner: "vault")
        draft.fieldTypes = [VaultField()]
        draft.dashboardWidgets = [SafeWidget()]
        try registry.merge(draft)
    }

    func exported(_ slug: String = "acme") async throws -> String {
        try await platform.snapshots.export(slug, by: admin).text
    }

    @discardableResult
    func imported(
        _ document: JSONValue, _ slug: String, name: String? = nil, isStrict: Bool = false
    ) async throws -> ImportedWorkspace {
        try await platform.snapshots.makeWorkspace(
            from: .document(document), NewImport(name: name, slug: slug, isStrict: isStrict), by: admin)
    }

    /// A workspace with something of everything, unlike anything that anybody has.
    func fill(_ slug: String = "acme") async throws {
        let holidays: JSONValue = ["2026-12-25", "2026-12-26"]
        try await workspace(
            slug, settings: ["holidays": holidays, "née \"Å\"": ["a.b": [1, 2.5, ["x": .null]], "é": true], "": 7])
        let roles = [
            NewRole(
                name: "Zoë \"die Erste\"", inheritsFrom: "engineer", allow: ["change.approve"], deny: ["task.edit"]),
            NewRole(name: "auditor", inheritsFrom: "viewer", allow: [], deny: ["cert.read", "audit.read"]),
        ]
        for role in roles { _ = try await platform.roles.create(role, in: slug, by: admin) }
        let fields = [
            NewField(
                entityType: .task, key: "size", label: "Größe", fieldType: "select",
                options: ["choices": ["S", "„L“"]],
                defaultValue: "S", displayOrder: 7),
            NewField(entityType: .change, key: "window", fieldType: "date", isRequired: true),
            NewField(entityType: .change, key: "old", fieldType: "text", isActive: false, displayOrder: 1),
            NewField(
                entityType: .incident, key: "vault", label: "🗝", fieldType: "vault", options: ["place": "cellar"],
                defaultValue: ["level": [1, ["deep": "\\ \" \u{7F}"]]]),
        ]
        for field in fields { _ = try await platform.fields.define(field, in: slug, by: admin) }
        let dashboards = platform.dashboards
        for (name, isDefault) in [("zeta", false), ("Überblick", true), ("alpha", false)] {
            _ = try await dashboards.create(name, isDefault: isDefault, in: slug, by: admin)
        }
        let tiles = [
            NewTile(widgetKind: "open_changes", x: 6, y: 0, config: ["limit": 3]),
            NewTile(widgetKind: "incident_grid", widgetID: "left \"one\"", x: 0, y: 0),
            NewTile(widgetKind: "safe", x: 0, y: 8, config: ["title": "ok", "combination": ""]),
        ]
        for tile in tiles { _ = try await dashboards.addTile(tile, to: "zeta", in: slug, by: admin) }
    }
}

extension String {
    var parsed: JSONValue {
        get throws { try JSONValue(parsing: self) }
    }

    /// The document with the workspace's own name and slug as given.
    func renamed(_ name: String, _ slug: String) throws -> String {
        guard case .object(var members) = try parsed, case .object(var place)? = members["workspace"] else { return "" }
        (place["name"], place["slug"]) = (.string(name), .string(slug))
        members["workspace"] = .object(place)
        return JSONValue.object(members).canonicalText
    }
}
