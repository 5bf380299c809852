// The installation itself, and its very first access.

import VigiloStore

/// The installation.
public struct Installation: Sendable {
    let records: Records

    /// Creates the installation, its first platform admin and a token for them.
    ///
    /// The token is in the answer and nowhere else. Throws `.conflict` with the code `already_initialised` the second
    /// time.
    public func initialise(adminEmail: String) async throws -> (installationID: String, token: String) {
        let email = try EmailAddress(adminEmail)
        return try await records.write { transaction in
            let now = Timestamp.now()
            let id = try Self.create(at: now, transaction)
            let userID = try Users.register(email, isPlatformAdmin: true, by: .system, at: now, transaction)
            let secret = try Tokens.issue(
                named: "initial", to: userID, expiresAt: nil, by: .system, at: now, transaction)
            return (id, secret.text)
        }
    }

    /// The installation's id, a UUID; nil before ``initialise(adminEmail:)``.
    public func id() async throws -> String? {
        try await records.read { try $0.first("SELECT id FROM installation")?.text("id") }
    }

    /// How long the database's write-ahead log is, and who keeps it from beginning anew.
    public var databaseLog: DatabaseLog {
        let status = records.database.writeAheadLog
        return DatabaseLog(bytes: status.bytes, holders: status.holders.map { .init($0.name, $0.pid, $0.seconds) })
    }

    private static func create(at now: Timestamp, _ transaction: Transaction) throws -> String {
        let id = UUIDv7.make(at: now)
        let created = try transaction.execute(
            "INSERT INTO installation (only_one, id, created_at) VALUES (1, $1, $2) ON CONFLICT DO NOTHING",
            .text(id), .integer(now.microseconds))
        guard created == 1 else {
            throw PlatformError(
                .conflict, code: "already_initialised", "This installation is initialised already.",
                hint: "Use the token that was printed then, or choose another data directory.")
        }
        let entry = AuditEntry(
            action: "installation.initialise", targetType: "installation", targetID: id, actor: .system)
        try AuditChain.platform.append(entry, at: now, transaction)
        return id
    }
}
