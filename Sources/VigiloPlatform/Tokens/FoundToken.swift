// A token as the database has it, with its owner.

import VigiloStore

/// A token that the database has, valid or not.
struct FoundToken: Sendable {
    let caller: Caller
    let lastUsedAt: Timestamp?
    let revokedAt: Timestamp?

    init(_ row: Row) throws(StoreError) {
        caller = Caller(
            userID: try row.text("user_id"), email: try row.text("email"), displayName: try row.text("display_name"),
            isPlatformAdmin: try row.bool("is_platform_admin"), tokenID: try row.text("token_id"),
            tokenName: try row.text("name"), tokenPrefix: try row.text("prefix"),
            tokenExpiresAt: try row.optionalTimestamp("expires_at"))
        lastUsedAt = try row.optionalTimestamp("last_used_at")
        revokedAt = try row.optionalTimestamp("revoked_at")
    }

    func refuseUnlessValid(at now: Timestamp) throws(PlatformError) {
        let name = "The token '\(caller.tokenName)' (\(caller.tokenPrefix)...)"
        let hint = "Ask for a new token and run: vigilo configure"
        if let revokedAt {
            throw PlatformError(
                .unauthenticated, code: "token_revoked", "\(name) was revoked at \(revokedAt.rfc3339).", hint: hint)
        }
        if let expiresAt = caller.tokenExpiresAt, expiresAt <= now {
            throw PlatformError(
                .unauthenticated, code: "token_expired", "\(name) expired at \(expiresAt.rfc3339).", hint: hint)
        }
    }
}
