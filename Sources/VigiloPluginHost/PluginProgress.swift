// How far a look at the plugin directories has come.

/// How far a look at the plugin directories has come.
public struct PluginProgress: Sendable, Hashable {
    /// Files of which it is known what becomes of them.
    public internal(set) var decided = 0
    public let files: Int
    public internal(set) var probed = 0
    /// As far as is known; the probes that have ended included.
    public internal(set) var toBeProbed = 0

    init(files: Int) {
        self.files = files
    }
}
