// Templates: who sees them, who makes and deletes them, what is in them.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct TemplateTests {
    private let house: House
    private let workspace: Workspace
    private var templates: Templates { house.platform.templates }

    init() async throws {
        house = try await House()
        try house.addVault()
        try await house.fill()
        workspace = try await house.platform.workspaces.show("acme", by: house.admin)
    }

    private func make(
        _ name: String, isPublic: Bool = false, _ source: NewTemplate.Source = .workspace("acme"), by caller: Caller
    ) async throws {
        _ = try await templates.create(
            NewTemplate(name: name, description: "for \(name)", isPublic: isPublic, source: source), by: caller)
    }

    private func names(_ caller: Caller) async throws -> [String] {
        try await templates.list(PageRequest(), by: caller).items.map(\.name)
    }

    @Test func `everybody sees the public ones and their own, platform admins see all`() async throws {
        let ann = try await house.person("ann", .owner, in: workspace)
        let bob = try await house.person("bob", .owner, in: workspace)
        let eve = try await house.person("eve", .viewer, in: workspace)
        let stranger = try await house.person("stranger")
        try await make("ann's", by: ann)
        try await make("ann's public", isPublic: true, by: ann)
        try await make("bob's", by: bob)
        #expect(try await names(ann) == ["ann's", "ann's public"])
        #expect(try await names(bob) == ["ann's public", "bob's"])
        #expect(try await names(eve) == ["ann's public"])
        #expect(try await names(house.admin) == ["ann's", "ann's public", "bob's"])
        #expect(await refusal { _ = try await names(stranger) }?.kind == .forbidden)
        #expect(await refusal { _ = try await templates.show("bob's", by: ann) }?.code == "template_not_found")
        let shown = try await templates.show("ann's public", by: eve)
        #expect(shown.snapshot != nil && shown.workspace == "acme" && shown.createdBy == "ann@example.com")
        #expect(try await templates.list(PageRequest(), by: ann).items.allSatisfy { $0.snapshot == nil })
        let first = try await templates.list(PageRequest(limit: 2), by: house.admin)
        let rest = try await templates.list(PageRequest(limit: 2, cursor: first.nextCursor), by: house.admin)
        #expect(first.items.count == 2 && rest.items.map(\.name) == ["bob's"] && rest.nextCursor == nil)
    }

    @Test func `only its maker and platform admins delete one`() async throws {
        let ann = try await house.person("ann", .owner, in: workspace)
        let bob = try await house.person("bob", .owner, in: workspace)
        try await make("one", isPublic: true, by: ann)
        try await make("two", isPublic: true, by: ann)
        #expect(await refusal { _ = try await templates.delete("one", by: bob) }?.code == "not_your_template")
        #expect(try await templates.delete("one", by: ann).name == "one")
        #expect(try await templates.delete("two", by: house.admin).name == "two")
        let rows = try await house.auditRows(.platform).suffix(4)
        #expect(
            try rows.map { try $0.text("action") } == [
                "template.create", "template.create", "template.delete", "template.delete",
            ])
        #expect(try rows.last?.optionalText("old_value")?.contains(#""snapshot":{"#) == true)
    }

    @Test func `of a workspace only those make one who may export it`() async throws {
        let admin = try await house.person("ada", .admin, in: workspace)
        #expect(await refusal { try await make("x", by: admin) }?.kind == .forbidden)
        let document = try await house.exported().parsed
        try await make("x", .document(document), by: admin)
        let engineer = try await house.person("ed", .engineer, in: workspace)
        #expect(await refusal { try await make("y", .document(document), by: engineer) }?.kind == .forbidden)
    }

    @Test func `a name is there once, and neither it nor the description is a secret`() async throws {
        try await make("one", by: house.admin)
        #expect(await refusal { try await make("one", by: house.admin) }?.code == "template_exists")
        let secret = TokenSecret.random().text
        let error = await refusal {
            _ = try await templates.create(
                NewTemplate(name: " ", description: secret, source: .workspace("acme")), by: house.admin)
        }
        #expect(error?.fields.map(\.field) == ["name", "description"])
    }

    @Test func `a document with a secret in it becomes a template without`() async throws {
        var members = try await house.exported().parsed.objectValue ?? [:]
        members["settings"] = ["slack": ["token": "hush", "channel": "#ops"]]
        let (template, warnings) = try await templates.create(
            NewTemplate(name: "x", source: .document(.object(members))), by: house.admin)
        #expect(template.snapshot?["settings"] == ["slack": ["channel": "#ops"]])
        #expect(warnings.map(\.path) == ["settings.slack.token"] && template.workspace == nil)
    }

    @Test func `a document that is no good becomes no template`() async throws {
        let error = await refusal { try await make("x", .document(["format": "vigilo.workspace"]), by: house.admin) }
        #expect(error?.fields.map(\.field) == ["version"])
        #expect(try await names(house.admin) == [])
    }

    @Test func `a workspace made of one says so in its audit log`() async throws {
        try await make("one", by: house.admin)
        let made = try await house.platform.snapshots.makeWorkspace(
            from: .template("one"), NewImport(slug: "copy", region: "us"), by: house.admin)
        #expect(made.workspace.region == "us")
        let rows = try await house.auditRows(.workspace(made.workspace.id))
        #expect(try rows[1].text("metadata").contains(#""template":"one""#))
        let missing = await refusal {
            _ = try await house.platform.snapshots.makeWorkspace(
                from: .template("ome"), NewImport(slug: "copy2"), by: house.admin)
        }
        #expect(missing?.code == "template_not_found" && missing?.hint == "Did you mean 'one'?")
    }
}
