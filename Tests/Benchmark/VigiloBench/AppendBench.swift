// What a durable row of the audit log costs when many write at once.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPlatform
import VigiloStore

enum AppendBench {
    /// Microseconds a row: `writers` at once, each with one row a transaction, the next when that is on disk.
    static func run(database path: String, writers: Int, rows: Int) async throws -> JSONValue {
        let database = try Database.open(at: path, migrations: Platform.migrations)
        defer { try? database.close() }
        let platform = Platform(database: database, registry: Registry(), regions: [])
        let entry = PlatformAuditEntry(
            action: "plugin.load", targetType: "plugin", targetID: "risk_math",
            newValue: ["name": "risk_math", "version": "1.2.0"],
            metadata: [
                "file": "/srv/vigilo/plugins/risk_math.so", "sha256": .string(String(repeating: "a", count: 64)),
            ])
        try await platform.audit.record([entry])
        let before = database.revision
        let start = ContinuousClock.now
        try await withThrowingTaskGroup { group in
            for _ in 0..<writers {
                group.addTask {
                    for _ in 0..<rows / writers { try await platform.audit.record([entry]) }
                }
            }
            try await group.waitForAll()
        }
        let elapsed = ContinuousClock.now - start
        let written = rows / writers * writers
        let commits = database.revision - before
        return [
            "microseconds": .number(elapsed / .microseconds(1) / Double(written)),
            "rows_a_commit": .number(Double(written) / Double(commits)),
        ]
    }
}
