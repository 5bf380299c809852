// Members and roles: who may give what to whom.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct MemberTests {
    private let house: House
    private let acme: Workspace
    private var members: Members { house.platform.members }

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
    }

    @Test func `a member is given another role, once, and the log tells both`() async throws {
        let bob = try await house.person("bob", .viewer, in: acme)
        let changed = try await members.changeRole(of: "BOB@example.com", to: "approver", in: "acme", by: house.admin)
        #expect(changed.standing == Standing(.approver))
        let row = try #require(try await house.auditRows(.workspace(acme.id)).last)
        #expect(try row.text("action") == "member.role" && row.text("target_id") == bob.userID)
        #expect(try row.text("old_value") == #"{"role":"viewer"}"# && row.text("new_value") == #"{"role":"approver"}"#)
        let rows = try await house.count("audit_log")
        _ = try await members.changeRole(of: bob.userID, to: "approver", in: "acme", by: house.admin)
        #expect(try await house.count("audit_log") == rows)
    }

    @Test func `nobody gives a role above their own, or takes one from somebody above`() async throws {
        let admin = try await house.person("adm", .admin, in: acme)
        _ = try await house.person("own", .owner, in: acme)
        _ = try await house.person("bob", .viewer, in: acme)
        let giving = await refusal {
            _ = try await members.changeRole(of: "bob@example.com", to: "owner", in: "acme", by: admin)
        }
        #expect(giving?.kind == .forbidden && giving?.code == "role_above_own")
        #expect(giving?.sentence == "The role owner is above your own, admin.")
        let taking = await refusal {
            _ = try await members.changeRole(of: "own@example.com", to: "viewer", in: "acme", by: admin)
        }
        #expect(taking?.code == "role_above_own")
        let removing = await refusal { _ = try await members.remove("own@example.com", in: "acme", by: admin) }
        #expect(removing?.code == "role_above_own")
        #expect(
            try await members.changeRole(of: "bob@example.com", to: "admin", in: "acme", by: admin).standing.role
                == .admin)
    }

    @Test func `the last owner neither leaves nor is made less, and a restricted owner does not count`() async throws {
        let owner = try await house.person("own", .owner, in: acme)
        _ = try await members.remove("root@example.com", in: "acme", by: owner)
        _ = try await house.platform.roles.create(
            NewRole(name: "half", inheritsFrom: "owner", deny: ["member.invite"]), in: "acme", by: owner)
        for _ in 0..<2 {
            let leaving = await refusal { _ = try await members.remove("own@example.com", in: "acme", by: owner) }
            #expect(leaving?.kind == .conflict && leaving?.code == "last_owner")
            let demoted = await refusal {
                _ = try await members.changeRole(of: owner.userID, to: "admin", in: "acme", by: house.admin)
            }
            #expect(demoted?.code == "last_owner")
            let halved = await refusal {
                _ = try await members.changeRole(of: owner.userID, to: nil, customRole: "half", in: "acme", by: owner)
            }
            #expect(halved?.code == "last_owner")
            // The second time round somebody is there who is an owner by name only.
            if try await members.list(PageRequest(), in: "acme", by: owner).items.count == 1 {
                _ = try await house.person("two", .viewer, in: acme)
                _ = try await members.changeRole(
                    of: "two@example.com", to: "owner", customRole: "half", in: "acme", by: owner)
            }
        }
        _ = try await members.changeRole(of: "two@example.com", to: "owner", in: "acme", by: owner)
        #expect(try await members.remove("own@example.com", in: "acme", by: owner).email == "own@example.com")
    }

    @Test func `anybody may leave, and only managers send others away`() async throws {
        let viewer = try await house.person("vie", .viewer, in: acme)
        let engineer = try await house.person("eng", .engineer, in: acme)
        let error = await refusal { _ = try await members.remove("vie@example.com", in: "acme", by: engineer) }
        #expect(error?.kind == .forbidden && error?.code == "forbidden")
        _ = try await members.remove("vie@example.com", in: "acme", by: viewer)
        let gone = await refusal { _ = try await house.platform.workspaces.show("acme", by: viewer) }
        #expect(gone?.kind == .notFound)
        #expect(try await house.auditActions(.workspace(acme.id)).last == "member.remove")
        let again = await refusal { _ = try await members.remove("vie@example.com", in: "acme", by: house.admin) }
        #expect(again?.code == "member_not_found")
    }

    @Test func `who may not manage members is told which role may`() async throws {
        let approver = try await house.person("app", .approver, in: acme)
        for error in [
            await refusal { _ = try await members.changeRole(of: "x", to: "viewer", in: "acme", by: approver) },
            await refusal {
                _ = try await house.platform.roles.create(
                    NewRole(name: "x", inheritsFrom: "viewer"), in: "acme", by: approver)
            },
            await refusal {
                _ = try await house.platform.invitations.invite(
                    NewInvitation(email: "a@b.c", role: "viewer"), in: "acme", by: approver)
            },
        ] {
            #expect(error?.kind == .forbidden && error?.hint?.contains("admin, owner") == true)
        }
    }

    @Test func `a custom role allows and denies, denying wins, at the very next call`() async throws {
        let bob = try await house.person("bob", .engineer, in: acme)
        let role = try await house.platform.roles.create(
            NewRole(
                name: "Release Manager", inheritsFrom: "engineer", allow: ["change.approve", "task.create"],
                deny: ["task.create"]), in: "acme", by: house.admin)
        #expect(role.permissions == Role.engineer.permissions.union([.changeApprove]).subtracting([.taskCreate]))
        #expect(try await house.auditActions(.workspace(acme.id)).last == "role.create")
        _ = try await members.changeRole(
            of: "bob@example.com", to: nil, customRole: "Release Manager", in: "acme", by: house.admin)
        _ = try await house.platform.permissions.require(.changeApprove, in: "acme", by: bob)
        try await house.platform.permissions.require(.changeApprove, by: bob)
        let error = await refusal {
            _ = try await house.platform.workItems.create(.task, NewWorkItem(title: "x"), in: "acme", by: bob)
        }
        #expect(
            error?.sentence
                == "You are 'Release Manager' (engineer) of workspace 'acme', which does not include task.create.")
        #expect(
            try await house.platform.roles.list(in: "acme", by: bob).map(\.text).last == "'Release Manager' (engineer)")
        #expect(try await house.platform.roles.show("Release Manager", in: "acme", by: bob) == role)
    }

    @Test func `nobody makes or gives a role that may more than they`() async throws {
        _ = try await house.platform.roles.create(
            NewRole(name: "Inviter", inheritsFrom: "engineer", allow: ["member.invite"]), in: "acme", by: house.admin)
        let bob = try await house.person("bob", .engineer, in: acme)
        _ = try await members.changeRole(of: bob.userID, to: nil, customRole: "Inviter", in: "acme", by: house.admin)
        func invite(_ role: String?, _ custom: String? = nil) async -> PlatformError? {
            await refusal {
                _ = try await house.platform.invitations.invite(
                    NewInvitation(email: "\(role ?? "x")@example.com", role: role, customRole: custom), in: "acme",
                    by: bob)
            }
        }
        #expect(await invite("engineer") == nil)
        #expect(await invite(nil, "Inviter") == nil)
        #expect(await invite("approver")?.code == "role_above_own")
        _ = try await house.platform.roles.create(
            NewRole(name: "Judge", inheritsFrom: "viewer", allow: ["change.approve"]), in: "acme", by: house.admin)
        #expect(
            await invite(nil, "Judge")?.sentence == "The role 'Judge' (viewer) may change.approve, and yours may not.")

        let admin = try await house.person("adm", .admin, in: acme)
        _ = try await house.platform.roles.create(
            NewRole(name: "No approvals", inheritsFrom: "admin", deny: ["change.approve"]), in: "acme", by: admin)
        _ = try await members.changeRole(of: admin.userID, to: nil, customRole: "No approvals", in: "acme", by: admin)
        let error = await refusal {
            _ = try await house.platform.roles.create(
                NewRole(name: "Approver", inheritsFrom: "admin"), in: "acme", by: admin)
        }
        #expect(error?.fields.map(\.field) == ["name"], "a built-in name, whatever its case")
        let wayUp = await refusal {
            _ = try await house.platform.roles.create(
                NewRole(name: "Way up", inheritsFrom: "viewer", allow: ["change.approve"]), in: "acme", by: admin)
        }
        #expect(wayUp?.code == "role_above_own")
    }

    @Test func `what is wrong with a new role is told all at once`() async throws {
        let error = await refusal {
            _ = try await house.platform.roles.create(
                NewRole(
                    name: "", inheritsFrom: "god", allow: ["change.approve", "world.end", "workspace.create"],
                    deny: ["x"]), in: "acme", by: house.admin)
        }
        #expect(error?.fields.map(\.field) == ["name", "inherits_from", "allow[1]", "allow[2]", "deny[0]"])
        let new = NewRole(name: "one", inheritsFrom: "viewer")
        _ = try await house.platform.roles.create(new, in: "acme", by: house.admin)
        let twice = await refusal { _ = try await house.platform.roles.create(new, in: "acme", by: house.admin) }
        #expect(twice?.code == "role_exists")
        for name in ["nope", "a\0b"] {
            let missing = await refusal { _ = try await house.platform.roles.show(name, in: "acme", by: house.admin) }
            #expect(missing?.code == "role_not_found")
        }
    }

    @Test func `a role that does not exist, or does not fit the custom one, is invalid`() async throws {
        _ = try await house.person("bob", .engineer, in: acme)
        _ = try await house.platform.roles.create(
            NewRole(name: "one", inheritsFrom: "viewer"), in: "acme", by: house.admin)
        let wrong: [(String?, String?, String)] = [
            ("king", nil, "role"), (nil, nil, "role"), (nil, "two", "custom_role"), ("admin", "one", "role"),
        ]
        for (role, custom, field) in wrong {
            let error = await refusal {
                _ = try await members.changeRole(
                    of: "bob@example.com", to: role, customRole: custom, in: "acme", by: house.admin)
            }
            #expect(error?.kind == .invalid && error?.fields.map(\.field) == [field])
        }
    }
}
