// Lists: limit, cursor, filters.

import HTTPTypes
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct ListTests {
    /// Follows the cursors and gathers the items' member.
    private func walk(_ path: String, _ member: String, limit: Int, _ house: House) async throws -> [String] {
        var found: [String] = []
        var query = "?limit=\(limit)"
        while true {
            let page = try await house.send(.get, path + query)
            #expect(page.status == 200, "\(page.text)")
            let items = page.json["items"]?.arrayValue ?? []
            #expect(items.count <= limit)
            found += items.compactMap { $0[member]?.stringValue }
            guard let cursor = page.json["next_cursor"]?.stringValue else { return found }
            query = "?limit=\(limit)&cursor=\(Path.encoded(cursor))"
        }
    }

    @Test func `the pages of a database list are the list`() async throws {
        let house = try await House()
        let slugs = ["aaa", "bbb", "ccc", "ddd", "eee"]
        for slug in slugs { try await house.workspace(slug) }
        #expect(try await walk(Path.workspaces, "slug", limit: 2, house).sorted() == slugs)
    }

    @Test func `the pages of a list in memory are the list`() async throws {
        let files = Dictionary(uniqueKeysWithValues: (1...5).map { ("p\($0).so", [UInt8](repeating: 0x41, count: $0)) })
        let house = try await House(pluginFiles: files)
        let found = try await walk(Path.plugins, "file", limit: 2, house)
        #expect(found.map { $0.split(separator: "/").last ?? "" } == ["p1.so", "p2.so", "p3.so", "p4.so", "p5.so"])
        try await house.workspace()
        let types = try await walk(Path.fieldTypes(in: "acme"), "key", limit: 1, house)
        #expect(types == ["boolean", "date", "number", "select", "text", "url"])
    }

    @Test func `of very many wrong parameters only the first are told`() async throws {
        let query = (1...1000).map { "p\($0)=1" }.joined(separator: "&")
        let problem = try await House().send(.get, "\(Path.plugins)?\(query)").problem()
        #expect(problem.status == 422)
        #expect(problem.errors?.count == 20)
    }

    @Test func `the last page says so`() async throws {
        let answer = try await House().send(.get, Path.workspaces)
        #expect(answer.json == ["items": [], "next_cursor": nil])
    }

    @Test(arguments: ["limit=0", "limit=501", "limit=many", "limit=-1", "limit=", "limit=99999999999999999999"])
    func `a limit that is none is 422`(_ query: String) async throws {
        for path in [Path.workspaces, Path.plugins] {
            let problem = try await House().send(.get, "\(path)?\(query)").problem()
            #expect(problem.status == 422)
            #expect(problem.errors?.map(\.field) == ["limit"])
        }
    }

    @Test(arguments: ["cursor=%2B%2B", "cursor=!!!", "cursor=/w==", "cursor="])
    func `a cursor that no list gave is 422`(_ query: String) async throws {
        for path in [Path.workspaces, Path.plugins] {
            let problem = try await House().send(.get, "\(path)?\(query)").problem()
            #expect(problem.status == 422)
            #expect(problem.code == "bad_cursor")
            #expect(problem.errors?.map(\.field) == ["cursor"])
        }
    }

    @Test func `a parameter that is unknown or given twice is refused`() async throws {
        let problem = try await House().send(.get, "\(Path.workspaces)?limti=3&cursor=a&cursor=b").problem()
        let messages = (problem.errors ?? []).map { "\($0.field) \($0.message)" }
        #expect(
            messages == [
                "limti is not a parameter of this list; did you mean 'limit'?", "cursor is given twice",
            ])
    }

    @Test func `work items can be narrowed to a status`() async throws {
        let house = try await House()
        try await house.workspace()
        for title in ["one", "two"] {
            _ = try await house.send(.post, Path.workItems(.task, in: "acme"), #"{"title":"\#(title)"}"#)
        }
        let moved = try await house.send(
            .post, Path.transitions(.task, key: "TASK-0002", in: "acme"), #"{"to":"in_progress"}"#)
        #expect(moved.json["status"] == "in_progress", "\(moved.text)")
        let answer = try await house.send(.get, "\(Path.workItems(.task, in: "acme"))?status=in_progress")
        #expect(answer.json["items"]?.arrayValue?.compactMap { $0["title"]?.stringValue } == ["two"])
    }
}
