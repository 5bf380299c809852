// The chains of a database, all of them: those with rows, and those of which only a head or a checkpoint is left.

import VigiloAudit
import VigiloStore

/// A chain of a database.
public struct VerifiableChain: Sendable, Hashable {
    /// A workspace's id, or `platform`.
    public var name: String
    /// The workspace's slug; nil for the platform's chain and for a workspace that is not there.
    public var workspace: String?
    /// The origin of its checkpoints.
    public var origin: String
}

extension AuditVerification {
    /// All chains, the platform's first.
    public func chains() async throws -> [VerifiableChain] {
        do {
            return try await database.read { try VerifiableChain.all($0) }
        } catch let error as StoreError where error.kind == .other {
            throw PlatformError(
                .invalid, code: "audit_database_unknown",
                "The file has no audit log that this version of Vigilo knows.",
                hint: "A database of an older version is brought up to date by starting the daemon on it once.",
                cause: error.cause)
        }
    }
}

extension VerifiableChain {
    static func find(_ chain: AuditChain, _ transaction: Transaction) throws -> VerifiableChain {
        guard let row = try transaction.first("SELECT id FROM installation"), let id = try? row.text("id") else {
            throw PlatformError(
                .invalid, code: "audit_database_unknown", "The database is of no installation of Vigilo.",
                hint: "vigilod init makes one.")
        }
        let slug = try transaction.first("SELECT slug FROM workspace WHERE id = $1", .text(chain.name))
        return VerifiableChain(
            name: chain.name, workspace: slug.flatMap { try? $0.text("slug") },
            origin: AuditOrigin(installation: id, chain: chain.name).text)
    }

    static func all(_ transaction: Transaction) throws -> [VerifiableChain] {
        var names: Set<String> = [AuditChain.platform.name]
        for table in ["audit_head", "audit_log", "audit_checkpoint", "audit_start"] {
            var last = ""
            // Each step leaps over the rows of a chain.
            while let row = try transaction.first(
                "SELECT chain FROM \(table) WHERE chain > $1 ORDER BY chain LIMIT 1", .text(last)),
                case .text(let name) = try row.value("chain")
            {
                names.insert(name)
                last = name
            }
        }
        let platform = AuditChain.platform.name
        return try names.sorted { ($0 != platform, $0) < ($1 != platform, $1) }.map {
            try find($0 == platform ? .platform : .workspace($0), transaction)
        }
    }
}

private func < (left: (Bool, String), right: (Bool, String)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : !left.0
}
