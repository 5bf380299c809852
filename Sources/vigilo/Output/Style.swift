// Colours, by meaning.

/// What a piece of text means to the reader; never the only sign of it.
enum Tone: Sendable {
    case plain, heading, faint, good, warning, bad

    /// The tone of a state or a status, by its word.
    init(state: String) {
        switch state {
        case "active", "completed", "done", "resolved", "approved", "accepted", "invited", "healthy": self = .good
        case "refused", "quarantined", "failed", "p1", "expired", "error": self = .bad
        case "missing", "blocked", "rolled_back", "p2", "in_progress", "investigating", "review", "expiring":
            self = .warning
        case "cancelled", "draft", "disabled", "retired", "revoked", "inactive": self = .faint
        default: self = .plain
        }
    }
}

enum Style: Sendable {
    case plain, coloured

    func paint(_ text: String, _ tone: Tone) -> String {
        guard self == .coloured, tone != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(Self.code(of: tone))m\(text)\u{1B}[0m"
    }

    private static func code(of tone: Tone) -> String {
        switch tone {
        case .plain: "0"
        case .heading: "1"
        case .faint: "2"
        case .good: "32"
        case .warning: "33"
        case .bad: "31"
        }
    }
}
