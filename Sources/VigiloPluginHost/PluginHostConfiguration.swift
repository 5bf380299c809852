// Where plugins are looked for, where their copies go, and which Vigilo they meet.

/// What a ``PluginHost`` has to know.
public struct PluginHostConfiguration: Sendable {
    /// The plugin directories, in the order in which they are read: of two plugins of one name the first stays.
    public var directories: [String]
    /// Where the private copies go. The host creates it, and removes copies in it that no plugin needs any more, so it
    /// belongs to one host alone.
    public var stagingDirectory: String
    /// The running VIGILO_VERSION (SemVer 2.0), against which `compatible_with` is checked.
    public var vigiloVersion: String
    /// What plugin files must be like before their code may run.
    public var trust: TrustPolicy
    /// How files are probed before they are loaded; nil: not at all.
    public var probe: ProbeConfiguration?
    /// Whether changes in the directories are seen by themselves, while ``PluginHost/run(onStart:)`` runs.
    public var watchesDirectories = true
    /// Where the versions go that were replaced or removed by a command; nil: they are not kept.
    public var formerVersionsDirectory: String?
    /// Where it is written down which files ended the daemon; nil: nowhere.
    public var strikesFile: String?
    /// Where it is kept which files need not be read again; nil: every start reads all of them.
    public var knownFilesFile: String?
    /// How coarse the dates of files may be: what changed no longer ago when it was read is read again at the next start.
    public var dateGranularity: Duration = .seconds(2)
    /// Whether third-party plugins are left out.
    public var isSafeMode = false

    public init(
        directories: [String], stagingDirectory: String, vigiloVersion: String, trust: TrustPolicy = TrustPolicy(),
        probe: ProbeConfiguration? = nil
    ) {
        self.directories = directories
        self.stagingDirectory = stagingDirectory
        self.vigiloVersion = vigiloVersion
        self.trust = trust
        self.probe = probe
    }

    /// Whether a file lies where plugins are taken from.
    func holds(_ file: PluginFile) -> Bool {
        directories.contains { directory in
            (try? PluginDirectory(path: directory).files().contains(file)) ?? false
        }
    }
}
