// JSON values and the text they are written as.

import Testing
import VigiloPluginSDK

@Suite struct `Writing JSON` {
    @Test(
        arguments: [
            (nil, "null"), (true, "true"), (-3, "-3"), (.unsigned(.max), "18446744073709551615"),
            (1.0, "1"), (0.1, "0.1"), (1e21, "1e+21"), (.number(.leastNonzeroMagnitude), "5e-324"),
            (.number(.infinity), "null"), (.number(.nan), "null"),
            ("a\"b\\c/\u{8}\n\r\t\u{1F}é😀", "\"a\\\"b\\\\c/\\u0008\\n\\r\\t\\u001fé😀\""),
            ([1, "two", [], [:]], #"[1,"two",[],{}]"#),
            (["b": 1, "a": 2, "é": 3, "aa": 4], #"{"a":2,"aa":4,"b":1,"é":3}"#),
        ] as [(JSON, String)])
    func `a value has one text`(value: JSON, text: String) {
        #expect(value.text == text)
    }

    @Test(
        arguments: [
            [
                "numbers": [0, -1, 0.5, 1e300, .unsigned(.max), .integer(.min)], "text": "\u{0}\u{7F}\u{2028}\"\\",
                "none": nil,
            ],
            [[[[]]], ["": ["": ""]]],
        ] as [JSON])
    func `what is written reads back as the same value`(value: JSON) throws {
        #expect(try JSON(parsing: value.text) == value)
    }

    @Test func `whole numbers keep their value whatever Swift type they come from`() {
        #expect(JSON(UInt8.max) == 255)
        #expect(JSON(Int.min) == .integer(.min))
        #expect(JSON(UInt64.max) == .unsigned(.max))
        #expect(JSON(Int128(1) << 100) == .number(0x1p100))
    }
}

@Suite struct `Looking into JSON` {
    let value: JSON = ["text": "x", "number": 1.5, "whole": 3, "list": [10, 20], "yes": true]

    @Test func `members and elements are found by name and index`() {
        #expect(value["text"]?.stringValue == "x")
        #expect(value["number"]?.doubleValue == 1.5)
        #expect(value["whole"]?.integerValue == 3)
        #expect(value["list"]?[1]?.integerValue == 20)
        #expect(value["yes"]?.boolValue == true)
    }

    @Test func `what is not there, or of another type, is nil`() {
        #expect(value["missing"] == nil)
        #expect(value["list"]?[2] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["list"]?["x"] == nil)
        #expect(value["number"]?.integerValue == nil)
        #expect(JSON.unsigned(.max).integerValue == nil)
    }
}
