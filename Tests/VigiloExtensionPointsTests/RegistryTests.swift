// The registry: drafts are merged whole or not at all.

import Testing
import VigiloExtensionPoints
import VigiloJSON

private struct SomeFieldType: FieldType {
    let key: String
    var label: String { key }
    var optionsSchema: JSONValue? { nil }

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict { .accepted(value) }

    func describe(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> String? { nil }
}

private struct SomeFunction: TypedFunction {
    let name: String
    var signature: FunctionSignature { FunctionSignature(result: nil, parameters: []) }
    var summary: String? { nil }
    var isPure: Bool { true }

    func call(
        _ arguments: [String: JSONValue], context: CallContext
    ) async throws(ExtensionError) -> JSONValue { .string(name) }
}

private func draft(_ owner: String, fieldTypes: [String] = [], functions: [String] = []) -> RegistrationDraft {
    var draft = RegistrationDraft(owner: owner)
    draft.fieldTypes = fieldTypes.map { SomeFieldType(key: $0) }
    draft.functions = functions.map { SomeFunction(name: $0) }
    return draft
}

@Suite struct RegistryTests {
    let registry = Registry()

    @Test func `what is merged is found, sorted, with its owner`() throws {
        try registry.merge(draft("b", fieldTypes: ["zeta", "alpha"]))
        try registry.merge(draft("a", fieldTypes: ["mu"], functions: ["f"]))
        #expect(registry.fieldTypes.map(\.value.key) == ["alpha", "mu", "zeta"])
        #expect(registry.fieldType("mu")?.owner == "a")
        #expect(registry.fieldType("nu") == nil)
    }

    @Test func `functions of two plugins may have one name`() throws {
        try registry.merge(draft("a", functions: ["f"]))
        try registry.merge(draft("b", functions: ["f"]))
        #expect(registry.function("a.f")?.owner == "a")
        #expect(registry.function("b.f")?.owner == "b")
        #expect(registry.function("f") == nil)
    }

    @Test func `a key that is taken refuses the whole draft and names its owner`() throws {
        try registry.merge(draft(Registry.core, fieldTypes: ["date"]))
        let refusal = try #require(throws: Refusal.self) {
            try registry.merge(draft("rival", fieldTypes: ["new", "date"], functions: ["f"]))
        }
        #expect(refusal == Refusal(.registerKeyTaken, "the field type 'date' is already registered by 'vigilo'"))
        #expect(registry.fieldType("new") == nil && registry.function("rival.f") == nil)
        #expect(registry.fieldType("date")?.owner == Registry.core)
    }

    @Test func `a draft that names a key twice is refused`() throws {
        let refusal = try #require(throws: Refusal.self) { try registry.merge(draft("a", fieldTypes: ["x", "x"])) }
        #expect(refusal.sentence == "it registers the field type 'x' twice")
    }

    @Test func `an empty draft is refused`() throws {
        let refusal = try #require(throws: Refusal.self) { try registry.merge(draft("a")) }
        #expect(refusal.reason == .registerNothing)
    }

    @Test func `withdrawing takes out an owner's extensions and nobody else's`() throws {
        try registry.merge(draft("a", fieldTypes: ["x"], functions: ["f"]))
        try registry.merge(draft("b", fieldTypes: ["y"]))
        registry.withdraw(owner: "a")
        #expect(registry.fieldTypes.map(\.value.key) == ["y"])
        #expect(registry.functions.isEmpty)
        try registry.merge(draft("c", fieldTypes: ["x"]))
        #expect(registry.fieldType("x")?.owner == "c")
    }

    @Test func `readers see all of a draft or nothing of it`() async throws {
        let registry = registry
        let keys = (0..<50).map { "key\($0)" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<200 {
                    try registry.merge(draft("a", fieldTypes: keys))
                    registry.withdraw(owner: "a")
                }
            }
            group.addTask {
                for _ in 0..<2000 {
                    let count = registry.fieldTypes.count
                    #expect(count == 0 || count == keys.count)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `reason codes are the words that the docs list`() {
        let words = ReasonCode.allCases.map(\.rawValue)
        #expect(Set(words).count == words.count)
        #expect(words.allSatisfy { $0.wholeMatch(of: /[a-z]+\.[a-z0-9_]+/) != nil })
    }
}
