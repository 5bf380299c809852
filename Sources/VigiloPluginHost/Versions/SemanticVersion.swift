// A version by the rules of Semantic Versioning 2.0 (semver.org).

/// A whole number of any length, as digits without zeros in front: Semantic Versioning sets no largest number.
struct NumericIdentifier: Sendable, Hashable, Comparable {
    static let zero = NumericIdentifier(digits: "0")

    let digits: String

    static func < (left: Self, right: Self) -> Bool {
        let lengths = (left.digits.utf8.count, right.digits.utf8.count)
        return lengths.0 == lengths.1 ? left.digits < right.digits : lengths.0 < lengths.1
    }
}

/// A version by the rules of Semantic Versioning 2.0.
///
/// Versions are compared by precedence, so build metadata takes no part in it: `1.0.0+a == 1.0.0+b`. ``description``
/// keeps it.
public struct SemanticVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Major, minor and patch.
    let release: [NumericIdentifier]
    let preRelease: [PreReleaseIdentifier]
    public let description: String

    /// Reads a whole version, all three numbers of it, and nothing around it.
    public init(parsing text: String) throws(VersionSyntaxError) {
        var scanner = VersionScanner(text)
        let major = try scanner.number("the major number")
        guard scanner.skip(".") else { throw scanner.error(expected: "'.' and the minor number") }
        let minor = try scanner.number("the minor number")
        guard scanner.skip(".") else { throw scanner.error(expected: "'.' and the patch number") }
        let patch = try scanner.number("the patch number")
        var preRelease: [String] = []
        var continuation = "'-', '+' or the end"
        if scanner.skip("-") {
            preRelease = try scanner.identifiers("a pre-release identifier", refusingZerosInFront: true)
            continuation = "'.', '+' or the end"
        }
        if scanner.skip("+") {
            _ = try scanner.identifiers("a build identifier", refusingZerosInFront: false)
            continuation = "'.' or the end"
        }
        guard scanner.isAtEnd else { throw scanner.error(expected: continuation) }
        self.init(release: [major, minor, patch], preRelease: preRelease, description: text)
    }

    init(release: [NumericIdentifier], preRelease: [String], description: String) {
        self.release = release
        self.preRelease = preRelease.map(PreReleaseIdentifier.init)
        self.description = description
    }

    /// Whether it comes before a release: `2.0.0-rc.1` is one before `2.0.0`.
    public var isPreRelease: Bool { !preRelease.isEmpty }

    public static func == (left: Self, right: Self) -> Bool {
        left.release == right.release && left.preRelease == right.preRelease
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(release)
        hasher.combine(preRelease)
    }

    public static func < (left: Self, right: Self) -> Bool {
        if left.release != right.release {
            return left.release.lexicographicallyPrecedes(right.release)
        }
        // A release comes after all of its pre-releases.
        if left.isPreRelease != right.isPreRelease {
            return left.isPreRelease
        }
        return left.preRelease.lexicographicallyPrecedes(right.preRelease)
    }
}

/// A piece of a pre-release tag: numbers come before words and are compared as numbers.
enum PreReleaseIdentifier: Sendable, Hashable, Comparable {
    case number(NumericIdentifier)
    case word(String)

    init(_ text: String) {
        self = text.unicodeScalars.allSatisfy(\.isVersionDigit) ? .number(NumericIdentifier(digits: text)) : .word(text)
    }

    static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.number, .word): true
        case (.word, .number): false
        // By ASCII, which for ASCII text is the order of the bytes.
        case (.word(let left), .word(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        }
    }
}
