// Invitations: made, taken back, and accepted by those whom they are for.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct InvitationTests {
    private let house: House
    private let acme: Workspace
    private var invitations: Invitations { house.platform.invitations }

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
    }

    private func invite(_ email: String = "alice@acme.com", _ role: String = "engineer") async throws
        -> IssuedInvitation
    {
        try await invitations.invite(NewInvitation(email: email, role: role), in: "acme", by: house.admin)
    }

    private func expireAll() async throws {
        try await house.database.write { _ = try $0.execute("UPDATE invitation SET expires_at = 1") }
    }

    @Test func `an invited person comes in by the code alone, and gets a user, a membership and a token`() async throws
    {
        let issued = try await invite()
        let week = issued.invitation.expiresAt.microseconds - issued.invitation.createdAt.microseconds
        #expect(week == 7 * 86_400 * 1_000_000)
        let accepted = try await invitations.accept(code: issued.code, displayName: "Alice", by: nil)
        #expect(accepted.member.email == "alice@acme.com" && accepted.member.displayName == "Alice")
        #expect(accepted.member.standing == Standing(.engineer) && accepted.workspace.slug == "acme")
        let alice = try await house.platform.tokens.authenticate(try #require(accepted.token).secret)
        #expect(alice.userID == accepted.member.userID && !alice.isPlatformAdmin)
        _ = try await house.platform.workItems.create(.change, NewWorkItem(title: "x"), in: "acme", by: alice)

        let actions = try await house.auditActions(.workspace(acme.id))
        #expect(actions.suffix(4) == ["member.invite", "invitation.accept", "member.add", "change.open"])
        #expect(try await Array(house.auditActions(.platform).suffix(2)) == ["user.create", "token.create"])
        let row = try #require(try await house.auditRows(.workspace(acme.id)).dropLast().last)
        #expect(try row.text("actor") == alice.userID)
        #expect(
            try row.text("metadata")
                == #"{"email":"\#(issued.invitation.email)","invitation_id":"\#(issued.invitation.id)"}"#)
        let all = try await house.database.read { try $0.rows("SELECT * FROM audit_log").map { "\($0)" } }.joined()
        let secret = try #require(accepted.token?.secret)
        #expect(!all.contains(issued.code) && !all.contains(secret))
    }

    @Test func `a code opens once, and not after a week, and not when it was taken back`() async throws {
        let used = try await invite("a@x.y")
        _ = try await invitations.accept(code: used.code, by: nil)
        let twice = await refusal { _ = try await invitations.accept(code: used.code, by: nil) }
        #expect(twice?.kind == .conflict && twice?.code == "invitation_accepted")

        let revoked = try await invite("b@x.y")
        #expect(try await invitations.revoke("B@x.y", in: "acme", by: house.admin).status == .revoked)
        #expect(try await house.auditActions(.workspace(acme.id)).last == "invitation.revoke")
        let back = await refusal { _ = try await invitations.accept(code: revoked.code, by: nil) }
        #expect(back?.code == "invitation_revoked")
        let again = await refusal {
            _ = try await invitations.revoke(revoked.invitation.id, in: "acme", by: house.admin)
        }
        #expect(again?.kind == .conflict && again?.code == "invitation_revoked")

        let late = try await invite("c@x.y")
        try await expireAll()
        let users = try await house.count(#""user""#)
        let expired = await refusal { _ = try await invitations.accept(code: late.code, by: nil) }
        #expect(expired?.code == "invitation_expired")
        #expect(try await house.count(#""user""#) == users)
        let pages = try await invitations.list(PageRequest(), in: "acme", by: house.admin).items
        #expect(pages.map(\.status) == [.accepted, .revoked, .expired])
        for status in Invitation.Status.allCases {
            let found = try await invitations.list(PageRequest(), status: status.rawValue, in: "acme", by: house.admin)
            #expect(found.items == pages.filter { $0.status == status })
        }
    }

    @Test func `who is a member or invited already is not invited again; an expired invitation gives way`() async throws
    {
        _ = try await invite()
        let twice = await refusal { _ = try await invite("ALICE@acme.com") }
        #expect(twice?.kind == .conflict && twice?.code == "already_invited")
        #expect(twice?.hint?.contains("vigilo member uninvite alice@acme.com") == true)
        let member = await refusal { _ = try await invite("Root@example.com") }
        #expect(member?.code == "already_member")
        try await expireAll()
        let renewed = try await invite("ALICE@acme.com")
        #expect(try await invitations.accept(code: renewed.code, by: nil).member.email == "ALICE@acme.com")
        #expect(try await house.count("invitation WHERE status = 'expired'") == 1)
    }

    @Test func `a code does not make anybody somebody who has rights already`() async throws {
        let other = try await house.workspace("other")
        let victim = try await house.person("victim", .owner, in: other)
        let issued = try await invite("victim@example.com")
        let byCode = await refusal { _ = try await invitations.accept(code: issued.code, by: nil) }
        #expect(byCode?.kind == .conflict && byCode?.code == "own_token_needed")
        let thief = try await house.person("thief", .viewer, in: other)
        let byThief = await refusal { _ = try await invitations.accept(code: issued.code, by: thief) }
        #expect(byThief?.kind == .forbidden && byThief?.code == "invitation_for_another")
        let accepted = try await invitations.accept(code: issued.code, by: victim)
        #expect(accepted.token == nil && accepted.member.userID == victim.userID)
    }

    @Test func `a platform admin who belongs to no workspace is not taken over by a code either`() async throws {
        let owner = try await house.person("own", .owner, in: acme)
        _ = try await house.platform.members.remove("root@example.com", in: "acme", by: owner)
        let issued = try await invitations.invite(
            NewInvitation(email: "root@example.com", role: "viewer"), in: "acme", by: owner)
        let error = await refusal { _ = try await invitations.accept(code: issued.code, by: nil) }
        #expect(error?.code == "own_token_needed")
    }

    @Test func `somebody who was removed comes back by a new invitation, as the same user`() async throws {
        let first = try await invitations.accept(code: try await invite().code, by: nil)
        _ = try await house.platform.members.remove("alice@acme.com", in: "acme", by: house.admin)
        let second = try await invitations.accept(code: try await invite().code, by: nil)
        #expect(second.member.userID == first.member.userID && second.token != nil)
    }

    @Test func `what cannot be accepted changes nothing and says why`() async throws {
        let malformed = await refusal { _ = try await invitations.accept(code: "vgi_x", by: nil) }
        #expect(malformed?.kind == .invalid && malformed?.code == "invitation_malformed")
        let unknown = await refusal { _ = try await invitations.accept(code: InvitationCode.random().text, by: nil) }
        #expect(unknown?.kind == .notFound)
        let issued = try await invite()
        let name = await refusal { _ = try await invitations.accept(code: issued.code, displayName: "a\nb", by: nil) }
        #expect(name?.fields.map(\.field) == ["display_name"])
        #expect(try await invitations.show("alice@acme.com", in: "acme", by: house.admin).status == .pending)
    }

    @Test func `of a batch the good ones are invited and each bad one says why`() async throws {
        _ = try await house.platform.roles.create(
            NewRole(name: "On call", inheritsFrom: "engineer"), in: "acme", by: house.admin)
        let admin = try await house.person("adm", .admin, in: acme)
        let batch = [
            NewInvitation(email: "a@x.y", role: "viewer"), NewInvitation(email: "a@x.y", role: "viewer"),
            NewInvitation(email: "no address", role: "viewer"), NewInvitation(email: "b@x.y", role: "boss"),
            NewInvitation(email: "c@x.y", role: nil, customRole: "On call"),
            NewInvitation(email: "d@x.y", role: "owner"),
            NewInvitation(email: "adm@example.com", role: "viewer"), NewInvitation(email: "e@x.y", role: nil),
        ]
        let results = try await invitations.invite(batch, in: "acme", by: admin)
        let codes = results.map { result in
            switch result {
            case .success: "invited"
            case .failure(let error): error.code
            }
        }
        #expect(
            codes == [
                "invited", "already_invited", "invalid_input", "invalid_input", "invited", "role_above_own",
                "already_member", "invalid_input",
            ])
        #expect(try await house.count("invitation") == 2)
        #expect(try await house.auditActions(.workspace(acme.id)).filter { $0 == "member.invite" }.count == 2)
    }

    @Test func `a list of invitations or members goes on where the page before ended`() async throws {
        for name in ["a", "b", "c"] { _ = try await invite("\(name)@x.y") }
        let first = try await invitations.list(PageRequest(limit: 2), in: "acme", by: house.admin)
        let rest = try await invitations.list(
            PageRequest(limit: 2, cursor: first.nextCursor), in: "acme", by: house.admin)
        #expect((first.items + rest.items).map(\.email) == ["a@x.y", "b@x.y", "c@x.y"] && rest.nextCursor == nil)
        _ = try await house.person("bob", .viewer, in: acme)
        let one = try await house.platform.members.list(PageRequest(limit: 1), in: "acme", by: house.admin)
        let two = try await house.platform.members.list(
            PageRequest(limit: 1, cursor: one.nextCursor), in: "acme", by: house.admin)
        #expect((one.items + two.items).map(\.email) == ["root@example.com", "bob@example.com"])
        let strange = await refusal {
            _ = try await invitations.list(PageRequest(), status: "x", in: "acme", by: house.admin)
        }
        #expect(strange?.kind == .invalid)
    }
}
