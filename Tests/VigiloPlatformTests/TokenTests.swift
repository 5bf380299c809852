// Tokens: made, seen and revoked by those who may.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct TokenTests {
    @Test func `a token is shown once, opens what its maker may, and is told of on the platform chain`() async throws {
        let house = try await House()
        let acme = try await house.workspace()
        let bob = try await house.person("bob", .viewer, in: acme)
        let before = try await house.count("audit_log")
        let issued = try await house.platform.tokens.create(named: " CI ", expiresInSeconds: 3600, by: bob)
        #expect(issued.token.name == "CI" && issued.token.createdBy == "bob@example.com")
        #expect(issued.secret.hasPrefix(issued.token.prefix) && issued.token.status(at: .now()) == .active)
        let caller = try await house.platform.tokens.authenticate(issued.secret)
        #expect(caller.userID == bob.userID && caller.tokenName == "CI")
        #expect(try await house.count("audit_log") == before + 1)
        let row = try #require(try await house.auditRows(.platform).last)
        #expect(try row.text("action") == "token.create" && row.text("actor") == bob.userID)
        #expect(try row.text("new_value").contains(issued.token.prefix))
        #expect(try !row.text("new_value").contains(issued.secret))
        let stored = try await house.database.read { try $0.rows("SELECT * FROM api_token").map { "\($0)" } }
        #expect(!stored.joined().contains(issued.secret))
    }

    @Test func `input that makes no token is told member by member`() async throws {
        let house = try await House()
        let error = await refusal {
            _ = try await house.platform.tokens.create(named: " ", expiresInSeconds: 0, by: house.admin)
        }
        #expect(error?.kind == .invalid && error?.fields.map(\.field) == ["name", "expires_in_seconds"])
        for seconds in [Int64.max, -1] {
            let error = await refusal {
                _ = try await house.platform.tokens.create(named: "x", expiresInSeconds: seconds, by: house.admin)
            }
            #expect(error?.kind == .invalid)
        }
    }

    @Test func `who belongs to no workspace makes no tokens, but may see and revoke their own`() async throws {
        let house = try await House()
        let eve = try await house.person("eve")
        let error = await refusal { _ = try await house.platform.tokens.create(named: "x", by: eve) }
        #expect(error?.kind == .forbidden && error?.sentence.contains("token.create") == true)
        #expect(try await house.platform.tokens.list(PageRequest(), by: eve).items.map(\.id) == [eve.tokenID])
        #expect(try await house.platform.tokens.revoke(eve.tokenID, by: eve).revokedAt != nil)
    }

    @Test func `a revoked token is no token any more, and is revoked once`() async throws {
        let house = try await House()
        let issued = try await house.platform.tokens.create(named: "CI", by: house.admin)
        let revoked = try await house.platform.tokens.revoke(issued.token.prefix, by: house.admin)
        #expect(revoked.status(at: .now()) == .revoked)
        let used = await refusal { _ = try await house.platform.tokens.authenticate(issued.secret) }
        #expect(used?.code == "token_revoked")
        let rows = try await house.count("audit_log")
        let again = await refusal { _ = try await house.platform.tokens.revoke(issued.token.id, by: house.admin) }
        #expect(again?.kind == .conflict && again?.code == "token_already_revoked")
        #expect(try await house.count("audit_log") == rows)
        #expect(try await house.auditActions(.platform).last == "token.revoke")
    }

    @Test(arguments: ["vgl_zzzz", "no-such-id", "", "a\0b", "ü"])
    func `a token that is not there is 404`(_ name: String) async throws {
        let house = try await House()
        let error = await refusal { _ = try await house.platform.tokens.revoke(name, by: house.admin) }
        #expect(error?.kind == .notFound && error?.code == "token_not_found")
    }

    @Test func `two tokens with one prefix are told apart by their ids`() async throws {
        let house = try await House()
        let one = try await house.platform.tokens.create(named: "a", by: house.admin).token
        let two = try await house.platform.tokens.create(named: "b", by: house.admin).token
        try await house.database.write { _ = try $0.execute("UPDATE api_token SET prefix = 'vgl_same'") }
        let error = await refusal { _ = try await house.platform.tokens.revoke("vgl_same", by: house.admin) }
        #expect(error?.code == "token_ambiguous" && error?.kind == .conflict)
        #expect(try await house.platform.tokens.revoke(one.id, by: house.admin).name == "a")
        #expect(try await house.platform.tokens.show(two.id, by: house.admin).revokedAt == nil)
    }

    @Test func `tokens of others are for admins over them, and hidden from all the rest`() async throws {
        let house = try await House()
        let acme = try await house.workspace()
        let other = try await house.workspace("other")
        let tokens = house.platform.tokens
        let engineer = try await house.person("eng", .engineer, in: acme)
        let admin = try await house.person("adm", .admin, in: acme)
        let owner = try await house.person("own", .owner, in: acme)
        let elsewhere = try await house.person("els", .admin, in: other)

        #expect(try await tokens.list(PageRequest(), of: "eng@example.com", by: admin).items.count == 1)
        #expect(try await tokens.list(PageRequest(), of: admin.userID, by: owner).items.count == 1)
        #expect(try await tokens.list(PageRequest(), of: "own@example.com", by: house.admin).items.count == 1)
        for (who, whose) in [
            (engineer, "adm@example.com"), (admin, "own@example.com"), (elsewhere, "eng@example.com"),
            (owner, "root@example.com"), (admin, "nobody@example.com"),
        ] {
            let error = await refusal { _ = try await tokens.list(PageRequest(), of: whose, by: who) }
            #expect(error?.code == "user_not_found", "\(who.email) \(whose)")
        }
        let hidden = await refusal { _ = try await tokens.revoke(owner.tokenID, by: admin) }
        #expect(hidden?.code == "token_not_found")
        #expect(try await tokens.revoke(engineer.tokenID, by: admin).createdBy == "eng@example.com")
        let row = try #require(try await house.auditRows(.platform).last)
        #expect(try row.text("actor") == admin.userID && row.text("metadata").contains(engineer.userID))
    }

    @Test func `a list of tokens goes on where the page before ended`() async throws {
        let house = try await House()
        for name in ["a", "b", "c"] { _ = try await house.platform.tokens.create(named: name, by: house.admin) }
        let first = try await house.platform.tokens.list(PageRequest(limit: 2), by: house.admin)
        #expect(first.items.map(\.name) == ["initial", "a"])
        let rest = try await house.platform.tokens.list(
            PageRequest(limit: 2, cursor: first.nextCursor), by: house.admin)
        #expect(rest.items.map(\.name) == ["b", "c"] && rest.nextCursor == nil)
    }
}
