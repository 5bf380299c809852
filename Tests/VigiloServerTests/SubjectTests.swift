// Each subject, from its route to its wire body.

import Foundation
import HTTPTypes
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloWire

@testable import VigiloServer

struct SubjectTests {
    private func body<Body: Decodable>(_ type: Body.Type, _ answer: Answer) throws -> Body {
        try JSONDecoder().decode(type, from: Data(answer.text.utf8))
    }

    @Test func `the status tells of the daemon and counts its plugins`() async throws {
        let house = try await House(pluginFiles: ["note.so": Array("just a note".utf8)])
        let status = try body(StatusBody.self, try await house.send(.get, Path.status))
        #expect(status.version == vigiloVersion)
        #expect(status.plugins == .init(active: 0, refused: 1, quarantined: 0))
        #expect(status.pid == 42 && status.residentMemoryBytes == 4096)
        #expect(status.startedAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil)
        #expect(status.installationID == "the-installation" && status.abi == 1)
    }

    @Test func `a refused file is in the list and can be asked for by its name`() async throws {
        let house = try await House(pluginFiles: ["note.so": Array("just a note".utf8)])
        let list = try body(Page<PluginBody>.self, try await house.send(.get, Path.plugins))
        let plugin = try #require(list.items.first)
        #expect(plugin.state == "refused" && plugin.name == nil)
        #expect(plugin.reason == "elf.not_elf" && plugin.message?.isEmpty == false)
        #expect(try body(PluginBody.self, try await house.send(.get, Path.plugin("note.so"))) == plugin)
        let missing = try await house.send(.get, Path.plugin("mote.so")).problem()
        #expect(missing.code == "plugin_not_found" && missing.hint == "Did you mean 'note.so'?")
    }

    @Test func `a typed function is called by name`() async throws {
        let house = try await House()
        try house.registry.addEcho(functions: [EchoFunction(name: "say")])
        let answer = try await house.send(
            .post, Path.functionCall(plugin: "echo", function: "say"), #"{"arguments":{"text":"hello"}}"#)
        #expect(answer.status == 200)
        #expect(answer.json == ["result": "hello"])
    }

    @Test func `a plugin that is not there is 404 in the host's words`() async throws {
        let house = try await House()
        let answer = try await house.send(
            .post, Path.functionCall(plugin: "risk", function: "score"), #"{"arguments":{}}"#)
        #expect(answer.status == 404)
        #expect(try answer.problem().code == "plugin_not_found")
        #expect(try answer.problem().detail.contains("'risk'"))
    }

    @Test func `a workspace is made, found, changed`() async throws {
        let house = try await House()
        let made = try await house.send(
            .post, Path.workspaces,
            #"{"slug":"acme","name":"Acme","region":"us","settings":{"holidays":["2026-12-25"]}}"#)
        #expect(made.status == 201)
        #expect(made.headers[.location] == Path.workspace("acme"))
        let patched = try await house.send(
            .patch, Path.workspace("acme"), #"{"name":"Acme Inc.","settings":{"holidays":null,"theme":"dark"}}"#)
        let workspace = try body(WorkspaceBody.self, patched)
        #expect(workspace.name == "Acme Inc.")
        #expect(workspace.settings == ["theme": "dark"])
        #expect(try body(WorkspaceBody.self, try await house.send(.get, Path.workspace("acme"))) == workspace)
    }

    @Test func `a change is opened with the members that it has, and moved`() async throws {
        let house = try await House()
        try await house.workspace()
        let new = NewWorkItemBody(
            title: "Upgrade", changeType: "normal", priority: "high", riskLevel: "low",
            plannedStart: "2026-12-01T08:00:00Z", plannedEnd: "2026-12-01T09:00:00.5Z")
        let text = String(decoding: try JSONEncoder().encode(new), as: UTF8.self)
        let made = try await house.send(.post, Path.workItems(.change, in: "acme"), text)
        let change = try body(WorkItemBody.self, made)
        #expect(made.status == 201)
        #expect(made.headers[.location] == Path.workItem(.change, key: "CHG-00001", in: "acme"))
        #expect(change.plannedEnd == "2026-12-01T09:00:00.500000Z")
        #expect(change.createdBy == "root@example.com" && change.severity == nil)
        let refused = try await house.send(
            .post, Path.transitions(.change, key: change.key, in: "acme"), #"{"to":"completed"}"#)
        #expect(refused.status == 409)
        let moved = try await house.send(
            .post, Path.transitions(.change, key: change.key, in: "acme"), #"{"to":"review"}"#)
        #expect(moved.json["status"] == "review")
        let shown = try await house.send(.get, Path.workItem(.change, key: change.key, in: "acme"))
        #expect(shown.json["status"] == "review")
    }

    @Test func `a refused value is an answer, not an error`() async throws {
        let house = try await House()
        try house.registry.addEcho(fields: [StubbornField(key: "stubborn")])
        try await house.workspace()
        let path = Path.validation(fieldType: "stubborn", in: "acme")
        let refused = try body(VerdictBody.self, try await house.send(.post, path, #"{"value":null}"#))
        #expect(refused == VerdictBody(accepted: false, value: nil, message: "Not null, not today."))
        let accepted = try await house.send(
            .post, Path.validation(fieldType: "number", in: "acme"), #"{"value":3,"options":{}}"#)
        #expect(try body(VerdictBody.self, accepted) == VerdictBody(accepted: true, value: 3, message: nil))
    }

    @Test func `an unknown field type or widget is 404`() async throws {
        let house = try await House()
        try await house.workspace()
        let type = try await house.send(.post, Path.validation(fieldType: "x", in: "acme"), #"{"value":1}"#)
        #expect(try type.problem().code == "field_type_not_found")
        let widget = try await house.send(.post, Path.widgetLoad("x", in: "acme"), "{}")
        #expect(try widget.problem().code == "widget_not_found")
    }

    @Test func `widgets are listed with their size, and a tile shows data`() async throws {
        let house = try await House()
        try await house.workspace()
        let list = try body(Page<WidgetBody>.self, try await house.send(.get, Path.widgets(in: "acme")))
        #expect(list.items.map(\.key) == ["expiring_certs", "incident_grid", "open_changes"])
        #expect(list.items.allSatisfy { $0.owner == Registry.core && (1...12).contains($0.defaultWidth) })
        let tile = try await house.send(.post, Path.widgetLoad("open_changes", in: "acme"), #"{"config":{}}"#)
        #expect(try body(TileBody.self, tile).widget == "open_changes")
    }
}
