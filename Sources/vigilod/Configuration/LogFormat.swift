// How log lines look.

/// How log lines look.
enum LogFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs: a JSON object a line.
    case json
    /// Text on a terminal, JSON lines elsewhere.
    case auto
}
