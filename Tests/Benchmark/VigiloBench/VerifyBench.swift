// What checking the audit log costs: a log of many rows, and its check by one reader or several.

import VigiloAudit
import VigiloExtensionPoints
import VigiloJSON
import VigiloPlatform
import VigiloStore

enum VerifyBench {
    /// Makes a database whose platform chain has at least so many rows, written as the daemon writes them.
    static func fill(database path: String, rows: Int) async throws -> JSONValue {
        let database = try Database.open(at: path, migrations: Platform.migrations)
        let platform = Platform(database: database, registry: Registry(), regions: ["us"])
        let admin = try await platform.installation.initialise(adminEmail: "root@example.com").installationID
        for first in stride(from: 0, to: rows, by: batch) {
            try await platform.audit.record((first..<min(first + batch, rows)).map { entry($0, by: admin) })
        }
        try database.close()
        return ["rows": .integer(Int64(rows))]
    }

    private static let batch = 2000

    /// About as long as the row of a changed work item.
    private static func entry(_ number: Int, by user: String) -> PlatformAuditEntry {
        PlatformAuditEntry(
            action: "plugin.load", targetType: "plugin", targetID: "risk_math_\(number)",
            newValue: [
                "file": "risk_math.so", "version": "1.2.3", "status": "active",
                "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            ],
            metadata: ["attempt": .integer(Int64(number % 7))], actor: (userID: user, tokenID: user))
    }

    /// The microseconds of a check of the platform's chain.
    static func verify(database path: String, readers: Int) async throws -> JSONValue {
        let database = try Database.openToRead(at: path)
        let verification = AuditVerification(of: database, evidence: AuditEvidence(), readers: readers)
        guard let chain = try await verification.chains().first else { return [:] }
        let start = ContinuousClock.now
        let report = try await verification.verify(chain).report
        let elapsed = ContinuousClock.now - start
        return [
            "rows": .integer(Int64(report.rows)), "breaks": .integer(Int64(report.breakCount)),
            "microseconds": .number(elapsed / .microseconds(1)),
        ]
    }
}
