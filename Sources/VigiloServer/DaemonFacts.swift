// What the daemon tells of itself.

public import VigiloPlatform

/// What the daemon that serves the API tells of itself in its status.
public struct DaemonFacts: Sendable {
    public var installationID: String
    /// The plugin ABI that this daemon speaks.
    public var abi: Int
    public var pid: Int
    public var startedAt: Timestamp
    public var dataDirectory: String
    public var pluginDirectories: [String]
    public var regions: [String]
    /// Measured anew for each request; nil where it cannot be told.
    public var residentMemoryBytes: @Sendable () -> Int?

    /// How far this installation's witnesses have come; nil: it has none.
    public var witnesses: @Sendable () -> WitnessReport? = { nil }

    /// Uptime is measured on a clock that nobody sets.
    private let start = ContinuousClock.now

    public init(
        installationID: String, abi: Int, pid: Int, startedAt: Timestamp, dataDirectory: String,
        pluginDirectories: [String],
        regions: [String], residentMemoryBytes: @escaping @Sendable () -> Int?
    ) {
        self.installationID = installationID
        self.abi = abi
        self.pid = pid
        self.startedAt = startedAt
        self.dataDirectory = dataDirectory
        self.pluginDirectories = pluginDirectories
        self.regions = regions
        self.residentMemoryBytes = residentMemoryBytes
    }

    /// Whole seconds since the daemon started.
    var uptimeSeconds: Int { Int((ContinuousClock.now - start).components.seconds) }
}
