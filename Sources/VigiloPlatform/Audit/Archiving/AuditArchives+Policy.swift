// Archiving by policy: what is older than a workspace, or the installation, wants to keep at hand.

import VigiloJSON
import VigiloStore

/// How long rows stay in the database.
public enum AuditRetention {
    /// The member of a workspace's settings that says so.
    public static let setting = "audit_retention_days"
    public static let days: ClosedRange<Int64> = 1...36_500
}

/// What became of one chain when the policies were applied.
public struct PolicyOutcome: Sendable {
    /// A workspace's slug; nil: the platform's chain.
    public var slug: String?
    public var result: Result<AuditArchive, any Error>
}

extension AuditArchives {
    /// Archives what the policies say, chain after chain; those of which nothing is old enough are left out of the answer.
    ///
    /// - Parameter platformDays: how long the platform's rows stay; nil: for ever.
    public func applyPolicies(platformDays: Int64?, now: Timestamp = .now()) async throws -> [PolicyOutcome] {
        var wanted = try await records.read { try Self.policies($0) }
        if let platformDays { wanted.insert((nil, .platform, platformDays), at: 0) }
        var outcomes: [PolicyOutcome] = []
        for (slug, chain, days) in wanted {
            do {
                let before = now.adding(seconds: -days * 86_400)
                guard try await isWorthIt(before, chain),
                    let archive = try await make(before: before, of: chain, by: .system)
                else { continue }
                outcomes.append(PolicyOutcome(slug: slug, result: .success(archive)))
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                outcomes.append(PolicyOutcome(slug: slug, result: .failure(error)))
            }
        }
        return outcomes
    }

    /// An archive leaves a row, which is old one day too: rows about archives alone are no reason for another one.
    private func isWorthIt(_ before: Timestamp, _ chain: AuditChain) async throws -> Bool {
        try await records.read { transaction in
            let start = try AuditStart.seq(chain, transaction)
            let row = try transaction.first(
                """
                SELECT seq, created_at FROM audit_log WHERE chain = $1 AND seq > $2 AND action <> $3
                ORDER BY seq LIMIT 1
                """, .text(chain.name), .integer(start), .text(Self.action))
            return try row.map { try $0.timestamp("created_at") < before } ?? false
        }
    }

    private static func policies(
        _ transaction: Transaction
    ) throws -> [(slug: String?, chain: AuditChain, days: Int64)] {
        let rows = try transaction.rows(
            "SELECT id, slug, settings FROM workspace WHERE settings LIKE $1 ORDER BY slug",
            .text("%\"\(AuditRetention.setting)\"%"))
        return try rows.compactMap { row in
            let settings = try JSONValue(parsing: try row.text("settings"))
            guard let days = settings[AuditRetention.setting]?.integerValue, AuditRetention.days.contains(days) else {
                return nil
            }
            return (try row.text("slug"), .workspace(try row.text("id")), days)
        }
    }
}
