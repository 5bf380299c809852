// Version ranges: read, printed, and asked whether they hold a version.

@testable import VigiloPluginHost

/// The parser of ">=1.0,<2.0", and its answers.
struct RangeCampaign: Campaign {
    static let name = "range"

    private static let separator = VersionCampaign.separator
    private static let signs = ["==", "!=", ">=", "<=", "~=", ">", "<"]
    private static let tokens =
        Trouble.tokens + (signs + [",", ".*", ".", "=", "-rc.1", "1.0", " , "]).map { Array($0.utf8) }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = Array((0...dice.below(3)).map { _ in Self.bound(&dice) }.joined(separator: ",").utf8)
        if dice.once(in: 2) { bytes.mutate(&dice, tokens: Self.tokens) }
        return bytes.filter { $0 != Self.separator } + [Self.separator] + VersionCampaign.version(&dice)
    }

    private static func bound(_ dice: inout Dice) -> String {
        let numbers = (0...dice.below(3)).map { _ in dice.pick(["0", "1", "1", "2", "10", "99999999999999999999"]) }
        let spaces = ["", "", "", " ", "  "]
        let ending = dice.pick(["", "", "", "", "-rc.1", "-0", "-alpha.2", ".*", "+b"])
        return dice.pick(spaces) + dice.pick(signs) + dice.pick(spaces) + numbers.joined(separator: ".") + ending
            + dice.pick(spaces)
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let parts = input.split(separator: Self.separator, omittingEmptySubsequences: false)
        let text = String(decoding: parts[0], as: UTF8.self)
        let range: VersionRange
        do throws(VersionSyntaxError) {
            range = try VersionRange(parsing: text)
        } catch {
            try VersionCampaign.check(error, text)
            return false
        }
        try require(range.description == text, "it is printed as \(range)")
        try require(try VersionRange(parsing: range.description) == range, "read again it is another")
        let versionText = String(decoding: parts.last ?? [], as: UTF8.self)
        guard let version = try? SemanticVersion(parsing: versionText), let naive = NaiveVersion(versionText) else {
            return true
        }
        let answer = range.contains(version)
        try require(answer == Self.naive(text, naive), "\(text) contains \(version): \(answer)")
        try require(!(answer && range.refusesOnlyAsPreRelease(version)), "\(text) both holds and refuses \(version)")
        return true
    }

    /// What the table above ``VersionRange`` says, read at the commas. The range is known to be well formed.
    private static func naive(_ text: String, _ version: NaiveVersion) -> Bool {
        var holds = true
        var isNamed = version.preRelease.isEmpty
        for bound in text.split(separator: ",") {
            let bound = bound.filter { $0 != " " }
            guard let sign = signs.first(where: bound.hasPrefix) else { return false }
            let tagged = bound.dropFirst(sign.count).split(separator: "-", maxSplits: 1)
            let numbers = tagged[0].split(separator: ".").map(String.init)
            let stem = numbers.last == "*" ? Array(numbers.dropLast()) : sign == "~=" ? Array(numbers.dropLast()) : nil
            let filled = (numbers.filter { $0 != "*" } + ["0", "0"]).prefix(3).joined(separator: ".")
            guard let edge = NaiveVersion(filled + (tagged.count > 1 ? "-\(tagged[1])" : "")) else { return false }
            let (isBefore, isAfter) = (version.precedes(edge), edge.precedes(version))
            let agrees = stem.map { version.release.starts(with: $0) } ?? (!isBefore && !isAfter)
            let isHeld =
                switch sign {
                case "==": agrees
                case "!=": !agrees
                case ">=": !isBefore
                case "<=": !isAfter
                case ">": isAfter
                case "<": isBefore
                default: agrees && !isBefore
                }
            holds = holds && isHeld
            isNamed = isNamed || sign != "!=" && !edge.preRelease.isEmpty && edge.release == version.release
        }
        return holds && isNamed
    }
}
