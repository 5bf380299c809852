// Typed functions: every native type there and back, and every argument that is not taken.

import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginRuntime

@Suite struct TypedFunctionTests {
    let plugin: LoadedPlugin
    let functions: [String: any TypedFunction]

    init() async throws {
        let (plugin, draft) = try await Self.loaded.value
        self.plugin = plugin
        functions = Dictionary(uniqueKeysWithValues: draft.functions.map { ($0.name, $0) })
    }

    private static let loaded = Task { try await Fixture("functions.c").register() }

    func call(_ name: String, _ arguments: [String: JSONValue] = [:]) async throws -> JSONValue {
        try await #require(functions[name]).call(arguments, context: CallContext())
    }

    @Test(
        arguments: [
            ("same_bool", true), ("same_bool", false),
            ("same_i32", .integer(Int64(Int32.min))), ("same_i32", .integer(Int64(Int32.max))), ("same_i32", -1),
            ("same_i64", .integer(.min)), ("same_i64", .integer(.max)), ("same_i64", 0), ("same_i64", -1),
            ("same_u64", 0), ("same_u64", .integer(.max)), ("same_u64", .unsigned(.max)),
            ("same_u64", .unsigned(UInt64(Int64.max) + 1)),
            ("same_f64", .number(0.1)), ("same_f64", .number(.greatestFiniteMagnitude)),
            ("same_f64", .number(-.leastNonzeroMagnitude)),
            ("same_str", ""), ("same_str", "Grüße, 世界 👋🏽"),
            ("same_str", .string(String(repeating: "x", count: 100_000))),
            ("same_bytes", ""), ("same_bytes", "AA=="), ("same_bytes", "AAECAwT/"),
            ("same_json", .null), ("same_json", ["a": [1, 2.5, true, nil, "\u{0}"]]), ("same_json", "text"),
        ] as [(String, JSONValue)])
    func `a value comes back as it went`(_ function: String, _ value: JSONValue) async throws {
        #expect(try await call(function, ["v": value]) == value)
    }

    @Test func `whole numbers are taken however they are written`() async throws {
        #expect(try await call("same_i32", ["v": .number(3)]) == 3)
        #expect(try await call("same_u64", ["v": .number(1e15)]) == 1_000_000_000_000_000)
        #expect(try await call("same_f64", ["v": 3]) == .number(3))
        #expect(try await call("same_f64", ["v": .unsigned(.max)]) == .number(0x1p64))
    }

    @Test func `functions have no parameters, or up to sixteen`() async throws {
        #expect(try await call("p0") == 7)
        let names = "abcdefghijklmnop".map(String.init)
        let arguments = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { ($1, JSONValue.integer(Int64($0 + 100))) })
        let expected = (0..<16).reduce(0) { $0 + ($1 + 1) * ($1 + 100) }
        #expect(try await call("p16", arguments) == .integer(Int64(expected)))
    }

    @Test func `mixed parameters reach their places, compiled and through libffi`() async throws {
        #expect(
            try await call("mixed4", ["a": 1, "b": 2, "c": -3, "d": 4.5]) == .number(1 + 20 - 300 + 4500))
        #expect(
            try await call("mixed5", ["a": true, "b": 2.5, "c": -3, "d": 4, "e": 5])
                == .number(1 + 25 - 300 + 4000 + 50000))
    }

    @Test func `all types go together`() async throws {
        let text = try await call(
            "all_types",
            [
                "b": true, "i": -5, "l": .integer(.min), "u": .unsigned(.max), "d": 0.5, "s": "str", "y": "Ynl0ZXM=",
                "j": ["k": 1],
            ])
        #expect(text == #"1 -5 -9223372036854775808 18446744073709551615 0.5 str bytes {"k":1}"#)
    }

    @Test func `a void function gives null and has its effect`() async throws {
        #expect(try await call("count", ["by": 5]) == nil)
        #expect(try await call("counted") == 5)
    }

    @Test func `the last result that was set counts`() async throws {
        #expect(try await call("set_twice") == "second")
    }

    @Test func `what is registered can be read`() throws {
        let function = try #require(functions["mixed4"])
        #expect(function.signature.description == "f64(i64 a, f64 b, i32 c, f64 d)")
        #expect(function.isPure && function.summary == nil)
    }
}

extension TypedFunctionTests {
    @Test(
        arguments: [
            ("same_bool", 1, "must be true or false (bool), not 1"),
            (
                "same_i32", .integer(1 << 31),
                "must be a whole number from -2147483648 to 2147483647 (i32), not 2147483648"
            ),
            ("same_i32", .number(1.5), "(i32), not 1.5"),
            ("same_i32", .number(.infinity), "(i32), not null"),
            ("same_i64", .unsigned(.max), "(i64), not 18446744073709551615"),
            ("same_i64", .number(1e19), "(i64), not 1e+19"),
            ("same_i64", "7", "(i64), not the string \"7\""),
            ("same_u64", -1, "a whole number from 0 to 18446744073709551615 (u64), not -1"),
            ("same_f64", true, "a number (f64), not true"),
            ("same_str", nil, "a string (str), not null"),
            ("same_str", "a\u{0}b", "must not contain U+0000"),
            ("same_str", [:], "not an object"),
            ("same_bytes", [], "a string in Base64 (bytes), not an array"),
            ("same_bytes", "no base 64!", "in Base64 (bytes), not the string \"no base 64!\""),
        ] as [(String, JSONValue, String)])
    func `a wrong argument is told with what was wanted and what was found`(
        _ function: String, _ value: JSONValue, _ sentence: String
    ) async throws {
        let error = try await extensionError { _ = try await call(function, ["v": value]) }
        #expect(error.code == .invalidArgument)
        #expect(error.sentence.hasPrefix("functions.\(function): the argument 'v' "), "\(error.sentence)")
        #expect(error.sentence.hasSuffix(sentence) || error.sentence.contains(sentence), "\(error.sentence)")
    }

    @Test func `a missing argument is told with the whole list`() async throws {
        let error = try await extensionError { _ = try await call("mixed4", ["a": 1, "b": 2, "d": 4]) }
        #expect(
            error
                == ExtensionError(
                    .invalidArgument,
                    "functions.mixed4: the argument 'c' (i32) is missing; it takes (i64 a, f64 b, i32 c, f64 d)"))
    }

    @Test func `an unknown argument is told with the nearest name`() async throws {
        let near = try await extensionError { _ = try await call("count", ["bt": 1]) }
        #expect(
            near.sentence == "functions.count: there is no argument 'bt'; did you mean 'by'? it takes (i64 by)")
        let far = try await extensionError { _ = try await call("p0", ["zebra": 1]) }
        #expect(far.sentence == "functions.p0: there is no argument 'zebra'; it takes no arguments")
    }

    @Test(arguments: [
        ("bad_bool", ExtensionError.Code.contractBroken, "returned 2 as a bool"),
        ("not_a_number", .failed, "which JSON cannot hold"),
        ("no_result", .contractBroken, "returned without a result and without a reason"),
        ("says_no", .failed, "plugin 'functions', says_no: the moon\\nis in the wrong phase"),
        ("bad_utf8", .contractBroken, "gave a str that is not UTF-8"),
        ("bad_json", .contractBroken, "gave a json that is no JSON (5 bytes)"),
        ("too_large", .contractBroken, "gave a result of 16777217 bytes; the limit is 16777216"),
        ("null_with_length", .contractBroken, "gave a result of 3 bytes at NULL"),
    ])
    func `a bad result is the plugin's fault and is told as such`(
        _ function: String, _ code: ExtensionError.Code, _ sentence: String
    ) async throws {
        let failedBefore = plugin.calls.failed
        let error = try await extensionError { _ = try await call(function) }
        #expect(error.code == code)
        #expect(error.sentence.contains(sentence), "\(error.sentence)")
        #expect(plugin.calls.failed > failedBefore)
    }

    @Test func `a sentence that is too long is cut and repaired`() async throws {
        let error = try await extensionError { _ = try await call("long_sentence") }
        #expect(error.sentence.contains(": \u{FFFD}xxx"))
        #expect(error.sentence.hasSuffix("x..."))
        #expect(error.sentence.utf8.count < 4096 + 60)
    }
}
