// Bodies of what happens in the plugin directories, and of what plugins say.

/// Something that happened to a plugin or a plugin file.
///
/// `GET /api/v1/plugin-events` streams them, a JSON object a line.
public struct PluginEventBody: Codable, Sendable, Equatable {
    /// Counts from 1 since the daemon's start.
    public var seq: Int
    /// RFC 3339.
    public var at: String
    /// `loaded`, `replaced`, `moved`, `refused`, `quarantined`, `disabled`, `enabled`, `retired`, `missing`, `forgotten`,
    /// `released`, `installed`, `removed` or `rolled_back`.
    public var kind: String
    public var file: String
    public var name: String?
    public var version: String?
    public var sha256: String?
    public var reason: String?
    public var message: String?

    public init(
        seq: Int, at: String, kind: String, file: String, name: String?, version: String?, sha256: String?,
        reason: String?, message: String?
    ) {
        self.seq = seq
        self.at = at
        self.kind = kind
        self.file = file
        self.name = name
        self.version = version
        self.sha256 = sha256
        self.reason = reason
        self.message = message
    }
}

/// What a look at the plugin directories has found: the events it caused, in their order.
public struct PluginScanBody: Codable, Sendable, Equatable {
    public var events: [PluginEventBody]
    public var plugins: StatusBody.PluginCounts

    public init(events: [PluginEventBody], plugins: StatusBody.PluginCounts) {
        self.events = events
        self.plugins = plugins
    }
}

/// A line that a plugin wrote to its log.
///
/// `GET /api/v1/plugins/{plugin}/log` streams them, a JSON object a line.
public struct PluginLogLineBody: Codable, Sendable, Equatable {
    /// RFC 3339.
    public var at: String
    /// `debug`, `info`, `warning` or `error`.
    public var level: String
    public var message: String
    /// The slug of the workspace that the call was for, if it was for one.
    public var workspace: String?

    public init(at: String, level: String, message: String, workspace: String?) {
        self.at = at
        self.level = level
        self.message = message
        self.workspace = workspace
    }
}
