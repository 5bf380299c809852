// API tokens: recognising them.

import VigiloJSON
import VigiloStore

/// The API tokens of the installation.
public struct Tokens: Sendable {
    let records: Records
    private let known = KnownTokens()

    init(records: Records) {
        self.records = records
    }

    /// A token's last use is written down at most this often, so that reading does not become writing.
    private static let secondsBetweenNotes: Int64 = 60

    /// Recognises a token's secret and says who is asking.
    ///
    /// Throws `.unauthenticated` with the code `token_malformed`, `token_unknown`, `token_revoked` or `token_expired`.
    public func authenticate(_ secret: String) async throws -> Caller {
        let now = Timestamp.now()
        let token = try await find(secret)
        guard let token else {
            throw PlatformError(
                .unauthenticated, code: "token_unknown", "This installation has not given out this token.",
                hint: "Check the host, or run: vigilo configure")
        }
        try token.refuseUnlessValid(at: now)
        await note(use: token, at: now)
        return token.caller
    }

    private func find(_ secret: String) async throws -> FoundToken? {
        let revision = records.database.revision
        let hash = MarkedSecret.sha256(of: secret)
        if let token = known.token(hash, revision) { return token }
        _ = try TokenSecret(parsing: secret)
        let token = try await records.read { try Self.find(hash, $0) }
        if let token { known.keep(token, hash, revision) }
        return token
    }

    /// Writes down that the token was used. Where that fails (a full disk, say) the request goes on without it: nobody
    /// must be locked out of the installation because its disk is full.
    private func note(use token: FoundToken, at now: Timestamp) async {
        let due = now.adding(seconds: -Self.secondsBetweenNotes)
        if let last = token.lastUsedAt, last > due { return }
        _ = try? await records.write { transaction in
            try transaction.execute(
                "UPDATE api_token SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at <= $3)",
                .integer(now.microseconds), .text(token.caller.tokenID), .integer(due.microseconds))
        }
    }

    private static let select = """
        SELECT t.id AS token_id, t.name, t.prefix, t.expires_at, t.last_used_at, t.revoked_at,
               u.id AS user_id, u.email, u.display_name, u.is_platform_admin
        FROM api_token t JOIN "user" u ON u.id = t.created_by
        """

    private static func find(_ sha256: String, _ transaction: Transaction) throws(StoreError) -> FoundToken? {
        // By the hash, through an index: the time that takes tells nothing of the secret.
        try transaction.first("\(select) WHERE t.secret_sha256 = $1", .text(sha256)).map(FoundToken.init)
    }

    /// Throws if the token that the caller came with is not valid any more.
    static func refuseUnlessValid(_ caller: Caller, at now: Timestamp, _ transaction: Transaction) throws {
        let row = try transaction.first("\(select) WHERE t.id = $1", .text(caller.tokenID))
        guard let row else {
            throw PlatformError(
                .unauthenticated, code: "token_unknown", "This installation has not given out this token.",
                hint: "Check the host, or run: vigilo configure")
        }
        try FoundToken(row).refuseUnlessValid(at: now)
    }
}
