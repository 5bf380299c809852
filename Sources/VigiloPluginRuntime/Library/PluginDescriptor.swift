// What a plugin says of itself.

public import VigiloExtensionPoints

/// What a plugin's descriptor says, read and checked.
public struct PluginDescriptor: Sendable, Hashable {
    /// `[a-z][a-z0-9_]{0,63}`.
    public let name: String
    public let kind: PluginKind
    /// The plugin's own version, as written; its syntax is the host's to check.
    public let version: String
    /// The versions of Vigilo that it is made for, as written; syntax and meaning are the host's to check.
    public let compatibleWith: String
    /// Whether its calls may overlap.
    public let isThreadSafe: Bool
    /// Whether no call has an effect outside its result.
    public let isPure: Bool

    public init(
        name: String, kind: PluginKind, version: String, compatibleWith: String, isThreadSafe: Bool, isPure: Bool
    ) {
        self.name = name
        self.kind = kind
        self.version = version
        self.compatibleWith = compatibleWith
        self.isThreadSafe = isThreadSafe
        self.isPure = isPure
    }
}
