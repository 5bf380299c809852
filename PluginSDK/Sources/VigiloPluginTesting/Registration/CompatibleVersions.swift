// The versions of Vigilo that a plugin's `compatible_with` allows.

/// A version by Semantic Versioning 2.0, as far as comparing goes.
struct VersionNumber: Equatable {
    var numbers: [Int]
    var preRelease: [String]

    /// Three numbers, perhaps a pre-release behind `-`, perhaps build metadata behind `+`, which says nothing.
    init?(_ text: String) {
        self.init(text, fewestNumbers: 3)
    }

    init?(_ text: some StringProtocol, fewestNumbers: Int) {
        let withoutBuild = String(text).split(
            separator: Character("+"), maxSplits: 1, omittingEmptySubsequences: false)[0]
        let parts = withoutBuild.split(separator: Character("-"), maxSplits: 1, omittingEmptySubsequences: false)
        let words = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let numbers = words.compactMap { $0.allSatisfy(\.isASCII) ? Int($0) : nil }.filter { $0 >= 0 }
        guard numbers.count == words.count, (fewestNumbers...3).contains(numbers.count) else { return nil }
        self.numbers = numbers + Array(repeating: 0, count: 3 - numbers.count)
        preRelease = parts.count == 2 ? parts[1].split(separator: ".").map { String($0) } : []
        if parts.count == 2, preRelease.isEmpty { return nil }
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        // A release comes after all of its pre-releases.
        if left.preRelease.isEmpty || right.preRelease.isEmpty { return !left.preRelease.isEmpty }
        return left.preRelease.lexicographicallyPrecedes(right.preRelease) { left, right in
            switch (Int(left), Int(right)) {
            case (let left?, let right?): left < right
            case (nil, nil): left.utf8.lexicographicallyPrecedes(right.utf8)
            case (let left, _): left != nil
            }
        }
    }
}

/// Comparisons with commas between them, all of which must hold: `>=1.0,<2.0`, `~=1.4`, `==1.4.*`, `!=1.4.2`.
///
/// The rules are the daemon's; a version is named by as many numbers as are of interest, and a pre-release is allowed
/// only where a bound names one of the same three numbers.
struct CompatibleVersions {
    private struct Bound {
        let sign: String
        let version: VersionNumber
        /// The numbers that must agree, where the bound is about those: `==1.4.*`, `~=1.4.2`.
        let prefix: [Int]?
    }

    private let bounds: [Bound]

    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        bounds = parts.compactMap { Self.bound($0.drop { $0 == " " }) }
        if bounds.count != parts.count { return nil }
    }

    private static func bound(_ text: Substring) -> Bound? {
        guard let sign = ["==", "!=", ">=", "<=", "~=", ">", "<"].first(where: text.hasPrefix) else { return nil }
        let trimmed = text.dropFirst(sign.count).filter { $0 != " " }
        let isWild = trimmed.hasSuffix(".*")
        if isWild, sign != "==", sign != "!=" { return nil }
        let number = isWild ? String(trimmed.dropLast(2)) : trimmed
        guard let version = VersionNumber(number, fewestNumbers: sign == "~=" ? 2 : 1) else { return nil }
        let count = number.split(separator: "-")[0].split(separator: ".").count
        let agreeing = sign == "~=" ? count - 1 : isWild ? count : nil
        return Bound(sign: sign, version: version, prefix: agreeing.map { Array(version.numbers.prefix($0)) })
    }

    func contains(_ version: VersionNumber) -> Bool {
        let isNamed = bounds.contains {
            $0.sign != "!=" && !$0.version.preRelease.isEmpty && $0.version.numbers == version.numbers
        }
        if !version.preRelease.isEmpty, !isNamed { return false }
        return bounds.allSatisfy { Self.holds($0, for: version) }
    }

    private static func holds(_ bound: Bound, for version: VersionNumber) -> Bool {
        let agrees = bound.prefix.map { version.numbers.starts(with: $0) }
        return switch bound.sign {
        case "==": agrees ?? (version == bound.version)
        case "!=": !(agrees ?? (version == bound.version))
        case ">=": !(version < bound.version)
        case "<=": !(bound.version < version)
        case ">": bound.version < version
        case "<": version < bound.version
        default: !(version < bound.version) && agrees == true
        }
    }
}
