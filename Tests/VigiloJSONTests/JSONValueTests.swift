// JSON: canonical text with known answers, and values that come back as they went.

import Testing
import VigiloJSON

@Suite struct CanonicalTextTests {
    @Test(
        arguments: [
            (.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-1, "-1"),
            (.integer(.min), "-9223372036854775808"), (.integer(.max), "9223372036854775807"),
            (.unsigned(.max), "18446744073709551615"),
            (.number(0.1), "0.1"), (.number(1), "1"), (.number(-2.5), "-2.5"), (.number(1e21), "1e+21"),
            (.number(.leastNonzeroMagnitude), "5e-324"), (.number(.nan), "null"), (.number(.infinity), "null"),
            (.number(-.infinity), "null"),
            ("", "\"\""), ("a\"b\\c/", #""a\"b\\c/""#),
            ("\n\r\t\u{8}\u{0}\u{1F}\u{7F}", "\"\\n\\r\\t\\u0008\\u0000\\u001f\u{7F}\""),
            ("é世😀\u{2028}", "\"é世😀\u{2028}\""),
            ([], "[]"), ([1, [2, [3]]], "[1,[2,[3]]]"), ([:], "{}"),
            (["b": 1, "a": [nil, true], "B": "x"], #"{"B":"x","a":[null,true],"b":1}"#),
            (["é": 1, "z": 2, "\u{FF61}": 3, "\u{1F600}": 4], "{\"z\":2,\"é\":1,\"\u{FF61}\":3,\"\u{1F600}\":4}"),
            (["": ["": ""]], #"{"":{"":""}}"#),
        ] as [(JSONValue, String)])
    func `a value has exactly one text`(_ value: JSONValue, _ text: String) {
        #expect(value.canonicalText == text)
    }

    @Test func `the order in which members were put in does not show`() {
        var forwards: [String: JSONValue] = [:]
        var backwards: [String: JSONValue] = [:]
        for number in 0..<200 { forwards["key\(number)"] = .integer(Int64(number)) }
        for number in (0..<200).reversed() { backwards["key\(number)"] = .integer(Int64(number)) }
        #expect(JSONValue.object(forwards).canonicalText == JSONValue.object(backwards).canonicalText)
    }
}

@Suite struct ParsingTests {
    @Test(
        arguments: [
            .null, true, 0, .integer(.min), .integer(.max), .unsigned(UInt64(Int64.max) + 1), .unsigned(.max), 0.1,
            -1.5e300,
            .number(.leastNonzeroMagnitude), "", "\u{0}\n\"\\ é 😀", [], [:], [[[[]]]],
            ["a": ["b": ["c": [1, 2.5, nil, false, "x"]]]],
        ] as [JSONValue])
    func `a value comes back from its text`(_ value: JSONValue) throws {
        #expect(try JSONValue(parsing: value.canonicalText) == value)
        #expect(try JSONValue(parsing: Array(value.canonicalText.utf8)) == value)
    }

    @Test(
        arguments: [
            ("1.0", .integer(1)), ("1e2", .integer(100)), ("-0", .integer(0)), ("-0.0", .integer(0)),
            ("1E-1", 0.1), ("0.5e+1", .integer(5)), (#"{"a":1,"a":2}"#, ["a": 2]), (#""\/\b\f""#, "/\u{8}\u{C}"),
            ("18446744073709551615", .unsigned(.max)), ("\"\\u00e9\\ud83d\\ude00\"", "é😀"), (" [ 1 , 2 ] ", [1, 2]),
        ] as [(String, JSONValue)])
    func `other spellings mean the same`(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "{", "[1,", "{\"a\":}", "'a'", "01", "+1", ".5", "NaN", "Infinity", "\"a", "\"\n\"", "1 2",
        "{1:2}",
        "\"\\x\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\u00g0\"", "[1,]", "{\"a\":1,}", "-", "1.",
        "1e",
        "1e400", "tru", "[1 2]", "{\"a\" 1}", "\"\\", "/*x*/1", "\u{FEFF}1",
    ])
    func `what is not JSON is told so`(_ text: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
        #expect(!error.description.isEmpty)
    }

    @Test func `a mistake is told with its place`() throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: "[1, 2 3]") }
        #expect(error.description == "it is not valid JSON: ',' or ']' must stand here (byte 7)")
    }

    @Test(arguments: [1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 9007199254740992, -1e16, 123456789.125] as [Double])
    func `canonical text is the same after reading and writing it again`(_ number: Double) throws {
        let text = JSONValue.number(number).canonicalText
        #expect(try JSONValue(parsing: text).canonicalText == text)
    }

    @Test func `bytes that are not UTF-8 are no JSON`() {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `deep nesting is read or refused, and never a crash`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(try JSONValue(parsing: nested(512)).canonicalText == nested(512))
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(513)) }
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(100_000)) }
    }

    @Test func `large whole numbers beyond 64 bits become the nearest double`() throws {
        #expect(try JSONValue(parsing: "36893488147419103232") == .number(36893488147419103232))
    }
}

@Suite struct JSONValueTests {
    @Test func `members and views are there or nil`() {
        let value: JSONValue = ["a": 1, "s": "x", "l": [true], "n": 2.5]
        #expect(value["a"]?.integerValue == 1 && value["b"] == nil)
        #expect(value["s"]?.stringValue == "x" && value["s"]?.integerValue == nil)
        #expect(value["l"]?.arrayValue == [true] && value["l"]?["a"] == nil)
        #expect(value["n"]?.doubleValue == 2.5 && value["a"]?.doubleValue == 1)
        #expect(value.objectValue?.count == 4 && JSONValue.bool(true).boolValue == true)
    }

    @Test(
        arguments: [
            (.null, "null"), (true, "boolean"), (1, "number"), (1.5, "number"), (.unsigned(.max), "number"),
            ("", "string"),
            ([], "array"), ([:], "object"),
        ] as [(JSONValue, String)])
    func `types have names for people`(_ value: JSONValue, _ name: String) {
        #expect(value.typeName == name)
    }
}
