// Custom fields over HTTP: definitions, values, history.

import HTTPTypes
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloWire

@testable import VigiloServer

@Suite struct FieldRouteTests {
    private let house: House

    init() async throws {
        house = try await House()
        try await house.workspace()
    }

    private func define(_ body: String) async throws -> Answer {
        try await house.send(.post, Path.fields(in: "acme"), body)
    }

    @Test func `a field is defined, found, listed and changed; its default can be taken away`() async throws {
        let made = try await define(
            #"{"entity_type":"change","key":"effort","field_type":"number","default_value":3,"is_required":true}"#)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.headers[.location] == "/ws/acme/api/v1/fields/change/effort")
        #expect(made.json["is_available"] == true && made.json["display_order"] == 1)
        _ = try await define(#"{"entity_type":"task","key":"note","field_type":"text"}"#)
        let listed = try await house.send(.get, Path.fields(in: "acme") + "?entity_type=change")
        #expect(listed.json["items"] == [made.json])
        #expect(try await house.send(.get, Path.fields(in: "acme")).json["items"]?.arrayValue?.count == 2)
        let path = Path.field("effort", of: "change", in: "acme")
        let kept = try await house.send(.patch, path, #"{"label":"Effort"}"#)
        #expect(kept.json["label"] == "Effort" && kept.json["default_value"] == 3)
        let patched = try await house.send(.patch, path, #"{"default_value":null,"is_active":false}"#)
        #expect(patched.json["default_value"] == nil && patched.json["is_active"] == false)
        #expect(try await house.send(.get, path).json == patched.json)
    }

    @Test func `an entity type that there is not is refused wherever it is named`() async throws {
        for answer in [
            try await define(#"{"entity_type":"epic","key":"a","field_type":"text"}"#),
            try await house.send(.get, Path.fields(in: "acme") + "?entity_type=epic"),
            try await house.send(.get, Path.field("a", of: "epic", in: "acme")),
        ] {
            #expect(answer.status == 422)
            #expect(try answer.problem().errors?.first?.field == "entity_type")
        }
        #expect(try await house.send(.get, Path.field("a", of: "task", in: "acme")).status == 404)
    }

    @Test func `items take values and tell them; everything that is wrong comes in errors`() async throws {
        _ = try await define(
            #"{"entity_type":"incident","key":"area","field_type":"select","options":{"choices":["net"]}}"#)
        let items = Path.workItems(.incident, in: "acme")
        let wrong = try await house.send(.post, items, #"{"title":"","fields":{"area":"disk","aera":1}}"#)
        #expect(wrong.status == 422)
        #expect(try wrong.problem().errors?.map(\.field) == ["title", "fields.aera", "fields.area"])
        let made = try await house.send(.post, items, #"{"title":"Down","fields":{"area":"net"}}"#)
        #expect(made.json["fields"] == ["area": "net"])
        let one = Path.workItem(.incident, key: "INC-0001", in: "acme")
        #expect(try await house.send(.patch, one, #"{"fields":{"area":null}}"#).json["fields"] == [:])
        #expect(try await house.send(.patch, one, #"{"fields":{"area":"net"}}"#).json["fields"] == ["area": "net"])
        #expect(try await house.send(.patch, one, "{}").status == 422)
        #expect(try await house.send(.patch, one, #"{"fields":{},"title":"x"}"#).status == 422)
        let shown = try await house.send(.get, Path.itemFields(.incident, key: "INC-0001", in: "acme"))
        #expect(shown.json["items"]?.arrayValue?.first?["value"] == "net")
        let history = try await house.send(
            .get, Path.fieldHistory(.incident, key: "INC-0001", in: "acme") + "?field=area&limit=2")
        let entries = history.json["items"]?.arrayValue ?? []
        #expect(entries.map { $0["action"] } == ["incident.open", "incident.set_fields"])
        #expect(entries.last?["changes"] == [["field": "area", "old": "net"]])
        #expect(history.json["next_cursor"]?.stringValue != nil)
    }

    @Test func `a plugin that fails is a bad gateway, and its refusal the caller's mistake`() async throws {
        try house.registry.addEcho(fields: [StubbornField(key: "stubborn")])
        _ = try await define(#"{"entity_type":"task","key":"mood","field_type":"stubborn"}"#)
        let body = #"{"title":"x","fields":{"mood":"good"}}"#
        let refused = try await house.send(.post, Path.workItems(.task, in: "acme"), body)
        #expect(refused.status == 422)
        #expect(try refused.problem().errors == [.init(field: "fields.mood", message: "Not \"good\", not today.")])
        house.registry.withdraw(owner: "echo")
        try house.registry.addEcho(fields: [StubbornField(key: "stubborn", error: .init(.failed, "echo fell over"))])
        let failed = try await house.send(.post, Path.workItems(.task, in: "acme"), body)
        #expect(failed.status == 502)
        #expect(try failed.problem().detail.contains("field 'mood' could not be checked: echo fell over"))
    }
}
