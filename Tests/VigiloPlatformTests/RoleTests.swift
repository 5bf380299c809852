// Roles of a workspace's own: changed at once for everybody, deleted when nobody has them.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct RoleTests {
    private let house: House
    private let acme: Workspace
    private var roles: Roles { house.platform.roles }

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
        _ = try await house.platform.roles.create(
            NewRole(name: "Lead", inheritsFrom: "engineer", allow: ["change.approve"]), in: "acme", by: house.admin)
    }

    private func give(_ role: String, to person: Caller) async throws {
        _ = try await house.platform.members.changeRole(
            of: person.userID, to: nil, customRole: role, in: "acme", by: house.admin)
    }

    @Test func `a change counts at the very next call, and the log has what was before and what is now`() async throws {
        let bob = try await house.person("bob", .viewer, in: acme)
        try await give("Lead", to: bob)
        _ = try await house.platform.permissions.require(.taskCreate, in: "acme", by: bob)
        let changed = try await roles.change(
            "Lead", RoleChange(inheritsFrom: "viewer", deny: ["cert.read"]), in: "acme", by: house.admin)
        #expect(changed.permissions == Role.viewer.permissions.union([.changeApprove]).subtracting([.certRead]))
        #expect(
            await refusal { _ = try await house.platform.permissions.require(.taskCreate, in: "acme", by: bob) }?.kind
                == .forbidden)
        let member = try await house.platform.members.show(bob.userID, in: "acme", by: house.admin)
        #expect(member.standing == changed)
        let row = try #require(try await house.auditRows(.workspace(acme.id)).last)
        let made = try #require(changed.customRole).createdAt.rfc3339
        #expect(try row.text("action") == "role.edit" && row.text("target_type") == "custom_role")
        #expect(
            try row.text("old_value")
                == #"{"allow":["change.approve"],"created_at":"\#(made)","deny":[],"inherits_from":"engineer","name":"Lead"}"#
        )
        #expect(
            try row.text("new_value")
                == #"{"allow":["change.approve"],"created_at":"\#(made)","deny":["cert.read"],"inherits_from":"viewer","#
                + #""name":"Lead"}"#)
    }

    @Test func `a change that changes nothing leaves no trace`() async throws {
        let rows = try await house.count("audit_log")
        for change in [RoleChange(), RoleChange(inheritsFrom: "engineer", allow: ["change.approve"], deny: [])] {
            _ = try await roles.change("Lead", change, in: "acme", by: house.admin)
        }
        #expect(try await house.count("audit_log") == rows)
    }

    @Test func `nobody edits or deletes a role above their own, or makes one that is`() async throws {
        _ = try await roles.create(NewRole(name: "Boss", inheritsFrom: "owner"), in: "acme", by: house.admin)
        let admin = try await house.person("adm", .admin, in: acme)
        let attempts: [(String, RoleChange)] = [
            ("Boss", RoleChange(inheritsFrom: "viewer")), ("Lead", RoleChange(inheritsFrom: "owner")),
        ]
        for (name, change) in attempts {
            let error = await refusal { _ = try await roles.change(name, change, in: "acme", by: admin) }
            #expect(error?.kind == .forbidden && error?.code == "role_above_own")
        }
        #expect(await refusal { _ = try await roles.delete("Boss", in: "acme", by: admin) }?.code == "role_above_own")
        let engineer = try await house.person("eng", .engineer, in: acme)
        #expect(await refusal { _ = try await roles.delete("Lead", in: "acme", by: engineer) }?.code == "forbidden")
        _ = try await roles.change("Lead", RoleChange(inheritsFrom: "admin"), in: "acme", by: admin)
    }

    @Test func `what is wrong with a change is told, a built-in role never changes, and a typing mistake is guessed`()
        async throws
    {
        let wrong = await refusal {
            _ = try await roles.change(
                "Lead", RoleChange(inheritsFrom: "king", allow: ["world.end"]), in: "acme", by: house.admin)
        }
        #expect(wrong?.fields.map(\.field) == ["inherits_from", "allow[0]"])
        let builtIn = await refusal {
            _ = try await roles.change("viewer", RoleChange(deny: []), in: "acme", by: house.admin)
        }
        #expect(builtIn?.kind == .conflict && builtIn?.code == "role_built_in")
        let mistyped = await refusal { _ = try await roles.delete("Laed", in: "acme", by: house.admin) }
        #expect(mistyped?.code == "role_not_found" && mistyped?.hint == "Did you mean 'Lead'?")
    }

    @Test func `a role that members have or that pending invitations are for is not deleted`() async throws {
        let bob = try await house.person("bob", .viewer, in: acme)
        try await give("Lead", to: bob)
        _ = try await house.platform.invitations.invite(
            NewInvitation(email: "eve@example.com", role: nil, customRole: "Lead"), in: "acme", by: house.admin)
        func refused() async -> PlatformError? {
            await refusal { _ = try await roles.delete("Lead", in: "acme", by: house.admin) }
        }
        #expect(await refused()?.sentence == "The role 'Lead' is that of 1 member and 1 pending invitation.")
        _ = try await house.platform.members.remove(bob.userID, in: "acme", by: house.admin)
        #expect(await refused()?.sentence == "The role 'Lead' is that of 1 pending invitation.")
        _ = try await house.platform.invitations.revoke("eve@example.com", in: "acme", by: house.admin)
        _ = try await roles.delete("Lead", in: "acme", by: house.admin)
        #expect(await refused()?.code == "role_not_found")
        let row = try #require(try await house.auditRows(.workspace(acme.id)).last)
        #expect(try row.text("action") == "role.delete" && row.optionalText("new_value") == nil)
        #expect(try row.text("old_value").contains(#""inherits_from":"engineer""#))
    }

    @Test func `a workspace is guessed from those that the caller may see, and from no others`() async throws {
        let bob = try await house.person("bob", .viewer, in: acme)
        _ = try await house.workspace("secrets")
        func hint(_ slug: String, _ caller: Caller) async -> String? {
            await refusal { _ = try await house.platform.workspaces.show(slug, by: caller) }?.hint
        }
        #expect(await hint("acmee", bob) == "Did you mean 'acme'?")
        #expect(await hint("secrest", house.admin) == "Did you mean 'secrets'?")
        #expect(await hint("secrest", bob) == "List yours with: vigilo workspace list")
        #expect(await hint("secrets", bob) == "List yours with: vigilo workspace list")
    }
}
