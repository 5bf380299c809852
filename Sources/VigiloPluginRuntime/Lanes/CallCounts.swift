// How often a plugin was called, and how often in vain.

internal import Synchronization

/// How often a plugin was called since it was loaded.
public struct CallCounts: Sendable, Hashable {
    /// Calls that the plugin was given, those under way included.
    public var total: Int
    /// Those of them that failed, broke the contract or outlived their deadline. A refused value is no failure.
    public var failed: Int

    public init(total: Int = 0, failed: Int = 0) {
        self.total = total
        self.failed = failed
    }
}
