// The rows of the audit log, read from the database as anybody could.

import Foundation
import Testing

struct AuditRow: Decodable, Sendable {
    var action: String
    var target: String
    /// The user's id; nil: the daemon itself.
    var actor: String?
    var metadata: String

    /// A member of the row's metadata.
    func note(_ member: String) -> String? {
        let members = try? JSONSerialization.jsonObject(with: Data(metadata.utf8)) as? [String: Any]
        return members?[member] as? String
    }
}

extension Installation {
    /// What was written about plugins, the oldest first.
    func auditRows() async throws -> [AuditRow] {
        let read = try await python(
            """
            rows = database.execute("SELECT action, target_id, actor, metadata FROM audit_log "
                                    "WHERE chain = 'platform' AND action LIKE 'plugin.%' ORDER BY seq")
            names = ["action", "target", "actor", "metadata"]
            print(json.dumps([dict(zip(names, row)) for row in rows]))
            """)
        return try JSONDecoder().decode([AuditRow].self, from: Data(read.utf8))
    }

    /// Makes the first admin a member of workspaces like others.
    func demoteAdmin() async throws {
        _ = try await python("database.execute('UPDATE user SET is_platform_admin = 0'); database.commit()")
    }

    /// Runs a program on the database and gives back what it printed.
    private func python(_ program: String) async throws -> String {
        let ran = try await Programs.run(
            "/usr/bin/python3",
            [
                "-c", "import json, sqlite3, sys\ndatabase = sqlite3.connect(sys.argv[1])\n\(program)",
                "\(data)/vigilo.db",
            ])
        try #require(ran.status == 0, "\(ran.errors)")
        return ran.output
    }
}
