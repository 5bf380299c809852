// Tokens, members, roles and invitations, from their routes to their wire bodies.

import Foundation
import HTTPTypes
import Testing
import VigiloJSON
import VigiloPlatform
import VigiloWire

@testable import VigiloServer

struct PeopleTests {
    private func body<Body: Decodable>(_ type: Body.Type, _ answer: Answer) throws -> Body {
        try JSONDecoder().decode(type, from: Data(answer.text.utf8))
    }

    private func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }

    @Test func `a token is made, listed, used and revoked`() async throws {
        let house = try await House()
        let made = try await house.send(.post, Path.tokens, #"{"name":"ci","expires_in_seconds":3600}"#)
        let token = try body(TokenBody.self, made)
        let secret = try #require(token.token)
        #expect(made.status == 201 && made.headers[.location] == Path.token(token.id))
        #expect(token.status == "active" && !token.isCurrent && token.expiresAt != nil)
        #expect(try await house.send(.get, Path.me, headers: bearer(secret)).json["token_name"] == "ci")
        let list = try await house.send(.get, Path.tokens)
        #expect(try body(Page<TokenBody>.self, list).items.map(\.name) == ["initial", "ci"])
        #expect(list.json["items"]?.arrayValue?.first?["is_current"] == true)
        #expect(!list.text.contains(secret))
        let revoked = try await house.send(.post, Path.tokenRevocation(token.prefix))
        #expect(revoked.json["status"] == "revoked")
        #expect(try await house.send(.get, Path.me, headers: bearer(secret)).problem().code == "token_revoked")
        let again = try await house.send(.post, Path.tokenRevocation(token.id))
        #expect(again.status == 409)
        #expect(try await house.send(.post, Path.tokenRevocation("vgl_none")).problem().code == "token_not_found")
    }

    @Test(arguments: [
        (#"{}"#, "name"), (#"{"name":""}"#, "name"), (#"{"name":"x","expires_in_seconds":"1"}"#, "expires_in_seconds"),
        (#"{"name":"x","expires_in_seconds":0}"#, "expires_in_seconds"), (#"{"name":"x","for":"y"}"#, "for"),
    ])
    func `a token that cannot be made is 422 and says which member`(_ text: String, _ field: String) async throws {
        let answer = try await House().send(.post, Path.tokens, text)
        #expect(answer.status == 422)
        #expect(try answer.problem().errors?.map(\.field) == [field])
    }

    @Test func `an invited person accepts without a token, and is then a member`() async throws {
        let house = try await House()
        try await house.workspace()
        let made = try await house.send(
            .post, Path.invitations(in: "acme"), #"{"email":"alice@acme.com","role":"engineer"}"#)
        let invitation = try body(InvitationBody.self, made)
        let code = try #require(invitation.invitation)
        #expect(made.status == 201 && made.headers[.location] == Path.invitation(invitation.id, in: "acme"))
        #expect(invitation.status == "pending" && invitation.invitedBy == "root@example.com")
        #expect(try await !house.send(.get, Path.invitations(in: "acme")).text.contains(code))

        let accepted = try await house.send(
            .post, Path.invitationAcceptance, #"{"invitation":"\#(code)","display_name":"Alice"}"#, authorized: false)
        let alice = try body(AcceptedBody.self, accepted)
        #expect(accepted.status == 201 && alice.workspace == "acme" && alice.displayName == "Alice")
        let token = try #require(alice.token)
        let members = try await house.send(.get, Path.members(in: "acme"), headers: bearer(token))
        #expect(try body(Page<MemberBody>.self, members).items.map(\.role) == ["owner", "engineer"])

        let twice = try await house.send(
            .post, Path.invitationAcceptance, #"{"invitation":"\#(code)"}"#, authorized: false)
        #expect(twice.status == 409)
        let bad = try await house.send(.post, Path.invitationAcceptance, #"{"invitation":"x"}"#, authorized: false)
        #expect(bad.status == 422)
        let badToken = try await house.send(
            .post, Path.invitationAcceptance, #"{"invitation":"\#(code)"}"#, headers: bearer("vgl_x"))
        #expect(badToken.status == 401)
        #expect(try await house.send(.get, Path.invitationAcceptance).status == 405)
        #expect(try await house.send(.get, Path.invitationAcceptance, authorized: false).status == 401)
    }

    @Test func `members are shown, given roles and removed, by address or id`() async throws {
        let house = try await House()
        try await house.workspace()
        let bob = try await house.strangerToken("bob", role: .engineer)
        let shown = try await house.send(.get, Path.member("bob@example.com", in: "acme"))
        let id = try body(MemberBody.self, shown).userID
        let changed = try await house.send(.patch, Path.member(id, in: "acme"), #"{"role":"approver"}"#)
        #expect(changed.json["role"] == "approver")
        let forbidden = try await house.send(
            .delete, Path.member("root@example.com", in: "acme"), headers: bearer(bob))
        #expect(forbidden.status == 403)
        let last = try await house.send(.delete, Path.member("root@example.com", in: "acme"))
        #expect(try last.problem().code == "last_owner" && last.status == 409)
        let unknown = try await house.send(.patch, Path.member("x@y.z", in: "acme"), #"{"role":"viewer"}"#)
        #expect(unknown.status == 404)
        let invalid = try await house.send(.patch, Path.member(id, in: "acme"), #"{"role":"king"}"#)
        #expect(try invalid.problem().errors?.map(\.field) == ["role"])
        #expect(try await house.send(.delete, Path.member("bob@example.com", in: "acme")).status == 200)
        let hidden = try await house.send(.get, Path.members(in: "acme"), headers: bearer(bob))
        #expect(hidden.status == 404)
    }

    @Test func `a role is patched and deleted by name, and what is not named stays`() async throws {
        let house = try await House()
        try await house.workspace()
        let path = Path.role("On call", in: "acme")
        let text = #"{"name":"On call","inherits_from":"engineer","allow":["change.approve"]}"#
        #expect(try await house.send(.post, Path.roles(in: "acme"), text).status == 201)
        let changed = try await house.send(.patch, path, #"{"deny":["task.edit"]}"#)
        #expect(changed.status == 200 && changed.json["allow"] == ["change.approve"])
        #expect(changed.json["deny"] == ["task.edit"] && changed.json["inherits_from"] == "engineer")
        #expect(try await house.send(.patch, path, #"{"allow":[]}"#).json["allow"] == [])
        #expect(try await house.send(.patch, path, #"{"name":"x"}"#).problem().errors?.map(\.field) == ["name"])
        #expect(try await house.send(.delete, path).json["name"] == "On call")
        #expect(try await house.send(.delete, path).problem().code == "role_not_found")
        #expect(try await house.send(.delete, Path.role("owner", in: "acme")).status == 409)
    }

    @Test func `roles are listed weakest first, made once and shown by name`() async throws {
        let house = try await House()
        try await house.workspace()
        let text = #"{"name":"On call","inherits_from":"engineer","allow":["change.approve"],"deny":["task.edit"]}"#
        let made = try await house.send(.post, Path.roles(in: "acme"), text)
        #expect(made.status == 201 && made.headers[.location] == Path.role("On call", in: "acme"))
        #expect(try await house.send(.post, Path.roles(in: "acme"), text).status == 409)
        let role = try body(RoleBody.self, try await house.send(.get, Path.role("On call", in: "acme")))
        #expect(role.permissions.contains("change.approve") && !role.permissions.contains("task.edit"))
        let list = try body(Page<RoleBody>.self, try await house.send(.get, Path.roles(in: "acme")))
        #expect(list.items.map(\.name) == ["viewer", "engineer", "approver", "admin", "owner", "On call"])
        let wrong = try await house.send(
            .post, Path.roles(in: "acme"), #"{"name":"x","inherits_from":"viewer","allow":[1]}"#)
        #expect(try wrong.problem().errors?.map(\.field) == ["allow"])
        #expect(try await house.send(.get, Path.role("none", in: "acme")).status == 404)
    }

    @Test func `an invitation is taken back, and one of a member or one twice is 409`() async throws {
        let house = try await House()
        try await house.workspace()
        let path = Path.invitations(in: "acme")
        #expect(try await house.send(.post, path, #"{"email":"a@x.y","role":"viewer"}"#).status == 201)
        #expect(
            try await house.send(.post, path, #"{"email":"A@x.y","role":"viewer"}"#).problem().code == "already_invited"
        )
        let member = try await house.send(.post, path, #"{"email":"root@example.com","role":"viewer"}"#)
        #expect(try member.problem().code == "already_member")
        #expect(try await house.send(.delete, Path.invitation("a@x.y", in: "acme")).json["status"] == "revoked")
        #expect(try await house.send(.delete, Path.invitation("a@x.y", in: "acme")).status == 404)
        let pending = try await house.send(.get, path + "?status=pending")
        #expect(pending.json["items"] == [])
        #expect(try await house.send(.get, path + "?status=lost").status == 422)
        let viewer = try await house.strangerToken("vie", role: .viewer)
        let refused = try await house.send(
            .post, path, #"{"email":"b@x.y","role":"viewer"}"#, headers: bearer(viewer))
        #expect(try refused.problem().code == "forbidden")
    }
}

struct BulkInvitationTests {
    private let house: House
    private let path = Path.bulkInvitations(in: "acme")

    init() async throws {
        house = try await House()
        try await house.workspace()
    }

    private func send(_ text: String, type: String = "text/csv", token: String? = nil) async throws -> Answer {
        var headers: HTTPFields = [.contentType: type]
        if let token { headers[.authorization] = "Bearer \(token)" }
        return try await house.send(.post, path, text, headers: headers)
    }

    @Test func `each row is answered in order, good or bad, and the last line counts them`() async throws {
        let answer = try await send(
            "\u{FEFF}email,role,custom_role_name\r\na@x.y,engineer,\r\n\r\n\"b@x.y\",\"viewer\"\r\n"
                + "a@x.y,engineer,\r\nnobody,viewer,\r\nc@x.y,king,\r\nd@x.y,viewer,,,\r\n\"e@x.y\"z,viewer\r\nf@x.y,viewer"
        )
        #expect(answer.status == 200 && answer.headers[.contentType] == "application/x-ndjson")
        let lines = try answer.jsonLines()
        #expect(
            lines.dropLast().map { "\($0["line"]?.integerValue ?? 0) \($0["reason"]?.stringValue ?? "ok")" } == [
                "2 ok", "4 ok", "5 already_invited", "6 invalid_input", "7 invalid_input", "8 csv_row", "9 csv_row",
                "10 ok",
            ])
        #expect(lines.last == ["status": "finished", "rows": 8, "invited": 3, "failed": 5])
        let code = try #require(lines[0]["invitation"]?.stringValue)
        let accepted = try await house.send(
            .post, Path.invitationAcceptance, #"{"invitation":"\#(code)"}"#, authorized: false)
        #expect(accepted.json["email"] == "a@x.y")
    }

    @Test func `a second time every row says that it was there already`() async throws {
        let rows = (1...600).map { "p\($0)@x.y,viewer\n" }.joined()
        #expect(try await send("email,role\n" + rows).jsonLines().last?["invited"] == 600)
        let again = try await send("email,role\n" + rows).jsonLines()
        #expect(again.last == ["status": "finished", "rows": 600, "invited": 0, "failed": 600])
        #expect(again.dropLast().allSatisfy { $0["reason"] == "already_invited" })
    }

    @Test(arguments: [
        "", "a@x.y,viewer\n", "email\na@x.y\n", "email,role,age\n", "email,email,role\n", "\"email,role\n",
    ])
    func `a file without its header is refused as a whole`(_ text: String) async throws {
        let answer = try await send(text)
        #expect(answer.status == 422)
        #expect(try answer.problem().code == "csv_header")
    }

    @Test func `who may not invite, and what is no table, is refused before a row is read`() async throws {
        let viewer = try await house.strangerToken("vie", role: .viewer)
        #expect(try await send("email,role\na@x.y,viewer\n", token: viewer).status == 403)
        #expect(try await send("email,role\na@x.y,viewer\n", type: "application/json").status == 415)
        #expect(try await house.send(.get, path).status == 405)
    }

    @Test func `a row without an end is told, and what stands before it is invited`() async throws {
        let lines = try await send("email,role\na@x.y,viewer\n\"b@x.y,viewer\n" + String(repeating: "x", count: 20_000))
            .jsonLines()
        #expect(lines.map { $0["message"] == nil ? $0["status"] : $0["reason"] } == ["invited", "csv_row", "finished"])
        let open = try await send("email,role\n\"b@x.y,viewer\n").jsonLines()
        #expect(open.first?["message"]?.stringValue?.contains("never closed") == true)
    }
}
