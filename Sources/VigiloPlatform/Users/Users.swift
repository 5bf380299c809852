// The people of the installation.

import VigiloJSON
import VigiloStore

/// The people of the installation. Whoever calls these has checked the permission.
enum Users {
    /// Adds a person and tells it on the platform chain.
    ///
    /// - Returns: the new user's id.
    static func register(
        _ email: EmailAddress, isPlatformAdmin: Bool, by actor: Actor, at now: Timestamp, _ transaction: Transaction
    ) throws -> String {
        let id = UUIDv7.make(at: now)
        let added = try transaction.first(
            """
            INSERT INTO "user" (id, email, display_name, is_platform_admin, created_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            .text(id), .text(email.text), .text(email.localPart), SQLValue(isPlatformAdmin),
            .integer(now.microseconds))
        guard added != nil else {
            throw PlatformError(
                .conflict, code: "email_taken", "There is already a user with the e-mail address \(email.text).")
        }
        let entry = AuditEntry(
            action: "user.create", targetType: "user", targetID: id, actor: actor,
            newValue: ["email": .string(email.text), "is_platform_admin": .bool(isPlatformAdmin)])
        try AuditChain.platform.append(entry, at: now, transaction)
        return id
    }

    /// False also for a user that is not there any more.
    static func isPlatformAdmin(_ id: String, _ transaction: Transaction) throws(StoreError) -> Bool {
        let row = try transaction.first(#"SELECT is_platform_admin FROM "user" WHERE id = $1"#, .text(id))
        guard let row else { return false }
        return try row.bool("is_platform_admin")
    }
}
