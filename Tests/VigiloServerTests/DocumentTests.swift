// The document that describes the API.

import HTTPTypes
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct DocumentTests {
    @Test func `the document is OpenAPI 3.1 and needs no token`() async throws {
        let answer = try await House().send(.get, Path.document, authorized: false)
        #expect(answer.status == 200)
        #expect(answer.json["openapi"] == "3.1.0")
        #expect(answer.json["info"]?["version"]?.stringValue == vigiloVersion)
    }

    @Test func `a wrong token is refused at the document too`() async throws {
        let answer = try await House().send(.get, Path.document, headers: [.authorization: "Bearer nonsense"])
        #expect(answer.status == 401)
    }

    /// What the document says is there must be there: no path is unknown to the router, no method refused.
    @Test func `every operation of the document has a route`() async throws {
        let house = try await House()
        let paths = try await house.send(.get, Path.document).json["paths"]?.objectValue ?? [:]
        #expect(paths.count > 30)
        for (path, item) in paths {
            let whole = path.replacing("{workspace}", with: "none").replacing("{", with: "x").replacing("}", with: "x")
            for method in item.objectValue?.keys.sorted() ?? [] {
                let answer = try await house.send(
                    HTTPRequest.Method(rawValue: method.uppercased()) ?? .get,
                    "\(whole)\(method == "get" ? "?limit=1" : "")")
                #expect(answer.json["code"] != "no_such_path", "\(method) \(path)")
                #expect(answer.status != 405, "\(method) \(path)")
            }
        }
    }

    @Test func `without a token every operation is 401, but those that say that they need none`() async throws {
        let house = try await House()
        let paths = try await house.send(.get, Path.document).json["paths"]?.objectValue ?? [:]
        var open: [String] = []
        for (path, item) in paths {
            for (method, operation) in item.objectValue ?? [:] {
                if operation["security"] != nil {
                    open.append(operation["operationId"]?.stringValue ?? "")
                    continue
                }
                let name = try #require(HTTPRequest.Method(rawValue: method.uppercased()))
                #expect(try await house.send(name, path, authorized: false).status == 401, "\(method) \(path)")
            }
        }
        #expect(open.sorted() == ["acceptInvitation", "readDocument", "showWitnessed", "witnessCheckpoint"])
    }

    @Test func `operations have names of their own, summaries, and a description for every part of their paths`()
        async throws
    {
        let paths = try await House().send(.get, Path.document).json["paths"]?.objectValue ?? [:]
        var ids: [String] = []
        for (path, item) in paths {
            for operation in (item.objectValue ?? [:]).values {
                ids.append(operation["operationId"]?.stringValue ?? "")
                #expect(operation["summary"]?.stringValue?.isEmpty == false, "\(path)")
                let described = (operation["parameters"]?.arrayValue ?? []).filter { $0["in"] == "path" }
                #expect(described.compactMap { $0["name"]?.stringValue } == PathPart.names(in: path), "\(path)")
            }
        }
        #expect(Set(ids).count == ids.count && !ids.contains(""), "\(ids.sorted())")
    }

    @Test func `every reference in the document leads somewhere`() async throws {
        let document = try await House().send(.get, Path.document).json
        let judge = DocumentedAnswers(document)
        func references(in value: JSONValue) -> [JSONValue] {
            let inner = (value.arrayValue ?? []) + (value.objectValue.map { Array($0.values) } ?? [])
            return (value["$ref"] != nil ? [value] : []) + inner.flatMap(references)
        }
        let all = references(in: document)
        #expect(all.count > 100)
        for reference in all { #expect(judge.resolved(reference) != nil, "\(reference)") }
    }

    @Test func `what a request may have and what it must have is told`() async throws {
        let document = try await House().send(.get, Path.document).json
        let schema = try #require(document["components"]?["schemas"]?["NewToken"])
        #expect(schema["required"] == ["name"])
        #expect(schema["additionalProperties"] == false)
        #expect(schema["properties"]?["expires_in_seconds"]?["type"] == ["integer", "null"])
    }
}
