// Giving out tokens.

import VigiloJSON
import VigiloStore

extension Tokens {
    /// Ten years. Who wants a token that never expires says so by giving no time.
    private static let longestLifeSeconds: Int64 = 3650 * 86_400

    /// Makes a token for the caller. Needs `token.create`.
    ///
    /// - Parameter expiresInSeconds: from now on; nil: never.
    public func create(named name: String, expiresInSeconds: Int64? = nil, by caller: Caller) async throws
        -> IssuedToken
    {
        try await records.write { transaction in
            try Permissions.check(.tokenCreate, by: caller, transaction)
            var problems = InputProblems()
            let name = Title.checked(name, "name", atMost: 100, &problems)
            if let seconds = expiresInSeconds, !(1...Self.longestLifeSeconds).contains(seconds) {
                problems.add("expires_in_seconds", "must be from 1 second to 3650 days (\(Self.longestLifeSeconds))")
            }
            try problems.throwIfAny(in: "the token")
            let now = Timestamp.now()
            let secret = try Self.issue(
                named: name ?? "", to: caller.userID, expiresAt: expiresInSeconds.map { now.adding(seconds: $0) },
                by: .caller(caller), at: now, transaction)
            return try Self.issued(secret, transaction)
        }
    }

    /// The token that a secret opens, as it is shown to who has just been given it.
    static func issued(_ secret: TokenSecret, _ transaction: Transaction) throws -> IssuedToken {
        let row = try transaction.first("\(Token.select) WHERE t.secret_sha256 = $1", .text(secret.sha256))
        guard let row else { throw StoreError(.other, "The token that was just made is not there.") }
        return IssuedToken(token: try Token(row), secret: secret.text)
    }

    /// Gives out a token and tells it on the platform chain. The secret is in the answer and nowhere else.
    static func issue(
        named name: String, to userID: String, expiresAt: Timestamp?, by actor: Actor, at now: Timestamp,
        _ transaction: Transaction
    ) throws -> TokenSecret {
        let id = UUIDv7.make(at: now)
        let secret = TokenSecret.random()
        try transaction.execute(
            """
            INSERT INTO api_token (id, name, prefix, secret_sha256, created_by, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            .text(id), .text(name), .text(secret.prefix), .text(secret.sha256), .text(userID),
            .integer(now.microseconds), SQLValue(expiresAt?.microseconds))
        let entry = AuditEntry(
            action: "token.create", targetType: "api_token", targetID: id, actor: actor,
            newValue: [
                "name": .string(name), "prefix": .string(secret.prefix), "user": .string(userID),
                "expires_at": expiresAt.map { .string($0.rfc3339) } ?? .null,
            ])
        try AuditChain.platform.append(entry, at: now, transaction)
        return secret
    }
}
