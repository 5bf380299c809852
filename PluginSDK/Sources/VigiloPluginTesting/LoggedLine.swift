// What a plugin has written to the log.

public import VigiloPluginSDK

/// A line that the plugin has written to the log.
public struct LoggedLine: Sendable, Hashable, CustomStringConvertible {
    public let level: LogLevel
    public let message: String
    /// The workspace of the call that it was written in; nil outside calls.
    public let workspace: String?

    public init(_ level: LogLevel, _ message: String, workspace: String? = nil) {
        self.level = level
        self.message = message
        self.workspace = workspace
    }

    public var description: String { "\(level): \(message)" }
}
