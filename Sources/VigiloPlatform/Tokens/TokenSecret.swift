// The secret that a client carries.

/// An API token in full: `vgl_` and a random part (see ``MarkedSecret``). Only the SHA-256 is kept.
struct TokenSecret: Sendable, Equatable {
    private let secret: MarkedSecret

    private static let mark = "vgl_"

    /// A new secret from the system's random numbers.
    static func random() -> TokenSecret { TokenSecret(randomBytes: MarkedSecret.randomBytes()) }

    /// The secret of 32 given bytes.
    init(randomBytes: [UInt8]) {
        secret = MarkedSecret(mark: Self.mark, randomBytes: randomBytes)
    }

    /// Reads what a client sent; throws `token_malformed` for what can be no token.
    init(parsing text: String) throws(PlatformError) {
        guard let secret = MarkedSecret(parsing: text, mark: Self.mark) else {
            throw PlatformError(
                .unauthenticated, code: "token_malformed", "This is not a Vigilo token, or it was mistyped or cut off.",
                hint: "Copy the whole token, from vgl_ to its end, and run: vigilo configure")
        }
        self.secret = secret
    }

    var text: String { secret.text }

    /// What the database keeps.
    var sha256: String { secret.sha256 }

    /// The mark and four more characters: enough to recognise a token in a list, useless for guessing the rest.
    var prefix: String { String(text.prefix(Self.prefixWidth)) }

    static let prefixWidth = 8
}
