// What the platform says no with.

/// What is wrong with one member of the input.
public struct FieldError: Sendable, Equatable {
    /// The member's wire name; a path with dots for what lies deeper (`settings.holidays`).
    public var field: String
    public var message: String

    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}

/// A request that the platform did not carry out. Nothing was changed.
public struct PlatformError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// Nobody knows who is asking.
        case unauthenticated
        /// The caller is known and may not do this.
        case forbidden
        /// It is not there, or the caller may not know that it is.
        case notFound
        /// It does not fit the state that things are in.
        case conflict
        /// The input cannot be accepted, whatever the state.
        case invalid
        case tooLarge
        /// It may succeed later.
        case unavailable
    }

    public var kind: Kind
    /// The stable word for programs.
    public var code: String
    /// What happened, to what, for people.
    public var sentence: String
    /// What to do next.
    public var hint: String?
    /// What is wrong with which member of the input; empty unless `kind` is `.invalid`.
    public var fields: [FieldError]
    /// What lay behind it, for the log.
    public var cause: String?

    public init(
        _ kind: Kind, code: String, _ sentence: String, hint: String? = nil, fields: [FieldError] = [],
        cause: String? = nil
    ) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.hint = hint
        self.fields = fields
        self.cause = cause
    }

    public var description: String { sentence }
}
