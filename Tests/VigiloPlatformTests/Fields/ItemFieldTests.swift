// Values of custom fields on work items.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct ItemFieldTests {
    private let house: House
    private let workspace: Workspace

    init() async throws {
        house = try await House()
        workspace = try await house.workspace()
        try house.addDoubler()
    }

    private func errors(_ body: () async throws -> Void) async -> [String: String] {
        let fields = await refusal(body)?.fields ?? []
        return Dictionary(fields.map { ($0.field, $0.message) }) { first, _ in first }
    }

    private func lastRow() async throws -> (action: String, old: JSONValue?, new: JSONValue?) {
        let row = try #require(try await house.auditRows(.workspace(workspace.id)).last)
        return (
            try row.text("action"), try row.optionalText("old_value").map { try JSONValue(parsing: $0) },
            try row.optionalText("new_value").map { try JSONValue(parsing: $0) }
        )
    }

    @Test func `values are stored as their types give them, and are read wherever the item is`() async throws {
        try await house.define("window", "doubled")
        try await house.define("note", "text")
        let made = try await house.open(["window": 4, "note": "42"])
        #expect(made.fields == ["window": 8, "note": "42"])
        #expect(try await lastRow().new?["fields"] == ["window": 8, "note": "42"])
        _ = try await house.open()
        let items = house.platform.workItems
        #expect(try await items.show(.change, key: made.key, in: "acme", by: house.admin).fields == made.fields)
        let listed = try await items.list(.change, PageRequest(), in: "acme", by: house.admin).items
        #expect(listed.map(\.fields) == [made.fields, [:]])
        let drafts = try await items.list(.change, PageRequest(limit: 1), status: "draft", in: "acme", by: house.admin)
        #expect(drafts.items.map(\.fields) == [made.fields])
        let tile = try await house.platform.dashboards.load(widget: "open_changes", in: "acme", by: house.admin)
        #expect(tile["items"]?.arrayValue?.first?["fields"] == ["window": 8, "note": "42"])
    }

    @Test func `everything that is wrong comes at once, in the types' own sentences`() async throws {
        try await house.define("window", "doubled")
        try await house.define("effort", "number", isRequired: true)
        try await house.define("old", "text")
        let end = FieldPatch(isActive: false)
        _ = try await house.platform.fields.update("old", of: .change, by: end, in: "acme", by: house.admin)
        let found = await errors {
            _ = try await house.open(["window": 44, "widnow": 1, "zzzzzzzzz": 1, "old": "x"], title: "")
        }
        #expect(
            found == [
                "title": "is empty", "fields.window": "44 is not one of my numbers in acme.",
                "fields.effort": "is required",
                "fields.widnow": "is not a field here; did you mean 'window'?",
                "fields.zzzzzzzzz": "is not a field here; there are: window, effort",
                "fields.old": "is no longer in use, and its value stays as it is",
            ])
        #expect(try await house.count("work_item") == 0)
        let one = await refusal { _ = try await house.open(["window": 44, "effort": 1]) }
        #expect(
            one?.sentence
                == "The input for the change is not valid: fields.window: 44 is not one of my numbers in acme.")
    }

    @Test func `defaults fill in what is not given, and null is no value at all`() async throws {
        try await house.define("window", "doubled", standard: 2)
        try await house.define("effort", "number", standard: 7, isRequired: true)
        #expect(try await house.open().fields == ["window": 4, "effort": 7])
        #expect(try await house.open(["window": .null]).fields == ["effort": 7])
        #expect(await errors { _ = try await house.open(["effort": .null]) } == ["fields.effort": "is required"])
    }

    @Test func `values are set and removed later, with both sides in the audit log`() async throws {
        try await house.define("window", "doubled")
        try await house.define("note", "text")
        let made = try await house.open(["note": "a"])
        let changed = try await house.set(["window": 3, "note": .null])
        #expect(changed.fields == ["window": 6])
        #expect(changed.updatedAt > made.updatedAt)
        let row = try await lastRow()
        #expect(row.action == "change.set_fields")
        #expect(row.old == ["fields": ["window": .null, "note": "a"]])
        #expect(row.new == ["fields": ["window": 6, "note": .null]])
        #expect(try await house.platform.workItems.show(.change, key: made.key, in: "acme", by: house.admin) == changed)
    }

    @Test func `setting what is there already leaves no trace`() async throws {
        try await house.define("note", "text")
        let made = try await house.open(["note": "a"])
        let count = try await house.count("audit_log")
        #expect(try await house.set(["note": "a"]) == made)
        #expect(try await house.count("audit_log") == count)
    }

    @Test func `what is required cannot be removed, but an older item need not have it`() async throws {
        try await house.define("note", "text")
        _ = try await house.open()
        try await house.define("effort", "number", isRequired: true)
        #expect(try await house.set(["note": "still editable"]).fields == ["note": "still editable"])
        _ = try await house.set(["effort": 1])
        #expect(
            await errors { _ = try await house.set(["effort": .null]) }
                == ["fields.effort": "is required, and cannot be removed"])
    }

    @Test func `without its plugin a field is readable and not writable, and nothing else is touched`() async throws {
        try await house.define("window", "doubled", isRequired: true)
        try await house.define("defaulted", "doubled", standard: 1)
        try await house.define("note", "text")
        let made = try await house.open(["window": 4, "defaulted": 1])
        house.registry.withdraw(owner: "doubler")
        let gone =
            "It cannot be written: its type 'doubled' comes from the plugin 'doubler', which is not active. "
            + "What is stored stays as it is."
        for value in [5, JSONValue.null] {
            #expect(
                await errors { _ = try await house.set(["window": value, "note": "x"]) } == ["fields.window": gone])
        }
        #expect(try await house.set(["note": "x"]).fields == ["window": 8, "defaulted": 2, "note": "x"])
        #expect(try await house.open().fields == [:], "neither demanded nor filled in")
        #expect(try await house.open(["window": .null]).fields == [:])
        let shown = try await house.platform.workItems.fields(of: .change, key: made.key, in: "acme", by: house.admin)
        #expect(shown.map(\.value) == [8, 2, "x"])
        #expect(shown.map(\.isWritable) == [false, false, true] && shown.map(\.text) == [nil, nil, nil])
        try house.addDoubler()
        #expect(try await house.set(["window": 5]).fields["window"] == 10)
        #expect(await errors { _ = try await house.open() } == ["fields.window": "is required"])
    }

    @Test func `a type of the same name from another plugin does not judge the field before an admin says so`()
        async throws
    {
        try await house.define("window", "doubled")
        house.registry.withdraw(owner: "doubler")
        var rival = RegistrationDraft(owner: "rival")
        rival.fieldTypes = [DoublingField()]
        try house.registry.merge(rival)
        _ = try await house.open()
        let found = await errors { _ = try await house.set(["window": 1]) }
        #expect(found["fields.window"]?.contains("now comes from 'rival'") == true)
        let update = FieldPatch(label: "Window")
        let field = try await house.platform.fields.update(
            "window", of: .change, by: update, in: "acme", by: house.admin)
        #expect(field.isAvailable && field.field.owner == "rival")
        #expect(try await house.set(["window": 1]).fields == ["window": 2])
    }

    @Test func `a type that could not judge is told as that, beneath what is wrong with the input`() async throws {
        try await house.define("window", "doubled")
        try house.addDoubler(DoublingField(error: ExtensionError(.deadlineExceeded, "doubler took too long")))
        let error = await #expect(throws: ExtensionError.self) { _ = try await house.open(["window": 1]) }
        #expect(error?.code == .deadlineExceeded)
        #expect(error?.sentence == "The field 'window' could not be checked: doubler took too long")
        #expect(await errors { _ = try await house.open(["window": 1], title: "") } == ["title": "is empty"])
        try house.addDoubler(DoublingField(error: ExtensionError(.invalidArgument, "my options are wrong")))
        #expect(
            await errors { _ = try await house.open(["window": 1]) } == ["fields.window": "my options are wrong"])
        #expect(try await house.count("work_item") == 0)
    }

    @Test func `a definition that changes while a value is judged has the value judged again`() async throws {
        let (house, counter) = (house, Counter())
        try await house.define("window", "doubled")
        try house.addDoubler(
            DoublingField(whileJudging: {
                if counter.next() == 1 { _ = try? await house.define("effort", "number", standard: 1) }
            }))
        #expect(try await house.open(["window": 1]).fields == ["window": 2, "effort": 1])
        #expect(counter.count == 2)
        try house.addDoubler(
            DoublingField(whileJudging: { _ = try? await house.define("more\(counter.next())", "number") }))
        #expect(await refusal { _ = try await house.open(["window": 1]) }?.code == "fields_changed")
        #expect(try await house.count("work_item") == 1)
    }

    @Test func `an item's fields have 64 KiB together`() async throws {
        try await house.define("a", "text", options: ["max_length": 100_000])
        try await house.define("b", "text", options: ["max_length": 100_000])
        let text = JSONValue.string(String(repeating: "x", count: 40_000))
        _ = try await house.open(["a": text])
        #expect(
            await errors { _ = try await house.set(["b": text]) } == ["fields": "are larger than 64 KiB together"])
    }

    @Test func `who edits an item sets its fields; approvers and viewers do not`() async throws {
        try await house.define("note", "text")
        _ = try await house.open()
        for (name, role, isAllowed) in [
            ("vi", Role.viewer, false), ("en", .engineer, true), ("ap", .approver, false), ("ad", .admin, true),
        ] {
            let person = try await house.person(name, role, in: workspace)
            let error = await refusal {
                _ = try await house.platform.workItems.setFields(
                    .change, key: "CHG-00001", to: ["note": .string(name)], in: "acme", by: person)
            }
            #expect(error?.kind == (isAllowed ? nil : .forbidden), "\(role)")
        }
    }

    @Test func `the history tells who changed what from what to what, page by page`() async throws {
        let items = house.platform.workItems
        let engineer = try await house.person("eve", .engineer, in: workspace)
        try await house.define("window", "doubled")
        try await house.define("note", "text")
        _ = try await house.open(["window": 1])
        _ = try await items.move(.change, key: "CHG-00001", to: "review", in: "acme", by: house.admin)
        _ = try await items.setFields(.change, key: "CHG-00001", to: ["note": "n"], in: "acme", by: engineer)
        _ = try await house.set(["window": 3, "note": .null])
        _ = try await house.open(["note": "another item's"])
        func history(_ field: String? = nil, _ page: PageRequest = PageRequest()) async throws -> Slice<FieldChange> {
            try await items.fieldHistory(of: .change, key: "CHG-00001", field: field, page, in: "acme", by: house.admin)
        }
        let all = try await history().items
        #expect(all.map(\.action) == ["change.open", "change.set_fields", "change.set_fields"])
        #expect(all.map(\.actor) == ["root@example.com", "eve@example.com", "root@example.com"])
        #expect(all[0].values == ["window": .init(old: nil, new: 2)])
        #expect(all[2].values == ["window": .init(old: 2, new: 6), "note": .init(old: "n", new: nil)])
        #expect(try await history("note").items.map(\.seq) == [all[1].seq, all[2].seq])
        let first = try await history(nil, PageRequest(limit: 2))
        let rest = try await history(nil, PageRequest(limit: 2, cursor: first.nextCursor))
        #expect(first.items.map(\.seq) + rest.items.map(\.seq) == all.map(\.seq) && rest.nextCursor == nil)
        #expect(await refusal { _ = try await history("nte") }?.code == "field_not_found")
    }

    @Test func `the history is found by an index, however long the log is`() async throws {
        _ = try await house.open()
        let plan = try await house.database.read { transaction in
            try transaction.rows(
                """
                EXPLAIN QUERY PLAN SELECT a.seq FROM audit_log a
                WHERE a.target_id = $1 AND a.seq > $2 AND a.target_type IN ('change', 'incident', 'task')
                    AND a.chain || '' = $3
                ORDER BY a.seq LIMIT 200
                """, "i", 0, "w"
            ).map { try $0.text("detail") }
        }
        #expect(plan.contains { $0.contains("audit_log_by_target") }, "\(plan)")
    }
}
