// Looking closely at plugins over HTTP: explanations, rehearsals, events and logs.

import Foundation
import HTTPTypes
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct PluginCheckTests {
    @Test func `a file is explained check by check, wherever it lies`() async throws {
        let house = try await House()
        let path = FileManager.default.temporaryDirectory.appending(path: "vigilo-\(UUID().uuidString).so").path()
        try Data("hello".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let answer = try await house.send(.post, Path.pluginExplanations, #"{"file":"\#(path)"}"#)
        #expect(answer.status == 200, "\(answer.text)")
        let body = try JSONDecoder().decode(ExplanationBody.self, from: Data(answer.text.utf8))
        #expect(!body.isAccepted && body.file == path && body.sha256?.count == 64)
        #expect(body.checks.first?.step == "file" && body.checks.first?.status == "passed")
        let elf = try #require(body.checks.first { $0.step == "elf" })
        #expect(elf.status == "failed" && elf.reason == "elf.not_elf" && elf.wanted != nil && elf.message != nil)
        #expect(body.checks.allSatisfy { $0.step == "file" || $0.status != "passed" || $0.step == "enabled" })
    }

    @Test(arguments: [
        ("{}", "is missing; a string is needed"), (#"{"file":7}"#, "is a number, and must be a string"),
        (#"{"file":"a.so"}"#, "must be an absolute path"), (#"{"file":""}"#, "must be an absolute path"),
    ])
    func `a body that names no file is 422`(_ body: String, _ message: String) async throws {
        let answer = try await House().send(.post, Path.pluginExplanations, body)
        #expect(answer.status == 422)
        #expect(try answer.problem().errors?.first?.field == "file")
        #expect(try answer.problem().errors?.first?.message == message)
    }

    @Test func `an upgrade is rehearsed against a version, and only against a version`() async throws {
        let house = try await House(pluginFiles: ["a.so": [0x41]])
        let answer = try await house.send(.post, Path.pluginUpgradeChecks, #"{"against":"2.0.0"}"#)
        // What never told its name cannot be held against anything.
        #expect(answer.status == 200 && answer.json == ["against": "2.0.0", "plugins": []], "\(answer.text)")
        for wrong in [#"{"against":"two"}"#, #"{"against":""}"#] {
            let refused = try await house.send(.post, Path.pluginUpgradeChecks, wrong)
            #expect(refused.status == 422, "\(refused.text)")
            #expect(try refused.problem().code == "invalid_version")
        }
        #expect(try await house.send(.post, Path.pluginUpgradeChecks, "{}").status == 422)
    }

    @Test func `events come as a JSON object a line, the last ones first if so many are asked for`() async throws {
        let house = try await House(pluginFiles: ["a.so": Array("hello".utf8), "b.so": []])
        let answer = try await house.stream(Path.pluginEvents)
        #expect(answer.type == "application/x-ndjson")
        let events = try answer.lines.map { try JSONDecoder().decode(PluginEventBody.self, from: Data($0.utf8)) }
        #expect(events.map(\.kind) == ["refused", "refused"] && events.map(\.seq) == [1, 2])
        #expect(events.map(\.reason) == ["elf.not_elf", "file.empty"])
        let last = try await house.stream(Path.pluginEvents + "?limit=1")
        #expect(last.lines == [answer.lines[1]])
        #expect(try await house.stream(Path.pluginEvents + "?limit=0").lines.isEmpty)
    }

    @Test(arguments: ["limit=-1", "limit=x", "limit=100000", "follow=yes", "folow=true", "follow=true&follow=true"])
    func `a stream with a wrong query is 422`(_ query: String) async throws {
        let house = try await House(pluginFiles: ["a.so": [0x41]])
        #expect(try await house.send(.get, "\(Path.pluginEvents)?\(query)").status == 422)
    }

    @Test func `a file that never told its name has no log, and the answer says so`() async throws {
        let house = try await House(pluginFiles: ["a.so": [0x41]])
        let answer = try await house.send(.get, Path.pluginLog("a.so"))
        #expect(answer.status == 404)
    }
}

extension House {
    /// Asks for a stream that ends by itself, and gives back its lines but for the empty ones.
    fileprivate func stream(_ path: String) async throws -> (type: String?, lines: [String]) {
        let answer = try await send(.get, path)
        return (answer.headers[.contentType], answer.text.split(separator: "\n").map(String.init))
    }
}
