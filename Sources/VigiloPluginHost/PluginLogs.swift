// What plugins wrote to their logs, the last of it, for whoever asks.

import Synchronization
public import VigiloExtensionPoints

/// The last log lines of every plugin that wrote any. The daemon's own log has them all.
public final class PluginLogs: Sendable {
    public struct Line: Sendable, Equatable {
        /// In microseconds since 1970 (UTC).
        public let atMicroseconds: Int64
        public let level: PluginLogLevel
        public let message: String
        /// The slug of the workspace that the call was for, if it was for one.
        public let workspace: String?
    }

    /// At least so many lines of each plugin are kept.
    public static let kept = 500

    private let plugins = Mutex<[String: Broadcast<Line>]>([:])

    public init() {}

    public func record(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: String?) {
        broadcast(of: plugin).tell(
            Line(atMicroseconds: WallClock.microseconds, level: level, message: message, workspace: workspace))
    }

    /// The last lines of a plugin, at most `limit`, the oldest first.
    public func last(_ limit: Int, of plugin: String) -> [Line] {
        broadcast(of: plugin).last(limit).map(\.value)
    }

    /// The last lines of a plugin and then those to come. A reader who falls far behind misses some.
    public func follow(_ plugin: String, after limit: Int) -> AsyncStream<Line> {
        broadcast(of: plugin).follow(after: limit, \.value)
    }

    private func broadcast(of plugin: String) -> Broadcast<Line> {
        plugins.withLock { plugins in
            if let known = plugins[plugin] { return known }
            let new = Broadcast<Line>(keeping: Self.kept)
            plugins[plugin] = new
            return new
        }
    }
}
