// People, driven as they drive it: an admin invites, a person comes in, and nobody approves their own change.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PeopleTests {
    @Test func `who is invited comes in, approves another's change and not their own, and loses it all when removed`()
        async throws
    {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let place = ["VIGILO_WORKSPACE": "acme"]
            let role = try await installation.vigilo(
                "role", "create", "Lead", "--inherits-from", "engineer", "--allow", "change.approve", environment: place
            )
            #expect(role.status == 0, "\(role.errors)")
            let invited = try await installation.vigilo(
                "member", "invite", "--email", "alice@acme.com", "--role", "engineer", "--custom-role", "Lead",
                "--json",
                environment: place)
            let code = try #require(invited.object["invitation"] as? String, "\(invited.errors)")
            let accepted = try await installation.vigilo(
                "member", "accept", "--invitation", code, "--name", "Alice", "-q", environment: ["VIGILO_TOKEN": ""])
            #expect(accepted.status == 0, "\(accepted.errors)")
            let token = accepted.output.trimmingCharacters(in: .newlines)
            let alice = place.merging(["VIGILO_TOKEN": token]) { _, new in new }

            for (title, who) in [("The admin's", place), ("Alice's", alice)] {
                let made = try await installation.vigilo("change", "create", "--title", title, environment: who)
                #expect(made.status == 0, "\(made.errors)")
            }
            for key in ["CHG-00001", "CHG-00002"] {
                let moved = try await installation.vigilo("change", "move", key, "review", environment: alice)
                #expect(moved.status == 0, "\(moved.errors)")
            }
            let approved = try await installation.vigilo("change", "move", "CHG-00001", "approved", environment: alice)
            #expect(approved.status == 0, "\(approved.errors)")
            let own = try await installation.vigilo("change", "move", "CHG-00002", "approved", environment: alice)
            #expect(own.status == 4)
            #expect(own.errors.contains("nobody approves or rejects their own change"), "\(own.errors)")

            let removed = try await installation.vigilo(
                "member", "remove", "alice@acme.com", "--yes", environment: place)
            #expect(removed.status == 0, "\(removed.errors)")
            let gone = try await installation.vigilo("change", "list", environment: alice)
            #expect(gone.status == 5)
        }
    }

    @Test func `a token is made, used, and after it was revoked good for nothing`() async throws {
        let installation = try await Installation()
        try await installation.withDaemon { _ in
            let made = try await installation.vigilo("token", "create", "--name", "ci", "--expires-in", "1h", "-q")
            #expect(made.status == 0, "\(made.errors)")
            let token = made.output.trimmingCharacters(in: .newlines)
            let list = try await installation.vigilo("token", "list", environment: ["VIGILO_TOKEN": token])
            #expect(list.output.contains("\(token.prefix(8)) *  ci"), "\(list.output)")
            let revoked = try await installation.vigilo("token", "revoke", String(token.prefix(8)), "--yes")
            #expect(revoked.status == 0, "\(revoked.errors)")
            let used = try await installation.vigilo("token", "list", environment: ["VIGILO_TOKEN": token])
            #expect(used.status == 3)
        }
    }

    @Test func `a file of thousands is invited by the line of the manual, and a second time says so`() async throws {
        let installation = try await Installation()
        let file = installation.folder.appendingPathComponent("invites.csv").path
        let rows = (1...5000).map { "person\($0)@acme.com,engineer,\n" }.joined()
        try ("email,role,custom_role_name\n" + rows + "nobody,engineer,\n").write(
            toFile: file, atomically: true, encoding: .utf8)
        try await installation.withDaemon { _ in
            try await installation.makeWorkspace("acme")
            let place = ["VIGILO_WORKSPACE": "acme"]
            let first = try await installation.vigilo("member", "bulk-invite", "--csv", file, environment: place)
            #expect(first.status == 1)
            #expect(first.errors == "5001 rows: 5000 invited, 1 failed.\n")
            #expect(first.output.split(separator: "\n").count == 5001)
            let again = try await installation.vigilo("member", "bulk-invite", "--csv", file, environment: place)
            #expect(again.status == 1)
            #expect(again.errors == "5001 rows: 0 invited, 5001 failed.\n")
            #expect(again.output.contains("person5000@acme.com has been invited already"))
        }
    }
}
