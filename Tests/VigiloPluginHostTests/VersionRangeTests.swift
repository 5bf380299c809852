// Version ranges: what they allow, and what their errors say.

import Testing

@testable import VigiloPluginHost

struct VersionRangeTests {
    @Test(arguments: [
        (">=1.0,<2.0", ["1.0.0", "1.9.9", "1.0.0+build"], ["0.9.9", "2.0.0", "1.5.0-rc.1", "2.0.0-rc.1"]),
        ("==1.4", ["1.4.0", "1.4.0+7"], ["1.4.1", "1.3.9", "1.4.0-rc.1"]),
        ("==1", ["1.0.0"], ["1.0.1", "1.1.0"]),
        ("!=1.4", ["1.4.1", "1.3.0"], ["1.4.0"]),
        (">1.4", ["1.4.1", "2.0.0"], ["1.4.0", "1.3.9"]),
        ("<=1.4", ["1.4.0", "1.3.9"], ["1.4.1"]),
        ("==1.4.*", ["1.4.0", "1.4.99"], ["1.5.0", "1.3.0", "2.4.0", "1.4.1-rc.1"]),
        ("==1.*", ["1.0.0", "1.99.0"], ["0.9.0", "2.0.0", "10.0.0"]),
        ("!=1.4.*,>=1", ["1.5.0", "1.3.9", "2.4.0"], ["1.4.0", "1.4.7"]),
        ("~=1.4", ["1.4.0", "1.9.0"], ["1.3.9", "2.0.0", "2.4.0"]),
        ("~=1.4.2", ["1.4.2", "1.4.9"], ["1.4.1", "1.5.0", "2.4.2"]),
        ("~=1.0", ["1.0.0", "1.2.0"], ["2.0.0"]),
        (" >= 1.0 , < 2 ", ["1.0.0"], ["2.0.0"]),
        (">=1.4.10", ["1.4.10", "1.10.0"], ["1.4.9"]),
        (">=2,<1", [], ["1.0.0", "1.5.0", "2.0.0"]),
    ])
    func `a range allows what its bounds allow`(_ text: String, _ inside: [String], _ outside: [String]) throws {
        let range = try VersionRange(parsing: text)
        for version in inside { #expect(range.contains(try SemanticVersion(parsing: version)), "\(version)") }
        for version in outside { #expect(!range.contains(try SemanticVersion(parsing: version)), "\(version)") }
    }

    @Test(arguments: [
        (">=2.0.0-rc.1,<3", ["2.0.0-rc.1", "2.0.0-rc.2", "2.0.0"], ["2.0.0-beta", "2.1.0-rc.1", "3.0.0-rc.1"]),
        (">=1.0,<2.0.0-rc.2", ["1.0.0", "2.0.0-rc.1"], ["2.0.0-rc.2", "1.5.0-rc.1", "2.0.0"]),
        ("==2.0-rc.1", ["2.0.0-rc.1"], ["2.0.0", "2.0.0-rc.2"]),
        ("~=2.0-rc.1", ["2.0.0-rc.3", "2.4.0"], ["2.4.0-rc.1", "3.0.0"]),
        (">=1.0,!=2.0.0-rc.1", ["2.0.0"], ["2.0.0-rc.1", "2.0.0-rc.2"]),
    ])
    func `a pre-release is allowed only where a bound names one of the same numbers`(
        _ text: String, _ inside: [String], _ outside: [String]
    ) throws {
        try `a range allows what its bounds allow`(text, inside, outside)
    }

    @Test(arguments: [
        ("", 1, "one of ==, !=, >=, >, <=, <, ~="),
        ("1.4", 1, "one of ==, !=, >=, >, <=, <, ~="),
        ("=1.4", 1, "one of ==, !=, >=, >, <=, <, ~="),
        ("^1.4", 1, "one of ==, !=, >=, >, <=, <, ~="),
        (">=", 3, "a version"),
        (">=v1", 3, "a version"),
        (">=1.", 5, "a number"),
        (">=1.0,", 7, "one of ==, !=, >=, >, <=, <, ~="),
        (">=1.0,,<2", 7, "one of ==, !=, >=, >, <=, <, ~="),
        (">=1.0 <2", 7, "',' or the end"),
        (">=1.0;<2", 6, "',' or the end"),
        (">=1.*", 5, "a number"),
        ("==1.x", 5, "a number or '*'"),
        ("==*", 3, "a version"),
        ("==1.4.0.*", 8, "',' or the end"),
        ("==1.*.2", 6, "',' or the end"),
        ("==1.*-rc.1", 6, "',' or the end"),
        ("~=1", 4, "'.' and a second number, which '~=' needs"),
        (">=01", 3, "a version without zeros in front"),
        (">=1.0-", 7, "a pre-release identifier"),
        (">=1.0.0+build", 8, "',' or the end"),
        (">=1.0.0\n", 8, "',' or the end"),
    ])
    func `the error tells the column and what should stand there`(_ text: String, _ column: Int, _ expected: String) {
        #expect(throws: VersionSyntaxError(column: column, expected: expected)) { try VersionRange(parsing: text) }
    }

    @Test func `no text makes the reader trap`() {
        var dice = SplitMix64(state: 7)
        let pieces = [
            "==", "!=", ">=", "<=", "~=", ">", "<", ",", ".", "*", "-", "+", " ", "0", "1", "12", "rc", "é", "\r\n",
        ]
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...8, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }
            if let range = try? VersionRange(parsing: text.joined()) {
                read += 1
                #expect(range.description == text.joined())
            }
        }
        #expect(read > 100)
    }
}
