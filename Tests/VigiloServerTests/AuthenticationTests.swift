// Who may ask: bearer tokens, and the ids of requests.

import HTTPTypes
import Logging
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct AuthenticationTests {
    @Test func `without a token every path is 401 and says how to come by one`() async throws {
        let house = try await House()
        for path in [Path.status, Path.plugins, "/no/such/path"] {
            let answer = try await house.send(.get, path, authorized: false)
            #expect(answer.status == 401)
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            let problem = try answer.problem()
            #expect(problem.code == "token_missing")
            #expect(problem.hint?.contains("vigilo configure") == true)
        }
    }

    @Test(arguments: ["Basic dXNlcjpwYXNz", "Bearer", "vgl_x"])
    func `another scheme is as good as no token`(_ header: String) async throws {
        let answer = try await House().send(.get, Path.me, headers: [.authorization: header])
        #expect(try answer.problem().code == "token_missing")
    }

    @Test func `a token that is no token is 401 with the platform's code`() async throws {
        let answer = try await House().send(.get, Path.me, headers: [.authorization: "Bearer nonsense"])
        #expect(answer.status == 401)
        #expect(try answer.problem().code == "token_malformed")
        #expect(answer.headers[.wwwAuthenticate]?.contains("invalid_token") == true)
    }

    @Test func `the scheme's name may be written as one likes`() async throws {
        let house = try await House()
        let answer = try await house.send(.get, Path.me, headers: [.authorization: "bEARER \(house.token)"])
        #expect(answer.status == 200)
        #expect(answer.json["email"] == "root@example.com")
        #expect(answer.json["is_platform_admin"] == true)
    }

    @Test func `every answer bears a request id, and the problem document the same one`() async throws {
        let house = try await House()
        let good = try await house.send(.get, Path.status)
        #expect(good.headers[.requestID]?.count == 36)
        let bad = try await house.send(.get, "/nothing")
        #expect(try bad.problem().requestID == bad.headers[.requestID])
        #expect(good.headers[.requestID] != bad.headers[.requestID])
    }

    @Test func `a sane request id of the client's is kept, in the answer and in the log`() async throws {
        let house = try await House()
        let answer = try await house.send(.get, "/nothing", headers: [.requestID: "deploy-17.a_b"])
        #expect(answer.headers[.requestID] == "deploy-17.a_b")
        #expect(try answer.problem().requestID == "deploy-17.a_b")
        let line = try #require(house.log.lines("Request answered").first)
        #expect(line.metadata["request.id"] == "deploy-17.a_b")
        #expect(line.metadata["hb.request.id"] == nil)
    }

    @Test(arguments: ["", "with blank", "semi;colon", String(repeating: "x", count: 65)])
    func `any other request id is replaced`(_ id: String) async throws {
        let answer = try await House().send(.get, Path.status, headers: [.requestID: id])
        #expect(answer.headers[.requestID]?.count == 36)
    }

    @Test func `a stranger sees the status and themselves, and is 403 at the plugins`() async throws {
        let house = try await House(pluginFiles: ["a.so": [0x41]])
        let fields: HTTPFields = [.authorization: "Bearer \(try await house.strangerToken())"]
        #expect(try await house.send(.get, Path.status, headers: fields).status == 200)
        #expect(try await house.send(.get, Path.me, headers: fields).json["is_platform_admin"] == false)
        let requests: [(HTTPRequest.Method, String)] = [
            (.get, Path.plugins), (.get, Path.plugin("a.so")), (.post, Path.functionCall(plugin: "a", function: "f")),
        ]
        for (method, path) in requests {
            let answer = try await house.send(method, path, headers: fields)
            #expect(answer.status == 403, "\(method) \(path)")
            #expect(try answer.problem().code == "forbidden")
        }
    }
}
