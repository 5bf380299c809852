// Tables, widths, escapes and JSON.

import Testing
import VigiloJSON

@testable import vigilo

@Suite struct `the width of text` {
    @Test(arguments: [
        ("abc", 3), ("é", 1), ("e\u{301}", 1), ("升级", 4), ("한국", 4), ("カ", 2), ("ｱ", 1), ("🚀", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2),
        ("❤️", 2), ("Ａ", 2), ("\u{200B}", 0), ("", 0),
    ])
    func `is what a terminal gives it`(_ text: String, _ columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test func `is never passed when text is cut`() {
        #expect(TextWidth.cut("升级数据库", to: 10) == "升级数据库")
        #expect(TextWidth.cut("升级数据库", to: 9) == "升级数据…")
        #expect(TextWidth.cut("升级数据库", to: 8) == "升级数…")
        #expect(TextWidth.cut("abc", to: 1) == "…")
    }

    @Test func `is kept between words when text is wrapped`() {
        #expect(TextWidth.wrapped("one two three", to: 7) == ["one two", "three"])
        #expect(TextWidth.wrapped("immeasurable x", to: 5) == ["immeasurable", "x"])
        #expect(TextWidth.wrapped("a  b", to: nil) == ["a  b"])
    }
}

@Suite struct `text from elsewhere` {
    @Test(arguments: [
        ("plain", "plain"), ("\u{1B}[31m", "\\x1b[31m"), ("a\nb\r\tc", "a\\nb\\r\\tc"), ("\u{7F}\u{9B}", "\\x7f\\x9b"),
        ("\u{202E}x\u{2066}", "\\u{202e}x\\u{2066}"), ("\r\n", "\\r\\n"), ("é升🚀", "é升🚀"),
    ])
    func `is made harmless on a line`(_ text: String, _ expected: String) {
        #expect(SafeText.line(text) == expected)
    }

    @Test func `keeps its lines where it has several`() {
        #expect(SafeText.block("a\n\tb\u{1B}") == "a\n\tb\\x1b")
    }
}

@Suite struct `a table` {
    private static let table = Table(
        [.init("NAME", isFlexible: true), .init("N", isNumeric: true), .init("WHY", isFlexible: true)],
        rows: [
            .init([.init("long-name-of-a-thing"), .init("7"), .init(nil)], notes: ["a note of several words"]),
            .init([.init("x"), .init("12345"), .init("because it is so")]),
        ])

    @Test func `is as wide as it needs to be where nobody limits it`() {
        #expect(
            Self.table.lines(on: Canvas(columns: nil, style: .plain)) == [
                "NAME                      N  WHY", "long-name-of-a-thing      7  -", "  a note of several words",
                "x                     12345  because it is so",
            ])
    }

    @Test(arguments: 30...50) func `fits wherever its columns can give way`(_ columns: Int) {
        for line in Self.table.lines(on: Canvas(columns: columns, style: .plain)) {
            #expect(TextWidth.of(line) <= columns)
        }
    }

    @Test func `gives up no column altogether, however narrow the terminal`() {
        let lines = Self.table.lines(on: Canvas(columns: 5, style: .plain))
        #expect(lines.first == "NAME          N  WHY")
    }
}

@Suite struct `JSON text` {
    private static let value: JSONValue = ["b": [1, 2.5, nil], "a": ["x": []], "c": "\u{9B}\u{202E}é"]

    @Test func `is on one line with sorted keys`() {
        #expect(
            JSONText.text(of: Self.value, isIndented: false)
                == #"{"a":{"x":[]},"b":[1,2.5,null],"c":"\u009b\u202eé"}"#)
    }

    @Test func `is indented for people`() {
        #expect(
            JSONText.text(of: Self.value, isIndented: true) == #"""
                {
                  "a": {
                    "x": []
                  },
                  "b": [
                    1,
                    2.5,
                    null
                  ],
                  "c": "\u009b\u202eé"
                }
                """#)
    }

    @Test func `reads back as what it was`() throws {
        for isIndented in [true, false] {
            #expect(try JSONValue(parsing: JSONText.text(of: Self.value, isIndented: isIndented)) == Self.value)
        }
    }
}

@Suite struct `the wording` {
    @Test func `of times, sizes and durations is for people`() {
        #expect(Wording.time("2026-12-25T09:30:00.000000Z") == "2026-12-25 09:30:00 UTC")
        #expect(Wording.time("soon") == "soon")
        #expect(
            [0, 999, 14_222, 28_123_456, 3_000_000_000].map(Wording.size(bytes:)) == [
                "0 bytes", "999 bytes", "14.2 KB", "28.1 MB", "3.0 GB",
            ])
        #expect(
            [0, 59, 3_600, 93_784, 200_000].map(Wording.duration(seconds:)) == [
                "0 s", "59 s", "1 h", "1 day 2 h", "2 days 7 h",
            ])
        #expect([812, 1_234, 2_500_000].map(Wording.duration(microseconds:)) == ["812 us", "1.2 ms", "2.5 s"])
    }
}

@Suite struct `a suggestion` {
    @Test(arguments: [
        ("plugn", "plugin"), ("pligun", "plugin"), ("tsak", "task"), ("conf", "configure"), ("frobnicate", nil),
        ("x", nil),
    ])
    func `is the nearest word, if any is near`(_ word: String, _ expected: String?) {
        #expect(Suggestion.nearest(to: word, among: ["configure", "plugin", "task", "status"]) == expected)
    }

    @Test func `counts a swap of neighbours as one slip`() {
        #expect(Suggestion.distance("tsak", "task") == 1)
        #expect(Suggestion.distance("", "abc") == 3)
        #expect(Suggestion.distance("kitten", "sitting") == 3)
    }
}

@Suite struct `an outline` {
    private func lines(_ value: JSONValue, columns: Int? = nil) -> [String] {
        Outline(value).lines(on: Canvas(columns: columns, style: .plain))
    }

    @Test func `draws like objects as a grid`() {
        let value: JSONValue = ["p1": ["open": 1, "resolved": 20], "p2": ["open": 0, "resolved": 3]]
        #expect(
            lines(["cells": value]) == [
                "cells", "      open  resolved", "  p1     1        20", "  p2     0         3",
            ])
    }

    @Test func `puts a short list on a line and a long one under one another`() {
        #expect(lines(["days": ["a", "b"], "n": 1]) == ["days  a, b", "n     1"])
        #expect(lines(["days": ["abcdefgh", "ijklmnop"]], columns: 20) == ["days", "  - abcdefgh", "  - ijklmnop"])
    }

    @Test func `says of what is empty that there is none`() {
        #expect(lines([:]) == ["none"])
        #expect(lines(["a": [], "b": nil]) == ["a  none", "b  null"])
    }

    @Test func `nests what has parts`() {
        #expect(
            lines(["a": ["b": ["c": [["d": [1, ["e": 2]]]]]]]) == [
                "a", "  b", "    c", "      - d", "          - 1", "          - e  2",
            ])
    }
}
