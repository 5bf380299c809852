// The built-in field types.

import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPlatform

@Suite struct FieldTests {
    private let house: House

    init() async throws {
        house = try await House()
        try await house.workspace()
    }

    private func judge(_ type: String, _ value: JSONValue, _ options: JSONValue? = nil) async throws -> FieldVerdict {
        try await house.platform.fields.validate(
            fieldType: type, value: value, options: options, in: "acme", by: house.admin)
    }

    @Test func `the built-in types are listed by key with their owner`() async throws {
        let types = try await house.platform.fields.types(in: "acme", by: house.admin)
        #expect(types.map(\.key) == ["boolean", "date", "number", "select", "text", "url"])
        #expect(types.allSatisfy { $0.owner == "vigilo" && !$0.label.isEmpty })
    }

    @Test(
        arguments: [
            ("text", "any text\n\twith lines", nil), ("text", "", nil),
            ("text", "abc", ["min_length": 3, "max_length": 3]),
            ("number", 7, nil), ("number", -1.5, nil), ("number", 3.0, ["integer": true]),
            ("number", 10, ["minimum": 10, "maximum": 10]), ("boolean", true, nil), ("boolean", false, [:]),
            ("date", "2028-02-29", nil), ("date", "2026-12-25", ["earliest": "2026-12-25", "latest": "2026-12-25"]),
            ("select", "a", ["choices": ["a", "b"]]), ("select", [], ["choices": ["a"], "multiple": true]),
            ("select", ["b", "a"], ["choices": ["a", "b"], "multiple": true]), ("url", "https://example.com", nil),
            ("url", "HTTP://example.com:8080/a?b=c#d", nil), ("url", "ssh://host/path", ["schemes": ["ssh"]]),
        ] as [(String, JSONValue, JSONValue?)])
    func `a value that fits is accepted as it is`(type: String, value: JSONValue, options: JSONValue?) async throws {
        #expect(try await judge(type, value, options) == .accepted(value))
    }

    @Test(
        arguments: [
            ("text", 7, nil, "text"), ("text", .null, nil, "null"), ("text", "ab", ["min_length": 3], "at least 3"),
            ("text", "abcd", ["max_length": 3], "at most 3"), ("text", "a\u{0}b", nil, "control"),
            ("text", .string(String(repeating: "x", count: 10_001)), nil, "10000"), ("number", "7", nil, "string"),
            ("number", 1.5, ["integer": true], "whole"), ("number", 9, ["minimum": 10], "at least 10"),
            ("number", 2.5, ["maximum": 2], "at most 2"), ("number", true, nil, "boolean"),
            ("boolean", "true", nil, "string"),
            ("boolean", 1, nil, "number"), ("date", "2026-02-29", nil, "calendar"),
            ("date", "25.12.2026", nil, "calendar"),
            ("date", 20_261_225, nil, "number"),
            ("date", "2026-12-24", ["earliest": "2026-12-25"], "2026-12-25 or later"),
            ("date", "2026-12-26", ["latest": "2026-12-25"], "2026-12-25 or earlier"),
            ("select", "c", ["choices": ["a", "b"]], "a, b"), ("select", ["a"], ["choices": ["a"]], "array"),
            ("select", "a", ["choices": ["a"], "multiple": true], "list"),
            ("select", ["a", "a"], ["choices": ["a"], "multiple": true], "twice"),
            ("select", ["c"], ["choices": ["a"], "multiple": true], "choices"),
            ("select", [1], ["choices": ["a"], "multiple": true], "number"), ("url", "example.com", nil, "full URL"),
            ("url", "https://", nil, "full URL"), ("url", "https://a b.com", nil, "full URL"),
            ("url", "javascript:alert(1)", nil, "full URL"), ("url", "ftp://example.com", nil, "https://"),
            ("url", "", nil, "full URL"),
            ("url", .string("https://e.com/" + String(repeating: "x", count: 2048)), nil, "2048"),
        ] as [(String, JSONValue, JSONValue?, String)])
    func `a value that does not is refused and the sentence says why`(
        type: String, value: JSONValue, options: JSONValue?, why: String
    ) async throws {
        guard case .refused(let sentence) = try await judge(type, value, options) else {
            Issue.record("\(value) was accepted")
            return
        }
        #expect(sentence.contains(why), "\(sentence)")
        #expect(sentence.hasSuffix("."))
    }

    @Test(
        arguments: [
            ("text", ["max": 3], "max"), ("text", ["min_length": -1], "min_length"), ("text", "no object", "object"),
            ("number", ["minimum": "1"], "minimum"), ("number", ["integer": 1], "integer"),
            ("boolean", ["x": 1], "none"),
            ("date", ["earliest": "soon"], "earliest"), ("select", [:], "choices"),
            ("select", ["choices": []], "choices"),
            ("select", ["choices": ["a", 1]], "choices"), ("url", ["schemes": []], "schemes"),
        ] as [(String, JSONValue, String)])
    func `options that cannot be right are an error that names them`(
        type: String, options: JSONValue, word: String
    ) async throws {
        let error = await #expect(throws: ExtensionError.self) { _ = try await judge(type, "x", options) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.sentence.contains(word) == true, "\(error?.sentence ?? "")")
    }

    @Test func `an unknown type is not found and the hint names those there are`() async {
        let error = await refusal { _ = try await judge("colour", "red") }
        #expect(error?.kind == .notFound)
        #expect(error?.sentence.contains("colour") == true)
        #expect(error?.hint?.contains("boolean, date, number, select, text, url") == true)
    }

    @Test func `a type that somebody else brought is asked with the workspace in its context`() async throws {
        var draft = RegistrationDraft(owner: "some_plugin")
        draft.fieldTypes = [EchoField()]
        try house.registry.merge(draft)
        #expect(try await judge("echo", 1) == .refused("acme"))
        #expect(
            try await house.platform.fields.types(in: "acme", by: house.admin).contains { $0.owner == "some_plugin" })
    }

    private struct EchoField: FieldType {
        let key = "echo"
        let label = "Echo"
        let optionsSchema: JSONValue? = nil

        func validate(
            _ value: JSONValue, options: JSONValue, context: CallContext
        ) async throws(ExtensionError) -> FieldVerdict {
            .refused(context.workspace?.slug ?? "none")
        }

        func describe(
            _ value: JSONValue, options: JSONValue, context: CallContext
        ) async throws(ExtensionError) -> String? {
            nil
        }
    }
}
