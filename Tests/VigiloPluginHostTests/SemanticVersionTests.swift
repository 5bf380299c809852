// Versions, by the letter of Semantic Versioning 2.0.

import Testing

@testable import VigiloPluginHost

struct SemanticVersionTests {
    // From the examples that semver.org gives with its regular expression.
    @Test(arguments: [
        "0.0.4", "1.2.3", "10.20.30", "1.1.2-prerelease+meta", "1.1.2+meta", "1.1.2+meta-valid", "1.0.0-alpha",
        "1.0.0-beta", "1.0.0-alpha.beta", "1.0.0-alpha.beta.1", "1.0.0-alpha.1", "1.0.0-alpha0.valid",
        "1.0.0-alpha.0valid", "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay", "1.0.0-rc.1+build.1",
        "2.0.0-rc.1+build.123", "1.2.3-beta", "10.2.3-DEV-SNAPSHOT", "1.2.3-SNAPSHOT-123", "1.0.0", "2.0.0", "1.1.7",
        "2.0.0+build.1848", "2.0.1-alpha.1227", "1.0.0-alpha+beta", "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
        "1.2.3----R-S.12.9.1--.12+meta", "1.2.3----RC-SNAPSHOT.12.9.1--.12", "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "99999999999999999999999.999999999999999999.99999999999999999", "1.0.0-0A.is.legal",
    ])
    func `a semantic version is read and keeps its text`(_ text: String) throws {
        #expect(try SemanticVersion(parsing: text).description == text)
    }

    @Test(arguments: [
        "1", "1.2", "1.2.3-0123", "1.2.3-0123.0123", "1.1.2+.123", "+invalid", "-invalid", "-invalid+invalid",
        "-invalid.01", "alpha", "alpha.beta", "alpha.beta.1", "alpha.1", "alpha+beta", "alpha_beta", "alpha.",
        "alpha..", "beta", "1.0.0-alpha_beta", "-alpha.", "1.0.0-alpha..", "1.0.0-alpha..1", "1.0.0-alpha...1",
        "01.1.1", "1.01.1", "1.1.01", "1.2.3.DEV", "1.2-SNAPSHOT", "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
        "1.2-RC-SNAPSHOT", "-1.0.3-gamma+b7718", "+justmeta", "9.8.7+meta+meta", "9.8.7-whatever+meta+meta", "",
        " 1.0.0", "1.0.0 ", "1.0.0\n", "v1.0.0", "1.0.0-", "1.0.0+", "1.0.0-ä", "１.0.0", "1\u{301}.0.0", "1.0.0\r\n",
    ])
    func `what is no semantic version is not read`(_ text: String) {
        #expect(throws: VersionSyntaxError.self) { try SemanticVersion(parsing: text) }
    }

    @Test(arguments: [
        ("", 1, "the major number"),
        ("1", 2, "'.' and the minor number"),
        ("1.2", 4, "'.' and the patch number"),
        ("1.2.", 5, "the patch number"),
        ("1.02.3", 3, "the minor number without zeros in front"),
        ("1.2.3-", 7, "a pre-release identifier"),
        ("1.2.3-rc.01", 10, "a number without zeros in front"),
        ("1.2.3+b_c", 8, "'.' or the end"),
        ("1.2.3_4", 6, "'-', '+' or the end"),
        ("1.2.3-rc_1", 9, "'.', '+' or the end"),
    ])
    func `the error tells the column and what should stand there`(_ text: String, _ column: Int, _ expected: String) {
        #expect(throws: VersionSyntaxError(column: column, expected: expected)) { try SemanticVersion(parsing: text) }
    }

    @Test func `precedence is that of semver`() throws {
        let ascending = try [
            "0.9.99", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0--", "1.0.0-A", "1.0.0-alpha", "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
            "18446744073709551616.0.0",
        ].map { try SemanticVersion(parsing: $0) }
        for (lower, left) in ascending.enumerated() {
            for (upper, right) in ascending.enumerated() {
                #expect((left < right) == (lower < upper), "\(left) < \(right)")
                #expect((left == right) == (lower == upper), "\(left) == \(right)")
            }
        }
    }

    @Test func `build metadata takes no part in comparison`() throws {
        let (plain, built) = (try SemanticVersion(parsing: "1.0.0"), try SemanticVersion(parsing: "1.0.0+7"))
        #expect(plain == built)
        #expect(plain.hashValue == built.hashValue)
        #expect(!(plain < built) && !(built < plain))
    }
}
