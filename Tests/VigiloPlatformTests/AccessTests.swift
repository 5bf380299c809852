// First access, and who is asking.

import Testing
import VigiloStore

@testable import VigiloPlatform

@Suite struct AccessTests {
    private let house: House

    init() async throws {
        house = try await House()
    }

    @Test func `initialising gives an installation, its admin and a token that works`() async throws {
        #expect(try await house.platform.installation.id() != nil)
        #expect(house.admin.email == "root@example.com")
        #expect(house.admin.displayName == "root")
        #expect(house.admin.isPlatformAdmin)
        #expect(house.adminToken.hasPrefix(house.admin.tokenPrefix))
        #expect(
            try await house.auditActions(.platform) == ["installation.initialise", "user.create", "token.create"])
    }

    @Test func `initialising a second time is a conflict and changes nothing`() async throws {
        let error = await refusal { _ = try await house.platform.installation.initialise(adminEmail: "b@example.com") }
        #expect(error?.kind == .conflict)
        #expect(error?.code == "already_initialised")
        #expect(try await house.count(#""user""#) == 1)
    }

    @Test func `the token's secret is not in the database`() async throws {
        let token = house.adminToken
        let found = try await house.database.read { transaction in
            try transaction.rows(
                "SELECT * FROM api_token WHERE name = $1 OR prefix = $1 OR secret_sha256 = $1", .text(token))
        }
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        "", "plain", "@example.com", "a@", "a@b@c", "a b@example.com", "a@-b.com", "a@b..com", "a..b@c.com", ".a@b.com",
        "ü@example.com", "a@exam\0ple.com", "a@b_c.com", "<a@b.com>", String(repeating: "a", count: 65) + "@b.com",
        "a@" + String(repeating: "b.", count: 130) + "com",
    ])
    func `an address that cannot be one is refused`(email: String) {
        let error = #expect(throws: PlatformError.self) { try EmailAddress(email) }
        #expect(error?.kind == .invalid)
        #expect(error?.fields.map(\.field) == ["email"])
    }

    @Test(arguments: ["a@example.com", "A.B+c@sub.Example.co", "root@localhost", "o'neil@x1.example"])
    func `an address that can be one is accepted as it is`(email: String) throws {
        #expect(try EmailAddress(email).text == email)
    }

    @Test func `addresses are compared without case`() async throws {
        _ = try await house.person("ann")
        let error = await refusal { _ = try await house.person("ANN") }
        #expect(error?.code == "email_taken")
    }

    @Test func `a token that was not given out is unknown`() async {
        let error = await refusal { _ = try await house.platform.tokens.authenticate(TokenSecret.random().text) }
        #expect(error?.kind == .unauthenticated)
        #expect(error?.code == "token_unknown")
    }

    @Test(arguments: [("expires_at", "token_expired"), ("revoked_at", "token_revoked")])
    func `a token past its time is refused`(column: String, code: String) async throws {
        try await house.database.write { _ = try $0.execute("UPDATE api_token SET \(column) = 1") }
        let error = await refusal { _ = try await house.platform.tokens.authenticate(house.adminToken) }
        #expect(error?.kind == .unauthenticated)
        #expect(error?.code == code)
        #expect(error?.sentence.contains("1970-01-01T00:00:00.000001Z") == true)
    }

    @Test func `a token's use is noted at most once a minute`() async throws {
        let lastUse = { [house] in
            try await house.database.read {
                try $0.first("SELECT last_used_at FROM api_token")?.optionalInteger("last_used_at")
            }
        }
        // An hour from now, so that however slow the machine is, less than a minute has passed since.
        try await house.database.write {
            _ = try $0.execute("UPDATE api_token SET last_used_at = last_used_at + 3600000000")
        }
        let first = try #require(try await lastUse())
        _ = try await house.platform.tokens.authenticate(house.adminToken)
        #expect(try await lastUse() == first)
        try await house.database.write {
            _ = try $0.execute("UPDATE api_token SET last_used_at = last_used_at - 7200000000")
        }
        let old = try #require(try await lastUse())
        _ = try await house.platform.tokens.authenticate(house.adminToken)
        #expect(try #require(try await lastUse()) > old)
    }

    @Test func `a full disk keeps nobody out`() async throws {
        try await house.database.write { transaction in
            try transaction.execute("UPDATE api_token SET last_used_at = NULL")
            // Stands in for a full disk: no write to the table succeeds.
            try transaction.execute(
                "CREATE TRIGGER full BEFORE UPDATE ON api_token BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        #expect(try await house.platform.tokens.authenticate(house.adminToken).email == "root@example.com")
    }
}
