// What can go wrong in the store.

/// A failure of the store: a kind for programs and one sentence for people.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Constraint: Sendable, Equatable {
        case unique, foreignKey, other
    }

    public enum Kind: Sendable, Equatable {
        /// The rows would break a rule of the schema.
        case constraint(Constraint)
        /// No space is left; nothing was written.
        case full
        /// The disk, or a limit on it, made a read or a write fail; nothing was written.
        case ioFailed
        case readOnly
        /// Another process holds the database for longer than the busy timeout.
        case busy
        /// It has read for so long that the write-ahead log could not begin anew.
        case interrupted
        /// The file is damaged.
        case corrupt
        case notADatabase
        /// The database was made by a newer Vigilo.
        case newerSchema
        case cannotOpen
        /// A mistake in our own code: a statement or an argument that cannot be right.
        case misuse
        case other
    }

    public var kind: Kind
    /// What happened and what to do next.
    public var sentence: String
    /// The engine's own words, for the log; nil where there are none.
    public var cause: String?

    public init(_ kind: Kind, _ sentence: String, cause: String? = nil) {
        self.kind = kind
        self.sentence = sentence
        self.cause = cause
    }

    public var description: String {
        cause.map { "\(sentence) (\($0))" } ?? sentence
    }

    static func misuse(_ what: String) -> StoreError {
        StoreError(.misuse, "A statement of Vigilo is wrong: \(what).")
    }
}
