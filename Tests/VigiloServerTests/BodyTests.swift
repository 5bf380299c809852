// Bodies that are wrong, and what is said about each.

import HTTPTypes
import Testing
import VigiloPlatform
import VigiloWire

@testable import VigiloServer

struct BodyTests {
    private func errors(_ answer: Answer) throws -> [String: String] {
        let problem = try answer.problem()
        #expect(problem.status == 422 && problem.code == "invalid_input")
        return Dictionary(uniqueKeysWithValues: (problem.errors ?? []).map { ($0.field, $0.message) })
    }

    @Test func `everything that is wrong with the members is told at once`() async throws {
        let answer = try await House().send(.post, Path.workspaces, #"{"slgu":"acme","name":7,"region":null}"#)
        let errors = try errors(answer)
        #expect(errors["slug"] == "is missing; a string is needed")
        #expect(errors["name"] == "is a number, and must be a string")
        #expect(errors["region"] == "is null, and must be a string")
        #expect(errors["slgu"] == "is not a member of this body; did you mean 'slug'?")
        #expect(try answer.problem().detail == "The body has 4 mistakes.")
    }

    @Test func `an unknown member with no near name is told the names there are`() async throws {
        let house = try await House()
        try await house.workspace()
        let answer = try await house.send(.patch, Path.workspace("acme"), #"{"colour":"red"}"#)
        #expect(try errors(answer)["colour"] == "is not a member of this body; it has 'name', 'settings'")
        #expect(try answer.problem().detail.contains("'colour'"))
    }

    @Test func `of very many unknown members the first are told and the rest are counted`() async throws {
        let members = (1000..<2000).map { "\"k\($0)\":1" }.joined(separator: ",")
        let answer = try await House().send(.post, Path.workspaces, "{\(members)}")
        let errors = try errors(answer)
        #expect(errors.count == 23)
        #expect(errors["k1019"]?.hasSuffix("; nor are 980 others") == true)
        #expect(errors["k1018"]?.contains("others") == false)
    }

    @Test func `settings so deep that no list could show them are refused, and the lists go on`() async throws {
        let house = try await House()
        func settings(_ depth: Int) -> String {
            String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
        }
        let body = { (slug: String, depth: Int) in
            #"{"slug":"\#(slug)","name":"x","region":"eu","settings":\#(settings(depth))}"#
        }
        #expect(try await house.send(.post, Path.workspaces, body("deep", 64)).status == 201)
        for depth in [65, 511] {
            let answer = try await house.send(.post, Path.workspaces, body("deeper", depth))
            #expect(try errors(answer)["settings"] == "is nested more than 64 levels deep")
        }
        let patch = try await house.send(.patch, Path.workspace("deep"), #"{"settings":\#(settings(511))}"#)
        #expect(patch.status == 422)
        #expect(try await house.send(.get, Path.workspaces).status == 200)
    }

    @Test func `an empty body is an empty object`() async throws {
        let house = try await House()
        try await house.workspace()
        #expect(try await house.send(.post, Path.widgetLoad("open_changes", in: "acme")).status == 200)
        let answer = try await house.send(.post, Path.transitions(.task, key: "TASK-0001", in: "acme"))
        #expect(try errors(answer)["to"] == "is missing; a string is needed")
    }

    @Test func `a body that is not JSON by its media type is 415`() async throws {
        let house = try await House()
        for type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"] {
            let answer = try await house.send(.post, Path.workspaces, "{}", headers: [.contentType: type])
            #expect(answer.status == 415)
            #expect(try answer.problem().detail.contains(type))
        }
        for type in ["application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"] {
            let answer = try await house.send(.post, Path.workspaces, "{}", headers: [.contentType: type])
            #expect(answer.status == 422, "\(type)")
        }
    }

    @Test(arguments: ["{", "[1]", "\"text\"", "{} {}", "\u{FEFF}"])
    func `a body that is no JSON object is 422`(_ body: String) async throws {
        let answer = try await House().send(.post, Path.workspaces, body)
        #expect(answer.status == 422)
        #expect(try answer.problem().code == "invalid_json")
    }

    @Test func `a body above 1 MiB is 413, whether its length is announced or not`() async throws {
        let house = try await House()
        let body = #"{"name":"\#(String(repeating: "x", count: 1 << 20))"}"#
        let found = try await house.send(.post, Path.workspaces, body)
        #expect(found.status == 413)
        #expect(try found.problem().code == "body_too_large")
        let announced = try await house.send(.post, Path.workspaces, "{}", headers: [.contentLength: "1048577"])
        #expect(announced.status == 413)
    }

    @Test func `the nearest name is only a near one`() {
        let names = ["slug", "name", "region", "settings"]
        #expect(NearestName.of("nmae", among: names) == "name")
        #expect(NearestName.of("SLUG", among: names) == "slug")
        #expect(NearestName.of("setings", among: names) == "settings")
        #expect(NearestName.of("colour", among: names) == nil)
        #expect(NearestName.of("x", among: []) == nil)
    }
}
