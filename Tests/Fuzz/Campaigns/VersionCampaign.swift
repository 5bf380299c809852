// Versions, against a reader that takes them apart at their signs.

@testable import VigiloPluginHost

/// The parser of versions and their order.
struct VersionCampaign: Campaign {
    static let name = "version"

    static let separator: UInt8 = 0xFF
    private static let tokens =
        Trouble.tokens + [".", "-", "+", "0", "alpha", "rc.1", ".1", "-0", "a"].map { Array($0.utf8) }

    init(_ specimens: Specimens) {}

    /// Three of them, so that their order can be tried.
    func input(_ dice: inout Dice) -> [UInt8] {
        Array((0..<3).map { _ in Self.version(&dice) }.joined(separator: [Self.separator]))
    }

    static func version(_ dice: inout Dice) -> [UInt8] {
        var text = (0..<3).map { _ in dice.pick(["0", "1", "1", "2", "10", "4294967296", "99999999999999999999"]) }
            .joined(separator: ".")
        if dice.once(in: 2) { text += "-" + identifiers(&dice) }
        if dice.once(in: 4) { text += "+" + identifiers(&dice) }
        var bytes = Array(text.utf8)
        if dice.once(in: 4) { bytes.mutate(&dice, tokens: tokens) }
        return bytes.filter { $0 != separator }
    }

    private static func identifiers(_ dice: inout Dice) -> String {
        (0...dice.below(3)).map { _ in
            dice.pick(["alpha", "beta", "rc", "1", "0", "11", "2", "x-y", "A", "-", "0a", "01"])
        }
        .joined(separator: ".")
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        var versions: [(SemanticVersion, NaiveVersion)] = []
        for part in input.split(separator: Self.separator, omittingEmptySubsequences: false) {
            let text = String(decoding: part, as: UTF8.self)
            let naive = NaiveVersion(text)
            do throws(VersionSyntaxError) {
                let version = try SemanticVersion(parsing: text)
                guard let naive else { throw VersionSyntaxError(column: -1, expected: "nothing") }
                versions.append((version, naive))
            } catch {
                try require(error.column != -1, "\(text.debugDescription) is taken for a version")
                try require(naive == nil, "\(text.debugDescription) is refused: \(error)")
                try Self.check(error, text)
            }
        }
        for (version, naive) in versions {
            try require(version.description == naive.text, "\(naive.text) is printed as \(version.description)")
            try require(try SemanticVersion(parsing: version.description) == version, "read again it is another")
            for (other, otherNaive) in versions {
                try require(
                    (version < other) == naive.precedes(otherNaive), "the order of \(version) and \(other) is wrong")
                let isEqual = !naive.precedes(otherNaive) && !otherNaive.precedes(naive)
                try require((version == other) == isEqual, "\(version) == \(other) is \(version == other)")
                try require(!isEqual || version.hashValue == other.hashValue, "equal versions differ in their hash")
            }
        }
        return versions.count == 3
    }

    static func check(_ error: VersionSyntaxError, _ text: String) throws {
        try Sentence.check(error.description)
        try require((1...text.unicodeScalars.count + 1).contains(error.column), "column \(error.column) is nowhere")
    }
}

/// A version, read and compared as semver.org says it, without a scanner.
struct NaiveVersion {
    let text: String
    let release: [String]
    let preRelease: [String]

    init?(_ text: String) {
        guard text.unicodeScalars.allSatisfy(\.isASCII) else { return nil }
        self.text = text
        let built = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let tagged = built[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        release = Self.parts(tagged[0])
        preRelease = tagged.count > 1 ? Self.parts(tagged[1]) : []
        let build = built.count > 1 ? Self.parts(built[1]) : []
        guard release.count == 3, release.allSatisfy(Self.isNumber),
            preRelease.allSatisfy({ Self.isWord($0) && (Self.isNumber($0) || !Self.isDigits($0)) }),
            build.allSatisfy(Self.isWord)
        else { return nil }
    }

    private static func parts(_ text: Substring) -> [String] {
        text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    private static func isDigits(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    static func isNumber(_ text: String) -> Bool { isDigits(text) && (text == "0" || text.utf8.first != 0x30) }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D
            }
    }

    func precedes(_ other: NaiveVersion) -> Bool {
        for (one, two) in zip(release, other.release) where one != two { return Self.isLess(one, two) }
        if preRelease.isEmpty || other.preRelease.isEmpty { return !preRelease.isEmpty && other.preRelease.isEmpty }
        for (one, two) in zip(preRelease, other.preRelease) where one != two {
            switch (Self.isDigits(one), Self.isDigits(two)) {
            case (true, true): return Self.isLess(one, two)
            case (true, false): return true
            case (false, true): return false
            case (false, false): return Array(one.utf8).lexicographicallyPrecedes(Array(two.utf8))
            }
        }
        return preRelease.count < other.preRelease.count
    }

    /// Digits of any length.
    private static func isLess(_ one: String, _ two: String) -> Bool {
        let width = max(one.utf8.count, two.utf8.count)
        func filled(_ text: String) -> [UInt8] { Array(repeating: 0x30, count: width - text.utf8.count) + text.utf8 }
        return filled(one).lexicographicallyPrecedes(filled(two))
    }
}
