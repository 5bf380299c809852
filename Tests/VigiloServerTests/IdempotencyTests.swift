// Requests that are sent twice and carried out once.

import Foundation
import HTTPTypes
import Testing
import VigiloJSON
import VigiloStore
import VigiloWire

@testable import VigiloPlatform
@testable import VigiloServer

struct IdempotencyTests {
    private let token = #"{"name":"ci"}"#

    @Test func `a repeat gets the answer of the first time, and nothing is done again`() async throws {
        let house = try await House()
        let first = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k-1"])
        #expect(first.status == 201)
        #expect(first.headers[.idempotencyReplayed] == nil)
        let again = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k-1"])
        #expect(again.status == 201)
        #expect(again.text == first.text)
        #expect(again.headers[.location] == first.headers[.location])
        #expect(again.headers[.idempotencyReplayed] == "true")
        #expect(again.headers[.requestID] != first.headers[.requestID])
        let list = try await house.send(.get, Path.tokens)
        #expect(list.json["items"]?.arrayValue?.count == 2)
    }

    @Test func `refusals are repeated as they were`() async throws {
        let house = try await House()
        let first = try await house.send(.post, Path.tokens, #"{"name":""}"#, headers: [.idempotencyKey: "k"])
        #expect(first.status == 422)
        let again = try await house.send(.post, Path.tokens, #"{"name":""}"#, headers: [.idempotencyKey: "k"])
        #expect(again.text == first.text)
        #expect(again.headers[.idempotencyReplayed] == "true")
    }

    @Test func `another body under the same key is 422`() async throws {
        let house = try await House()
        _ = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        let other = try await house.send(.post, Path.tokens, #"{"name":"x"}"#, headers: [.idempotencyKey: "k"])
        #expect(other.status == 422)
        #expect(try other.problem().code == "idempotency_key_reused")
    }

    @Test func `a key is its sender's own, and its route's`() async throws {
        let house = try await House()
        try await house.workspace()
        let other = try await house.strangerToken("eve", role: .admin)
        let invitation = #"{"email":"a@example.com","role":"viewer"}"#
        let mine = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        let theirs = try await house.send(
            .post, Path.tokens, token, headers: [.idempotencyKey: "k", .authorization: "Bearer \(other)"])
        let elsewhere = try await house.send(
            .post, Path.invitations(in: "acme"), invitation, headers: [.idempotencyKey: "k"])
        #expect([mine, theirs, elsewhere].map(\.status) == [201, 201, 201])
        #expect(Set([mine, theirs, elsewhere].map(\.text)).count == 3)
    }

    @Test(arguments: ["", "two words", "caf\u{e9}", String(repeating: "k", count: 256)])
    func `what can be no key is refused, and nothing is done`(_ key: String) async throws {
        let house = try await House()
        let answer = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: key])
        #expect(answer.status == 422)
        #expect(try answer.problem().errors?.first?.field == "Idempotency-Key")
        #expect(try await house.send(.get, Path.tokens).json["items"]?.arrayValue?.count == 1)
    }

    @Test func `a secret that was shown once is nowhere in the database`() async throws {
        let house = try await House()
        let answer = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "a-certain-key"])
        let secret = try #require(answer.json["token"]?.stringValue)
        for file in ["vigilo.db", "vigilo.db-wal"] {
            guard let bytes = FileManager.default.contents(atPath: "\(house.folder)/\(file)") else { continue }
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file)")
            #expect(bytes.range(of: Data("a-certain-key".utf8)) == nil, "\(file)")
        }
    }

    @Test func `who accepts an invitation without a token may repeat it`() async throws {
        let house = try await House()
        try await house.workspace()
        let invited = try await house.send(
            .post, Path.invitations(in: "acme"), #"{"email":"new@example.com","role":"viewer"}"#)
        let code = try #require(invited.json["invitation"]?.stringValue)
        let body = #"{"invitation":"\#(code)"}"#
        let path = Path.invitationAcceptance
        let first = try await house.send(.post, path, body, headers: [.idempotencyKey: "k"], authorized: false)
        let again = try await house.send(.post, path, body, headers: [.idempotencyKey: "k"], authorized: false)
        #expect(first.status == 201)
        #expect(again.text == first.text)
        #expect(try await house.send(.post, path, body, authorized: false).status == 409)
    }

    @Test func `a change whose answer was lost is not made again`() async throws {
        let house = try await House()
        _ = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        // As if the daemon had ended between the change and the keeping of its answer.
        try await house.change("UPDATE idempotency_key SET answer = NULL, salt = NULL")
        let again = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        #expect(again.status == 409)
        #expect(try again.problem().code == "idempotency_answer_lost")
        #expect(try await house.send(.get, Path.tokens).json["items"]?.arrayValue?.count == 2)
    }

    @Test func `a request that was cut off before it changed anything is carried out by its repeat`() async throws {
        let house = try await House()
        _ = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        try await house.change("UPDATE idempotency_key SET answer = NULL, salt = NULL, is_committed = 0")
        let again = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        #expect(again.status == 201)
        #expect(again.headers[.idempotencyReplayed] == nil)
    }

    @Test func `what reaches beyond the database is not done again where nobody knows how far it came`() async throws {
        let house = try await House()
        _ = try await house.send(.post, Path.pluginScans, headers: [.idempotencyKey: "k"])
        try await house.change("UPDATE idempotency_key SET answer = NULL, salt = NULL, is_committed = 0")
        let again = try await house.send(.post, Path.pluginScans, headers: [.idempotencyKey: "k"])
        #expect(try again.problem().code == "idempotency_outcome_unknown")
    }

    @Test func `after 24 hours a key is free again`() async throws {
        let house = try await House()
        let first = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        try await house.change("UPDATE idempotency_key SET claimed_at = claimed_at - 86400000000")
        let later = try await house.send(.post, Path.tokens, token, headers: [.idempotencyKey: "k"])
        #expect(later.status == 201)
        #expect(later.text != first.text)
    }

    @Test func `what only looks needs no key and keeps no answer`() async throws {
        let house = try await House()
        try await house.workspace()
        let path = Path.validation(fieldType: "text", in: "acme")
        for _ in 0..<2 {
            let answer = try await house.send(.post, path, #"{"value":"x"}"#, headers: [.idempotencyKey: "k"])
            #expect(answer.status == 200)
            #expect(answer.headers[.idempotencyReplayed] == nil)
        }
    }

    @Test func `while a request is being carried out its repeat is 409, and a fault frees the key`() async throws {
        struct Fault: Error {}
        let house = try await House()
        let keys = house.platform.idempotencyKeys
        let request = try RepeatableRequest(
            key: "k", caller: nil, secret: "s", method: "POST", path: "/x", target: "/x", body: [],
            reachesBeyondRecords: true)
        let answer = KeptAnswer(status: 200, headers: [], body: "{}")
        var codes: [String?] = []
        do {
            _ = try await keys.once(request) {
                codes.append(await Self.refusal(of: request, keys))
                throw Fault()
            }
        } catch is Fault {}
        #expect(codes == ["idempotency_in_progress"])
        #expect(try await keys.once(request) { answer }.isReplayed == false)
        #expect(try await keys.once(request) { answer }.isReplayed)
    }

    private static func refusal(of request: RepeatableRequest, _ keys: IdempotencyKeys) async -> String? {
        do {
            _ = try await keys.once(request) { KeptAnswer(status: 200, headers: [], body: "{}") }
            return nil
        } catch {
            return (error as? PlatformError)?.code
        }
    }

    @Test func `an answer of 500 and above is not kept`() async throws {
        let house = try await House()
        let keys = house.platform.idempotencyKeys
        let request = try RepeatableRequest(
            key: "k", caller: nil, secret: "s", method: "POST", path: "/x", target: "/x", body: [],
            reachesBeyondRecords: true)
        for _ in 0..<2 {
            let outcome = try await keys.once(request) { KeptAnswer(status: 502, headers: [], body: "{}") }
            #expect(!outcome.isReplayed)
        }
    }
}

extension House {
    fileprivate func change(_ statement: String) async throws {
        _ = try await database.write { try $0.execute(statement) }
    }
}
