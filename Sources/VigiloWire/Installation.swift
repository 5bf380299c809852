// Bodies about the daemon and the caller.

/// How the daemon is.
public struct StatusBody: Codable, Sendable, Equatable {
    /// How many plugin files are in which state.
    public struct PluginCounts: Codable, Sendable, Equatable {
        public var active: Int
        public var disabled: Int
        public var refused: Int
        /// Not loaded, because they harmed the process in which they were tried.
        public var quarantined: Int
        public var retired: Int
        /// Known from an earlier run, and not there.
        public var missing: Int

        public init(
            active: Int = 0, disabled: Int = 0, refused: Int = 0, quarantined: Int = 0, retired: Int = 0,
            missing: Int = 0
        ) {
            self.active = active
            self.disabled = disabled
            self.refused = refused
            self.quarantined = quarantined
            self.retired = retired
            self.missing = missing
        }
    }

    /// How far a look at the plugin directories has come.
    public struct PluginProgress: Codable, Sendable, Equatable {
        /// Files whose state is known.
        public var decided: Int
        public var files: Int
        /// Probes that have ended, and those that the look needs as far as is known.
        public var probed: Int
        public var toBeProbed: Int

        enum CodingKeys: String, CodingKey {
            case decided, files, probed
            case toBeProbed = "to_be_probed"
        }

        public init(decided: Int, files: Int, probed: Int, toBeProbed: Int) {
            self.decided = decided
            self.files = files
            self.probed = probed
            self.toBeProbed = toBeProbed
        }
    }

    /// The log of the database: what was written and is not in the database file itself yet.
    public struct DatabaseLog: Codable, Sendable, Equatable {
        /// Somebody who has been reading the database for a while: while they do, the log can't begin anew.
        public struct Holder: Codable, Sendable, Equatable {
            /// The program of another process, or what the daemon itself is reading.
            public var name: String
            /// Absent for the daemon itself.
            public var pid: Int?
            public var seconds: Int?

            public init(name: String, pid: Int?, seconds: Int?) {
                self.name = name
                self.pid = pid
                self.seconds = seconds
            }
        }

        public var bytes: Int
        public var holders: [Holder]

        public init(bytes: Int, holders: [Holder]) {
            self.bytes = bytes
            self.holders = holders
        }
    }

    public var version: String
    public var abi: Int
    public var installationID: String
    public var startedAt: String
    public var uptimeSeconds: Int
    public var pid: Int
    public var residentMemoryBytes: Int?
    public var dataDirectory: String
    public var pluginDirectories: [String]
    public var regions: [String]
    public var plugins: PluginCounts
    /// Set while the plugin directories are being looked at.
    public var progress: PluginProgress?
    /// The outlets of the audit log whose receivers do not take its rows; missing where there are none.
    public var failingAuditOutlets: [String]?
    /// Started without third-party plugins.
    public var isSafeMode = false
    /// Checks that did not protect this run of the daemon, until it restarts.
    public var taints: [PluginWarningBody] = []
    /// Absent where the daemon is older than this.
    public var databaseLog: DatabaseLog?

    /// How well the audit log is anchored; absent: nothing is signed of it.
    public var audit: AuditStatusBody?

    enum CodingKeys: String, CodingKey {
        case version, abi, pid, regions, plugins, progress, taints, audit
        case isSafeMode = "is_safe_mode"
        case failingAuditOutlets = "failing_audit_outlets"
        case installationID = "installation_id"
        case startedAt = "started_at"
        case uptimeSeconds = "uptime_seconds"
        case databaseLog = "database_log"
        case residentMemoryBytes = "resident_memory_bytes"
        case dataDirectory = "data_dir"
        case pluginDirectories = "plugins_dirs"
    }

    public init(
        version: String, abi: Int, installationID: String, startedAt: String, uptimeSeconds: Int, pid: Int,
        residentMemoryBytes: Int?, dataDirectory: String, pluginDirectories: [String], regions: [String],
        plugins: PluginCounts
    ) {
        self.version = version
        self.abi = abi
        self.installationID = installationID
        self.startedAt = startedAt
        self.uptimeSeconds = uptimeSeconds
        self.pid = pid
        self.residentMemoryBytes = residentMemoryBytes
        self.dataDirectory = dataDirectory
        self.pluginDirectories = pluginDirectories
        self.regions = regions
        self.plugins = plugins
    }
}

/// Who the token belongs to.
public struct MeBody: Codable, Sendable, Equatable {
    public var email: String
    public var displayName: String
    public var isPlatformAdmin: Bool
    public var tokenName: String
    public var tokenPrefix: String
    public var tokenExpiresAt: String?

    enum CodingKeys: String, CodingKey {
        case email
        case displayName = "display_name"
        case isPlatformAdmin = "is_platform_admin"
        case tokenName = "token_name"
        case tokenPrefix = "token_prefix"
        case tokenExpiresAt = "token_expires_at"
    }

    public init(
        email: String, displayName: String, isPlatformAdmin: Bool, tokenName: String, tokenPrefix: String,
        tokenExpiresAt: String?
    ) {
        self.email = email
        self.displayName = displayName
        self.isPlatformAdmin = isPlatformAdmin
        self.tokenName = tokenName
        self.tokenPrefix = tokenPrefix
        self.tokenExpiresAt = tokenExpiresAt
    }
}
