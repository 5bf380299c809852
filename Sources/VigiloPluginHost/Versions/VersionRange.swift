// The versions that `compatible_with` allows: ">=1.0,<2.0".

/// The versions that a plugin's `compatible_with` allows: bounds with commas between them, all of which must hold.
///
/// | bound | holds for |
/// |---|---|
/// | `==1.4` `!=1.4` | exactly 1.4.0; everything else |
/// | `>=1.4` `>1.4` `<=1.4` `<1.4` | what the sign says, by precedence |
/// | `==1.4.*` `!=1.4.*` | every 1.4; everything else |
/// | `~=1.4` `~=1.4.2` | a compatible release: `>=1.4,==1.*`; `>=1.4.2,==1.4.*` |
///
/// A bound's missing numbers are zero: `>=1` is `>=1.0.0`. Spaces may stand around bounds and signs.
///
/// A pre-release is allowed only where a bound other than `!=` names a pre-release of the same three numbers:
/// `>=2.0.0-rc.1,<3` allows 2.0.0-rc.2 but not 2.1.0-rc.1, and `>=1.0,<2.0` does not allow 2.0.0-rc.1, although it
/// comes before 2.0.0.
public struct VersionRange: Sendable, Hashable, CustomStringConvertible {
    let bounds: [VersionBound]
    /// The range as it was written.
    public let description: String

    public init(parsing text: String) throws(VersionSyntaxError) {
        var scanner = VersionScanner(text)
        var bounds: [VersionBound] = []
        repeat {
            scanner.skipSpaces()
            bounds.append(try VersionBound(from: &scanner))
            scanner.skipSpaces()
        } while scanner.skip(",")
        guard scanner.isAtEnd else { throw scanner.error(expected: "',' or the end") }
        self.bounds = bounds
        description = text
    }

    public func contains(_ version: SemanticVersion) -> Bool {
        if version.isPreRelease, !bounds.contains(where: { $0.namesPreRelease(of: version) }) {
            return false
        }
        return bounds.allSatisfy { $0.holds(for: version) }
    }

    /// Whether `version` is kept out by nothing but being a pre-release that no bound names.
    public func refusesOnlyAsPreRelease(_ version: SemanticVersion) -> Bool {
        version.isPreRelease && !contains(version) && bounds.allSatisfy { $0.holds(for: version) }
    }
}
