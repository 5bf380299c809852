// Definitions of custom fields.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct CustomFieldTests {
    private let house: House
    private let workspace: Workspace

    init() async throws {
        house = try await House()
        workspace = try await house.workspace()
    }

    private var fields: Fields { house.platform.fields }

    @Test func `a field is defined, listed in its place, and told to the audit log`() async throws {
        try await house.define("effort", "number", options: ["minimum": 0], standard: 3, order: 7)
        try await house.define("area", "select", options: ["choices": ["net"]], isRequired: true, order: 2)
        try await house.define("area", "text", of: .task)
        let listed = try await fields.list(in: "acme", by: house.admin)
        #expect(listed.map(\.field.key) == ["area", "effort", "area"])
        #expect(listed.map(\.field.entityType) == [.change, .change, .task])
        let effort = try await fields.show("effort", of: .change, in: "acme", by: house.admin)
        #expect(effort.field.defaultValue == 3 && effort.field.options == ["minimum": 0])
        #expect(effort.field.label == "effort" && effort.field.owner == "vigilo" && effort.isAvailable)
        let rows = try await house.auditRows(.workspace(workspace.id)).filter {
            try $0.text("action") == "field.define"
        }
        #expect(rows.count == 3)
        #expect(try rows[0].text("new_value") == effort.field.image.canonicalText)
    }

    @Test func `without a place a field stands behind the others`() async throws {
        try await house.define("first", "text", order: 10)
        #expect(try await house.define("aaa", "text").displayOrder == 11)
        #expect(try await house.define("other", "text", of: .task).displayOrder == 1)
    }

    @Test(arguments: [
        ("", "characters"), ("Window", "lower-case"), ("1a", "a letter first"), ("a-b", "lower-case"),
        ("_a", "a letter first"), (String(repeating: "a", count: 41), "41"), ("a\u{0}b", "lower-case"),
        ("ä", "lower-case"),
    ])
    func `a key that is none is refused`(key: String, part: String) async throws {
        let error = await refusal { try await house.define(key, "text") }
        #expect(error?.fields.map(\.field) == ["key"])
        #expect(error?.sentence.contains(part) == true, "\(error?.sentence ?? "")")
    }

    @Test func `a key is taken once for an entity type`() async throws {
        try await house.define("window", "text")
        #expect(await refusal { try await house.define("window", "date") }?.code == "field_exists")
        try await house.define("window", "date", of: .incident)
    }

    @Test func `an unknown type is refused with the nearest`() async throws {
        let error = await refusal { try await house.define("window", "dat") }
        #expect(
            error?.fields == [FieldError(field: "field_type", message: "'dat' is no field type; did you mean 'date'?")])
    }

    @Test(
        arguments: [
            ("text", ["max_lenght": 3], "options.max_lenght", "did you mean 'max_length'?"),
            ("number", ["minimum": "1"], "options.minimum", "must be of type number"),
            ("select", [:], "options.choices", "is missing"),
            ("select", ["choices": ["a", 1]], "options.choices[1]", "must be of type string"),
            ("date", ["earliest": "tomorrow"], "options", "2026-12-25"),
            ("text", ["a"], "options", "must be an object"),
        ] as [(String, JSONValue, String, String)])
    func `options that the type does not take are refused`(
        type: String, options: JSONValue, field: String, part: String
    ) async throws {
        let error = await refusal { try await house.define("window", type, options: options) }
        #expect(error?.fields.map(\.field) == [field])
        #expect(error?.fields.first?.message.contains(part) == true, "\(error?.sentence ?? "")")
        #expect(try await house.count("custom_field") == 0)
    }

    @Test func `the default is judged by the type and kept as it was given`() async throws {
        try house.addDoubler()
        #expect(try await house.define("good", "doubled", standard: 4).defaultValue == 4)
        let error = await refusal { try await house.define("bad", "doubled", standard: 44) }
        #expect(
            error?.fields == [FieldError(field: "default_value", message: "44 is not one of my numbers in acme.")])
        let options = await refusal { try await house.define("bad", "doubled", options: ["strict": 1]) }
        #expect(options?.fields.map(\.field) == ["options.strict"])
    }

    @Test func `a type that cannot judge the default stops the definition`() async throws {
        try house.addDoubler(DoublingField(error: ExtensionError(.failed, "no disk")))
        await #expect(throws: ExtensionError(.failed, "no disk")) {
            try await house.define("good", "doubled", standard: 4)
        }
        #expect(try await house.count("custom_field") == 0)
    }

    @Test func `label, options, default, place and duty change; before and after are in the audit log`() async throws {
        let old = try await house.define("effort", "number", standard: 3)
        let patch = FieldPatch(
            label: "Effort", options: ["minimum": 1], defaultValue: .null, isRequired: true, displayOrder: 9)
        let new = try await fields.update("effort", of: .change, by: patch, in: "acme", by: house.admin).field
        #expect(new.label == "Effort" && new.options == ["minimum": 1] && new.isRequired && new.displayOrder == 9)
        #expect(new.defaultValue == nil)
        let row = try #require(try await house.auditRows(.workspace(workspace.id)).last)
        #expect(try row.text("action") == "field.update")
        #expect(try row.text("old_value") == old.image.canonicalText)
        #expect(try row.text("new_value") == new.image.canonicalText)
        _ = try await fields.update("effort", of: .change, by: patch, in: "acme", by: house.admin)
        #expect(try await house.auditRows(.workspace(workspace.id)).last?.integer("seq") == row.integer("seq"))
    }

    @Test func `new options are held against the default that stays`() async throws {
        try await house.define("effort", "number", standard: 3)
        let error = await refusal {
            _ = try await fields.update(
                "effort", of: .change, by: FieldPatch(options: ["minimum": 5]), in: "acme", by: house.admin)
        }
        #expect(error?.fields == [FieldError(field: "default_value", message: "It must be at least 5.")])
    }

    @Test func `a definition that changes while a type judges is judged again`() async throws {
        let house = house
        let counter = Counter()
        try house.addDoubler()
        try await house.define("window", "doubled")
        try house.addDoubler(
            DoublingField(whileJudging: {
                guard counter.next() == 1 else { return }
                let patch = FieldPatch(label: "From elsewhere")
                _ = try? await house.platform.fields.update(
                    "window", of: .change, by: patch, in: "acme", by: house.admin)
            }))
        let field = try await house.platform.fields.update(
            "window", of: .change, by: FieldPatch(defaultValue: 2), in: "acme", by: house.admin
        ).field
        #expect(field.label == "From elsewhere" && field.defaultValue == 2)
        #expect(counter.count == 2)
    }

    @Test func `where the plugin is gone, all may change but what its type would have to judge`() async throws {
        try house.addDoubler()
        try await house.define("window", "doubled", standard: 4)
        house.registry.withdraw(owner: "doubler")
        let shown = try await fields.show("window", of: .change, in: "acme", by: house.admin)
        #expect(!shown.isAvailable && shown.field.owner == "doubler")
        let patch = FieldPatch(label: "Window", defaultValue: .null, isRequired: true)
        _ = try await fields.update("window", of: .change, by: patch, in: "acme", by: house.admin)
        let error = await refusal {
            _ = try await fields.update(
                "window", of: .change, by: FieldPatch(defaultValue: 2), in: "acme", by: house.admin)
        }
        #expect(error?.fields.first?.message.contains("the plugin 'doubler', which is not active") == true)
    }

    @Test func `fields belong to admins, are read by all, and are their workspace's own`() async throws {
        let engineer = try await house.person("eve", .engineer, in: workspace)
        let stranger = try await house.person("sam")
        try await house.define("window", "text")
        let new = NewField(entityType: .change, key: "mine", fieldType: "text")
        #expect(await refusal { _ = try await fields.define(new, in: "acme", by: engineer) }?.kind == .forbidden)
        #expect(try await fields.list(in: "acme", by: engineer).count == 1)
        #expect(await refusal { _ = try await fields.list(in: "acme", by: stranger) }?.kind == .notFound)
        try await house.workspace("other")
        #expect(try await fields.list(in: "other", by: house.admin).isEmpty)
        let missing = await refusal { _ = try await fields.show("windw", of: .change, in: "acme", by: engineer) }
        #expect(missing?.code == "field_not_found" && missing?.hint == "Did you mean 'window'?")
    }

    @Test func `an entity type has 200 fields at most`() async throws {
        for number in 1...FieldLimits.mostPerEntityType { try await house.define("f\(number)", "text") }
        #expect(await refusal { try await house.define("more", "text") }?.code == "too_many_fields")
        try await house.define("more", "text", of: .task)
    }
}
