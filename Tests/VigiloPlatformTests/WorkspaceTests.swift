// Workspaces: their rules, their pages, their changes.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct WorkspaceTests {
    private let house: House

    init() async throws {
        house = try await House()
    }

    @Test func `a new workspace is as it was asked for, and its creator is its owner`() async throws {
        let workspace = try await house.platform.workspaces.create(
            slug: "acme-2", name: "  Acme & Söhne ", region: "us", settings: ["holidays": ["2026-12-25"]],
            by: house.admin)
        #expect(workspace.slug == "acme-2" && workspace.name == "Acme & Söhne")
        #expect(workspace.region == "us" && workspace.plan == "free")
        #expect(try await house.platform.workspaces.show("acme-2", by: house.admin) == workspace)
        let userID = house.admin.userID
        #expect(
            try await house.database.read { try Members.standing(of: userID, in: workspace.id, $0) } == Standing(.owner)
        )
        #expect(try await house.auditActions(.platform).last == "workspace.create")
        #expect(try await house.auditActions(.workspace(workspace.id)) == ["member.add"])
    }

    @Test(arguments: ["abc", "a12", "a-b-c", "a23456789012345678901234567890"])
    func `a slug that keeps the rules is accepted`(slug: String) {
        #expect(WorkspaceSlug.isWellFormed(slug))
    }

    @Test(arguments: [
        "", "ab", "a234567890123456789012345678901", "1ab", "-ab", "ab-", "a--b", "Abc", "a_b", "a b", "äbc", "a.b",
        "a/b",
        "abc\n", "abc\0",
    ])
    func `a slug that does not is refused with its field`(slug: String) async {
        let error = await refusal { try await house.workspace(slug) }
        #expect(error?.kind == .invalid)
        #expect(error?.fields.map(\.field) == ["slug"])
    }

    @Test func `everything that is wrong is told at once`() async {
        let error = await refusal {
            _ = try await house.platform.workspaces.create(
                slug: "A", name: " ", region: "mars", settings: ["holidays": ["2026-12-25", "25.12.2026", 7]],
                by: house.admin)
        }
        #expect(
            error?.fields.map(\.field) == ["slug", "name", "region", "settings.holidays[1]", "settings.holidays[2]"])
        #expect(error?.fields[2].message.contains("us, eu") == true)
        #expect(error?.fields[3].message.contains("25.12.2026") == true)
    }

    @Test func `of very many mistakes the first hundred are told`() async {
        let error = await refusal {
            _ = try await house.platform.workspaces.create(
                slug: "acme", name: "Acme", region: "us",
                settings: ["holidays": .array(Array(repeating: 7, count: 5000))], by: house.admin)
        }
        #expect(error?.fields.count == 100)
        #expect(error?.sentence.contains("5000 mistakes") == true)
    }

    @Test(
        arguments: [
            (["holidays": "2026-12-25"], "settings.holidays"), (["holidays": nil], "settings.holidays"),
            (["holidays": ["2026-02-30"]], "settings.holidays[0]"), ([1], "settings"), ("text", "settings"),
            (["big": .string(String(repeating: "x", count: 65_536))], "settings"),
        ] as [(JSONValue, String)])
    func `settings that break a rule are refused`(settings: JSONValue, field: String) async {
        let error = await refusal { try await house.workspace(settings: settings) }
        #expect(error?.kind == .invalid)
        #expect(error?.fields.map(\.field) == [field])
    }

    @Test(arguments: ["", " \n", "a\nb", "a\u{7}b", String(repeating: "x", count: 101)])
    func `a name that is no line of text is refused`(name: String) async throws {
        try await house.workspace()
        let error = await refusal {
            _ = try await house.platform.workspaces.update("acme", name: name, by: house.admin)
        }
        #expect(error?.fields.map(\.field) == ["name"])
    }

    @Test func `a slug that is taken is a conflict and leaves no trace`() async throws {
        try await house.workspace()
        let rows = try await house.count("audit_log")
        let error = await refusal { try await house.workspace() }
        #expect(error?.kind == .conflict)
        #expect(error?.code == "slug_taken")
        #expect(try await house.count("audit_log") == rows)
        #expect(try await house.count("workspace") == 1)
    }

    @Test func `an update patches the settings and is told in the workspace's chain`() async throws {
        let workspace = try await house.workspace(settings: ["a": 1, "b": ["c": 2, "d": 3]])
        let updated = try await house.platform.workspaces.update(
            "acme", name: "New", settingsPatch: ["a": nil, "b": ["d": 4], "holidays": ["2026-12-25"]], by: house.admin)
        #expect(updated.settings == ["b": ["c": 2, "d": 4], "holidays": ["2026-12-25"]])
        #expect(try await house.platform.workspaces.show("acme", by: house.admin) == updated)
        let row = try #require(try await house.auditRows(.workspace(workspace.id)).last)
        #expect(try row.text("action") == "workspace.update")
        #expect(try row.text("old_value") == #"{"name":"Acme","settings":{"a":1,"b":{"c":2,"d":3}}}"#)
        #expect(
            try row.text("new_value")
                == #"{"name":"New","settings":{"b":{"c":2,"d":4},"holidays":["2026-12-25"]}}"#)
        #expect(try row.text("actor") == house.admin.userID)
    }

    @Test func `an update that changes nothing leaves no trace`() async throws {
        let workspace = try await house.workspace()
        let rows = try await house.count("audit_log")
        #expect(
            try await house.platform.workspaces.update("acme", name: "Acme", settingsPatch: [:], by: house.admin)
                == workspace)
        #expect(try await house.count("audit_log") == rows)
    }

    @Test func `a patch that would break a rule changes nothing`() async throws {
        let workspace = try await house.workspace(settings: ["holidays": ["2026-12-25"]])
        for patch: JSONValue in [["holidays": ["soon"]], "no object", .null] {
            let error = await refusal {
                _ = try await house.platform.workspaces.update(
                    "acme", name: "New", settingsPatch: patch, by: house.admin)
            }
            #expect(error?.kind == .invalid)
            #expect(try await house.platform.workspaces.show("acme", by: house.admin) == workspace)
        }
    }

    @Test func `an admin sees every workspace and a member their own, page by page`() async throws {
        var created: [Workspace] = []
        for index in 0..<7 { created.append(try await house.workspace("team-\(index)")) }
        let member = try await house.person("ann", .viewer, in: created[2])
        #expect(try await slugs(by: house.admin, limit: 3) == created.map(\.slug))
        #expect(try await slugs(by: house.admin, limit: 7) == created.map(\.slug))
        #expect(try await slugs(by: member, limit: 3) == ["team-2"])
        #expect(try await slugs(by: house.person("eve"), limit: 3) == [])
    }

    private func slugs(by caller: Caller, limit: Int) async throws -> [String] {
        var slugs: [String] = []
        var request = PageRequest(limit: limit)
        repeat {
            let page = try await house.platform.workspaces.list(request, by: caller)
            #expect(page.items.count <= limit)
            slugs += page.items.map(\.slug)
            try #require(slugs.count <= 7, "a workspace came twice")
            request.cursor = page.nextCursor
        } while request.cursor != nil
        return slugs
    }

    @Test(arguments: [0, -1, 501, .max])
    func `a page of an impossible size is refused`(limit: Int) async {
        let error = await refusal {
            _ = try await house.platform.workspaces.list(PageRequest(limit: limit), by: house.admin)
        }
        #expect(error?.kind == .invalid)
        #expect(error?.fields.map(\.field) == ["limit"])
    }

    @Test(arguments: [
        "", "%", "AAAA", "d29ya3NwYWNlcw", Cursor(list: "work_items.task", key: "1").text, "d29ya3NwYWNlcwoA",
    ])
    func `a cursor of another list or of none is refused`(cursor: String) async {
        let error = await refusal {
            _ = try await house.platform.workspaces.list(PageRequest(cursor: cursor), by: house.admin)
        }
        #expect(error?.kind == .invalid)
        #expect(error?.code == "bad_cursor")
    }
}
