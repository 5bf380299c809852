// The code that an invited person accepts with.

/// An invitation's code in full: `vgi_` and a random part (see ``MarkedSecret``). Only the SHA-256 is kept.
struct InvitationCode: Sendable, Equatable {
    private let secret: MarkedSecret

    private static let mark = "vgi_"

    static func random() -> InvitationCode {
        InvitationCode(secret: MarkedSecret(mark: mark, randomBytes: MarkedSecret.randomBytes()))
    }

    private init(secret: MarkedSecret) {
        self.secret = secret
    }

    /// Reads what a client sent; throws `invitation_malformed` for what can be no code.
    init(parsing text: String) throws(PlatformError) {
        guard let secret = MarkedSecret(parsing: text, mark: Self.mark) else {
            throw PlatformError(
                .invalid, code: "invitation_malformed",
                "This is not an invitation's code, or it was mistyped or cut off.",
                hint: "Copy the whole code, from vgi_ to its end.",
                fields: [FieldError(field: "invitation", message: "is not an invitation's code")])
        }
        self.secret = secret
    }

    var text: String { secret.text }

    /// What the database keeps.
    var sha256: String { secret.sha256 }
}
