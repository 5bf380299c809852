// The steps in which a plugin's own code runs, or its memory is read, for the first time.

/// A step of loading in which a plugin can crash or hang. The raw value is the word on the wire.
public enum LoadStep: String, Sendable, Hashable, CaseIterable {
    /// The library is opened, which runs its constructors.
    case constructors
    /// Its `vigilo_plugin_entry` is called.
    case entry
    /// What the entry returned is read.
    case descriptor
    /// Its `register_plugin` is called.
    case register
}
