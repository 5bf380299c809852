// Whether the plugin is told that its call has been given up.

/// What a call's plugin is told when it asks whether anybody still waits.
public enum Cancellation: Sendable, Hashable {
    /// Somebody waits.
    case never
    /// Nobody has waited from the start.
    case fromTheStart
    /// The plugin has been told so many times that somebody waits; from then on nobody does. Counted anew in each call.
    case afterAsking(times: Int)
}
