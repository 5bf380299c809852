// One bound of a version range: a sign and a version.

/// One bound of a ``VersionRange``.
struct VersionBound: Sendable, Hashable {
    enum Sign: String, CaseIterable {
        // Two characters before one: ">=" must not be read as ">".
        case equal = "=="
        case notEqual = "!="
        case atLeast = ">="
        case atMost = "<="
        case compatible = "~="
        case above = ">"
        case below = "<"
    }

    let sign: Sign
    let version: SemanticVersion
    /// The numbers that must agree: `==1.4.*` has two, `~=1.4` one. nil for bounds that are only about order.
    let prefix: [NumericIdentifier]?

    init(from scanner: inout VersionScanner) throws(VersionSyntaxError) {
        guard let sign = Sign.allCases.first(where: { scanner.skip($0.rawValue) }) else {
            throw scanner.error(expected: "one of ==, !=, >=, >, <=, <, ~=")
        }
        scanner.skipSpaces()
        var numbers = [try scanner.number("a version")]
        var isWild = false
        while !isWild, numbers.count < 3, scanner.skip(".") {
            isWild = sign.takesWildcard && scanner.skip("*")
            if !isWild {
                numbers.append(try scanner.number(sign.takesWildcard ? "a number or '*'" : "a number"))
            }
        }
        if sign == .compatible, numbers.count < 2 {
            throw scanner.error(expected: "'.' and a second number, which '~=' needs")
        }
        let preRelease = try Self.preRelease(from: &scanner, isAllowed: !isWild)
        self.sign = sign
        let digits = numbers.map(\.digits).joined(separator: ".")
        version = SemanticVersion(
            release: (numbers + [.zero, .zero]).prefix(3).map { $0 }, preRelease: preRelease, description: digits)
        prefix =
            switch sign {
            case .compatible: Array(numbers.dropLast())
            case _ where isWild: numbers
            default: nil
            }
    }

    private static func preRelease(
        from scanner: inout VersionScanner, isAllowed: Bool
    ) throws(VersionSyntaxError) -> [String] {
        guard isAllowed, scanner.skip("-") else { return [] }
        return try scanner.identifiers("a pre-release identifier", refusingZerosInFront: true)
    }

    func holds(for candidate: SemanticVersion) -> Bool {
        let agrees = prefix.map { candidate.release.starts(with: $0) }
        return switch sign {
        case .equal: agrees ?? (candidate == version)
        case .notEqual: !(agrees ?? (candidate == version))
        case .atLeast: candidate >= version
        case .atMost: candidate <= version
        case .above: candidate > version
        case .below: candidate < version
        case .compatible: candidate >= version && agrees == true
        }
    }

    /// Whether this bound names a pre-release of the same three numbers; `!=` names one only to keep it out.
    func namesPreRelease(of candidate: SemanticVersion) -> Bool {
        sign != .notEqual && version.isPreRelease && version.release == candidate.release
    }
}

extension VersionBound.Sign {
    var takesWildcard: Bool { self == .equal || self == .notEqual }
}
