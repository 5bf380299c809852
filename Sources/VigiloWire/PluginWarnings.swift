// Bodies beside a plugin: warnings, a refused replacement, a former version.

/// Something that an operator should know of a plugin that was taken in, or of the daemon that took it in.
public struct PluginWarningBody: Codable, Sendable, Equatable {
    /// The stable word: `guard.signal_handler`, `trust.overridden`, ...
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// A newer file that was not taken in; the older one goes on serving.
public struct PluginReplacementBody: Codable, Sendable, Equatable {
    /// `refused` or `quarantined`.
    public var state: String
    public var reason: String
    public var message: String
    public var version: String?
    public var sha256: String?
    /// When it was refused (RFC 3339).
    public var since: String

    public init(
        state: String, reason: String, message: String, version: String?, sha256: String?, since: String
    ) {
        self.state = state
        self.reason = reason
        self.message = message
        self.version = version
        self.sha256 = sha256
        self.since = since
    }
}

/// A version of a plugin that was installed before and is kept.
public struct FormerPluginBody: Codable, Sendable, Equatable {
    public var version: String?
    public var sha256: String
    /// When it was replaced or removed (RFC 3339).
    public var since: String

    public init(version: String?, sha256: String, since: String) {
        self.version = version
        self.sha256 = sha256
        self.since = since
    }
}
