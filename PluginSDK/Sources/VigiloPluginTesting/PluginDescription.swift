// What a plugin says of itself.

public import VigiloPluginSDK

/// What a plugin says of itself: its descriptor.
public struct PluginDescription: Sendable, Hashable {
    public let name: String
    public let kind: PluginKind
    public let version: String
    public let compatibleWith: String
    public let isThreadSafe: Bool
    public let isPure: Bool

    /// Whether a Vigilo of that version would take the plugin: `isCompatible(with: "1.4.2")`.
    public func isCompatible(with vigiloVersion: String) -> Bool {
        guard let range = CompatibleVersions(compatibleWith), let version = VersionNumber(vigiloVersion) else {
            return false
        }
        return range.contains(version)
    }
}
