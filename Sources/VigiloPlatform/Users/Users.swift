// The people of the installation.

import VigiloJSON
import VigiloStore

/// A person, as far as other subjects need to know.
struct User: Sendable, Equatable {
    var id: String
    var email: String
    var isPlatformAdmin: Bool
}

/// The people of the installation. Whoever calls these has checked the permission.
enum Users {
    /// Adds a person and tells it on the platform chain.
    ///
    /// - Parameter id: the new user's id, where it has been made already.
    /// - Returns: the new user's id.
    static func register(
        _ email: EmailAddress, displayName: String? = nil, isPlatformAdmin: Bool, by actor: Actor, at now: Timestamp,
        id: String? = nil, _ transaction: Transaction
    ) throws -> String {
        let id = id ?? UUIDv7.make(at: now)
        let added = try transaction.first(
            """
            INSERT INTO "user" (id, email, display_name, is_platform_admin, created_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            .text(id), .text(email.text), .text(displayName ?? email.localPart), SQLValue(isPlatformAdmin),
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

    /// Who has the e-mail address, compared without case, or the id; nil: nobody.
    static func find(_ name: String, _ transaction: Transaction) throws -> User? {
        // No address and no id has such characters, and the database refuses some of them.
        guard name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let condition = name.contains("@") ? "lower(email) = lower($1)" : "id = $1"
        return try transaction.first(
            #"SELECT id, email, is_platform_admin FROM "user" WHERE \#(condition)"#, .text(name)
        ).map { row in
            User(
                id: try row.text("id"), email: try row.text("email"),
                isPlatformAdmin: try row.bool("is_platform_admin"))
        }
    }

    /// False also for a user that is not there any more.
    static func isPlatformAdmin(_ id: String, _ transaction: Transaction) throws(StoreError) -> Bool {
        let row = try transaction.first(#"SELECT is_platform_admin FROM "user" WHERE id = $1"#, .text(id))
        guard let row else { return false }
        return try row.bool("is_platform_admin")
    }
}
