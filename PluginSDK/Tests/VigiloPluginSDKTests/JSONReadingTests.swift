// JSON texts and what they say, by RFC 8259.

import Testing
import VigiloPluginSDK

@Suite struct `Reading JSON` {
    @Test(
        arguments: [
            ("null", JSON.null), ("true", true), (" false\n", false),
            ("0", 0), ("-0", 0), ("7", 7), ("-12", -12),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .unsigned(9_223_372_036_854_775_808)),
            ("18446744073709551615", .unsigned(.max)),
            ("18446744073709551616", .number(18_446_744_073_709_551_616)),
            ("1.0", .number(1)), ("1e3", .number(1000)), ("-2.5E-1", .number(-0.25)), ("0.1", .number(0.1)),
            ("5e-324", .number(.leastNonzeroMagnitude)), ("1.7976931348623157e308", .number(1.7976931348623157e308)),
            ("1e-400", .number(0)),
            (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud83d\uDE00""#, "😀"), (#""\u0000""#, .string("\0")),
            ("\"é€😀\u{7F}\"", .string("é€😀\u{7F}")),
            ("[]", []), ("[ ]", []), ("[1,[2,[]], {}]", [1, [2, []], [:]]),
            ("{}", [:]), ("{ }", [:]),
            (#"{"a":1,"b":{"c":[null]},"":2}"#, ["a": 1, "b": ["c": [nil]], "": 2]),
            ("\t\r\n [1 , 2 ] ", [1, 2]),
        ] as [(String, JSON)])
    func `a valid text gives its value`(text: String, value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
    }

    @Test(arguments: [
        ("", 0), ("  ", 2), ("nul", 0), ("nulll", 4), ("True", 0), ("NaN", 0), ("Infinity", 0), ("-Infinity", 1),
        ("01", 0), ("-01", 0), ("00", 0), ("+1", 0), (".5", 0), ("1.", 2), ("1.e3", 2), ("1e", 2), ("1e+", 3), ("-", 1),
        ("0x10", 1), ("1e400", 0), ("-1e400", 0), ("1 2", 2), ("'a'", 0),
        (#"""#, 1), (#""abc"#, 4), (#""\"#, 2), (#""\x41""#, 1), (#""\u12""#, 1), (#""\u12G4""#, 1),
        (#""\ud800""#, 1), (#""\ud800\u0041""#, 1), (#""\udc00""#, 1), (#""\ud800x""#, 1),
        ("\"a\u{1}b\"", 2), ("\"line\nbreak\"", 5),
        ("[", 1), ("[1", 2), ("[1,", 3), ("[1,]", 3), ("[,]", 1), ("[1 2]", 3), ("]", 0), ("[1}", 2),
        ("{", 1), (#"{"a""#, 4), (#"{"a":"#, 5), (#"{"a":1"#, 6), (#"{"a":1,}"#, 7), ("{a:1}", 1), (#"{"a" 1}"#, 5),
        (#"{"a":1 "b":2}"#, 7), ("{1:2}", 1),
        ("// comment\n1", 0), ("1 /* comment */", 2), ("\u{FEFF}1", 0),
    ])
    func `a text that is not JSON is refused at the right byte`(text: String, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
        #expect(error?.offset == offset)
    }

    @Test func `a member that stands there twice is refused by name`() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: #"{"a":1,"a":2}"#) }
        #expect(error?.description == "the member 'a' stands here a second time (at byte 7)")
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0xFF], [0x31, 0x00],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: bytes) }
    }

    @Test func `nesting is taken to the limit and refused beyond it`() throws {
        let limit = JSON.maximumDepth
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        var value = try JSON(parsing: nested(limit))
        var depth = 0
        while let elements = value.arrayValue {
            depth += 1
            value = elements.first ?? .null
        }
        #expect(depth == limit)
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: nested(limit + 1)) }
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: String(repeating: "[", count: 1_000_000)) }
    }

    @Test func `every cut of a valid text is refused, and never traps`() throws {
        let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",true,null],"b":{"c":"😀"}}"#.utf8)
        #expect(throws: Never.self) { try JSON(parsing: text) }
        for length in 0..<text.count {
            #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text.prefix(length)) }
        }
    }
}
