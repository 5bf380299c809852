// Who is asking.

/// Who is asking, and with which token.
public struct Caller: Sendable, Equatable {
    public var userID: String
    public var email: String
    public var displayName: String
    /// As it was when the token was checked; writing functions look again inside their transaction.
    public var isPlatformAdmin: Bool
    public var tokenID: String
    public var tokenName: String
    /// The first characters of the token, by which people recognise it.
    public var tokenPrefix: String
    /// nil: never.
    public var tokenExpiresAt: Timestamp?

    public init(
        userID: String, email: String, displayName: String, isPlatformAdmin: Bool, tokenID: String, tokenName: String,
        tokenPrefix: String, tokenExpiresAt: Timestamp?
    ) {
        self.userID = userID
        self.email = email
        self.displayName = displayName
        self.isPlatformAdmin = isPlatformAdmin
        self.tokenID = tokenID
        self.tokenName = tokenName
        self.tokenPrefix = tokenPrefix
        self.tokenExpiresAt = tokenExpiresAt
    }
}
