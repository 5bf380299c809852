// JSON text, made up and damaged.

import Foundation
import VigiloJSON

/// The JSON reader.
struct JSONCampaign: Campaign {
    static let name = "json"

    private static let leaves = [
        "null", "true", "false", "0", "-0", "-0.0", "1", "-1", "1.5", "1e3", "1E+400", "1e-400", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616", "9007199254740992.0", "9007199254740993.0", "9007199254740994.0", "18014398509481984.0",
        "1e16", "1.7976931348623157e308", "5e-324", "0.1", "123456789012345680.0", "\"\"", "\"a\"", "\"\\u0000\"",
        "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\u{E9}\"", "\"e\u{301}\"",
        "\"\u{2028}\"", "01",
        "1.", ".5", "+1", "[]", "{}", "nul", "\"\u{7F}\"",
    ]
    private static let spaces = ["", "", "", "", " ", "\n", "\t", "\r"]
    private static let names = ["a", "b", "", "\\u0061", "\u{E9}", "e\u{301}", "\\n"]
    static let tokens =
        Trouble.tokens
        + (leaves + ["[", "]", "{", "}", ":", ",", "[[[[[[[[", "{\"a\":", "\\u", "\\ud800", "e", "E+", "//", "/**/"])
        .map {
            Array($0.utf8)
        }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = Array(Self.value(&dice, depth: 0).utf8)
        for _ in 0..<(dice.once(in: 2) ? 0 : dice.below(3)) { bytes.mutate(&dice, tokens: Self.tokens) }
        if dice.once(in: 200) {
            let depth = dice.pick([500, 511, 512, 513, 5000])
            bytes = Array(repeating: 0x5B, count: depth) + bytes + Array(repeating: 0x5D, count: depth - dice.below(2))
        }
        return bytes
    }

    private static func value(_ dice: inout Dice, depth: Int) -> String {
        let before = dice.pick(spaces)
        let after = dice.pick(spaces)
        let count = dice.below(4)
        switch depth < 5 ? dice.below(5) : 4 {
        case 0:
            return before + "[" + (0..<count).map { _ in value(&dice, depth: depth + 1) }.joined(separator: ",") + "]"
        case 1:
            let members = (0..<count).map { _ in
                "\(dice.pick(spaces))\"\(dice.pick(names))\"\(dice.pick(spaces)):\(value(&dice, depth: depth + 1))"
            }
            return before + "{" + members.joined(separator: ",") + "}" + after
        default: return before + dice.pick(leaves) + after
        }
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONValue(parsing: input)
        } catch {
            try Sentence.check(error.description)
            return false
        }
        let text = value.canonicalText
        let again = try JSONValue(parsing: text)
        try require(again == value, "printed as \(text) and read again it is another")
        try require(again.canonicalText == text, "printed twice it reads differently: \(text)")
        // What we take, others take too. (They take more.)
        if input.count % 8 == 0, input.count < 500 {
            let theirs = try? JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed)
            try require(theirs != nil, "Foundation does not read it")
        }
        return true
    }
}
