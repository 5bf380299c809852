// Why a command to the host came to nothing.

import VigiloExtensionPoints

/// Why a command to the host came to nothing: a code for programs, a sentence for people, and what to do next.
public struct PluginHostError: Error, Sendable, Equatable {
    public enum Kind: Sendable {
        /// There is no such plugin.
        case notFound
        /// It is in no state for that.
        case conflict
        /// What was asked for is not well formed.
        case invalid
        /// The system did not let the host do it.
        case failed
        /// It may succeed later.
        case unavailable
    }

    public var kind: Kind
    /// The stable word: `plugin_not_quarantined`, or a ``ReasonCode``.
    public var code: String
    /// A whole sentence without its full stop.
    public var sentence: String
    public var hint: String?

    init(_ kind: Kind, code: String, _ sentence: String, hint: String? = nil) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.hint = hint
    }

    /// A plugin that was refused; nothing has changed.
    init(_ refusal: Refusal, of file: String) {
        self.init(.conflict, code: refusal.reason.rawValue, "\(file) was refused: \(refusal.sentence)")
    }

    /// Whether the same may succeed later.
    public var isRetryable: Bool { kind == .unavailable }

    static func unknown(_ name: String) -> PluginHostError {
        PluginHostError(
            .notFound, code: "plugin_not_found", "There is no plugin or plugin file named '\(Quoted(name))'")
    }
}
