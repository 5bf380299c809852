// Bodies of checks: a file that is not installed, and installed plugins against another version.

/// A file to be checked as the loader would check it.
public struct PluginFileBody: Codable, Sendable {
    /// An absolute path on the daemon's machine.
    public var file: String

    public init(file: String) {
        self.file = file
    }
}

/// Every check of the loader on one file, in order.
public struct ExplanationBody: Codable, Sendable, Equatable {
    public struct Check: Codable, Sendable, Equatable {
        /// `file`, `elf`, `clash`, `note`, `compatibility`, `place`, `allow_list`, `signature`, `staging`, `enabled`, `name`,
        /// `strikes`, `probe`, `keys`.
        public var step: String
        /// `passed`, `failed`, `warned` or `skipped`.
        public var status: String
        /// What was found: "ELF64, x86-64, shared object"; why it was skipped.
        public var found: String?
        /// What was wanted, where something was.
        public var wanted: String?
        /// The stable code of a failed or warned check.
        public var reason: String?
        /// The loader's own sentence, with the cure.
        public var message: String?

        public init(
            step: String, status: String, found: String?, wanted: String?, reason: String?, message: String?
        ) {
            self.step = step
            self.status = status
            self.found = found
            self.wanted = wanted
            self.reason = reason
            self.message = message
        }
    }

    public var file: String
    public var name: String?
    public var version: String?
    public var sha256: String?
    /// Whether the loader would take it in.
    public var isAccepted: Bool
    public var checks: [Check]
    /// What it would register, as its probe told; empty if it was not probed.
    public var extensions: [PluginBody.Extension]
    public var functions: [PluginBody.Function]
    /// Names and keys that others have already: "the field type 'colour' is already registered by 'paint'".
    public var clashes: [String]

    enum CodingKeys: String, CodingKey {
        case file, name, version, sha256, checks, extensions, functions, clashes
        case isAccepted = "is_accepted"
    }

    public init(
        file: String, name: String?, version: String?, sha256: String?, isAccepted: Bool, checks: [Check],
        extensions: [PluginBody.Extension], functions: [PluginBody.Function], clashes: [String]
    ) {
        self.file = file
        self.name = name
        self.version = version
        self.sha256 = sha256
        self.isAccepted = isAccepted
        self.checks = checks
        self.extensions = extensions
        self.functions = functions
        self.clashes = clashes
    }
}

/// A version of Vigilo that the installed plugins are held against.
public struct UpgradeCheckBody: Codable, Sendable {
    public var against: String

    public init(against: String) {
        self.against = against
    }
}

/// Which installed plugins another version of Vigilo would refuse.
public struct UpgradeReportBody: Codable, Sendable, Equatable {
    public struct Plugin: Codable, Sendable, Equatable {
        public var name: String
        public var version: String?
        public var compatibleWith: String?
        /// Its state now.
        public var state: String
        public var isCompatible: Bool
        /// `version.incompatible` or another stable code; nil if it is compatible.
        public var reason: String?
        public var message: String?

        enum CodingKeys: String, CodingKey {
            case name, version, state, reason, message
            case compatibleWith = "compatible_with"
            case isCompatible = "is_compatible"
        }

        public init(
            name: String, version: String?, compatibleWith: String?, state: String, isCompatible: Bool,
            reason: String?, message: String?
        ) {
            self.name = name
            self.version = version
            self.compatibleWith = compatibleWith
            self.state = state
            self.isCompatible = isCompatible
            self.reason = reason
            self.message = message
        }
    }

    public var against: String
    public var plugins: [Plugin]

    public init(against: String, plugins: [Plugin]) {
        self.against = against
        self.plugins = plugins
    }
}
