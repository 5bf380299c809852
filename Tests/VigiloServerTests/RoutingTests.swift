// Paths and methods.

import HTTPTypes
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct RoutingTests {
    /// Whatever the answer is, it must come from a route: the CLI builds its paths with the same functions.
    @Test func `every path of the wire has a route`() async throws {
        let house = try await House()
        try await house.workspace()
        var requests: [(HTTPRequest.Method, String)] = [
            (.get, Path.status), (.get, Path.me), (.get, Path.plugins), (.get, Path.plugin("a b")),
            (.post, Path.functionCall(plugin: "p", function: "f")), (.get, Path.workspaces), (.post, Path.workspaces),
            (.get, Path.workspace("acme")), (.patch, Path.workspace("acme")), (.get, Path.fieldTypes(in: "acme")),
            (.post, Path.validation(fieldType: "text", in: "acme")), (.get, Path.widgets(in: "acme")),
            (.post, Path.widgetLoad("open_changes", in: "acme")),
        ]
        for type in EntityType.allCases {
            requests += [
                (.get, Path.workItems(type, in: "acme")), (.post, Path.workItems(type, in: "acme")),
                (.get, Path.workItem(type, key: "K-1", in: "acme")),
                (.post, Path.transitions(type, key: "K-1", in: "acme")),
            ]
        }
        for (method, path) in requests {
            let answer = try await house.send(method, path)
            #expect(answer.json["code"] != "no_such_path", "\(method) \(path)")
            #expect(answer.status != 405 && answer.status < 500, "\(method) \(path): \(answer.text)")
        }
    }

    @Test func `an unknown path is 404`() async throws {
        let answer = try await House().send(.get, "/api/v1/plugin")
        #expect(answer.status == 404)
        let problem = try answer.problem()
        #expect(problem.code == "no_such_path")
        #expect(problem.type == "urn:vigilo:problem:no_such_path")
        #expect(problem.title == "Not Found")
        #expect(problem.detail.contains("/api/v1/plugin"))
    }

    @Test func `a known path under a wrong method is 405 and names the methods`() async throws {
        let answer = try await House().send(.delete, Path.workspaces)
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == "GET, HEAD, POST")
        #expect(try answer.problem().code == "method_not_allowed")
    }

    @Test func `a method that nothing here takes is 501, and no word is said against the path`() async throws {
        let brew = try #require(HTTPRequest.Method(rawValue: "BREW"))
        let answer = try await House().send(brew, Path.status)
        #expect(answer.status == 501)
        #expect(try answer.problem().code == "method_unknown")
        #expect(try answer.problem().detail.contains("BREW"))
    }

    @Test func `requests without an id get different ones, in the form of RFC 9562`() async throws {
        let house = try await House()
        let ids = [try await house.send(.get, Path.me), try await house.send(.get, Path.me)].map {
            $0.headers[.requestID] ?? ""
        }
        #expect(ids[0] != ids[1])
        let form = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
        for id in ids { #expect(id.wholeMatch(of: form) != nil, "\(id)") }
    }

    @Test func `HEAD answers like GET, without a body, failures included`() async throws {
        let house = try await House()
        let found = try await house.send(.head, Path.me)
        #expect(found.status == 200 && found.text.isEmpty)
        #expect(found.headers[.contentLength] != "0")
        let missing = try await house.send(.head, "/nothing")
        #expect(missing.status == 404 && missing.text.isEmpty)
    }

    @Test func `the parts of a path are percent-decoded once`() async throws {
        let house = try await House()
        let answer = try await house.send(.get, Path.plugin("50% a/b"))
        #expect(try answer.problem().detail.contains("'50% a/b'"))
        #expect(try await house.send(.get, "/api/v1/plugins/%zz").problem().code == "no_such_path")
        #expect(try await house.send(.get, "/api/v1/plugins/%ff").problem().code == "no_such_path")
    }
}
