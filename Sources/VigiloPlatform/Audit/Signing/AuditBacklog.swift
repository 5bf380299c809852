// How much of the audit log is not signed yet.

import VigiloStore

/// The rows of a chain that stand after its last checkpoint.
struct AuditBacklog: Sendable, Equatable {
    var rows: Int64
    /// When the first of them was appended; nil if there is none.
    var since: Timestamp?

    init(of chain: AuditChain, after size: Int64, _ transaction: Transaction) throws {
        rows = max(0, try chain.size(transaction) - size)
        guard rows > 0 else { return }
        since = try transaction.first(
            "SELECT created_at FROM audit_log WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT 1", .text(chain.name),
            .integer(size)
        )?.timestamp("created_at")
    }

    func seconds(at now: Timestamp) -> Int64 {
        since.map { max(0, (now.microseconds - $0.microseconds) / 1_000_000) } ?? 0
    }
}

/// How well the whole audit log is anchored.
public struct AuditAnchoring: Sendable, Equatable {
    /// Rows of all chains that stand after the last checkpoint of theirs.
    public var unanchoredRows: Int64 = 0
    /// How long the oldest of them has stood there.
    public var unanchoredSeconds: Int64 = 0
    /// The chain that the oldest of them is of: a workspace's slug, or `platform`; nil if there is none, or if the caller may not
    /// know it.
    public var worstChain: String?
    /// The chains that nothing is signed for.
    public var inconsistencies: [AuditInconsistency] = []
}

extension Audit {
    /// How well the whole audit log is anchored. Names of chains are for platform admins.
    public func anchoring(for caller: Caller) async throws -> AuditAnchoring? {
        guard let signer else { return nil }
        let now = Timestamp.now()
        return try await records.read { transaction in
            var anchoring = AuditAnchoring()
            anchoring.inconsistencies = signer.inconsistencies
            var worst: (chain: String, since: Timestamp)?
            for row in try Self.unsealedChains(transaction) {
                let chain = AuditChain(name: try row.text("chain"))
                let backlog = try AuditBacklog(of: chain, after: try row.integer("signed"), transaction)
                anchoring.unanchoredRows += backlog.rows
                anchoring.unanchoredSeconds = max(anchoring.unanchoredSeconds, backlog.seconds(at: now))
                if let since = backlog.since, worst.map({ since < $0.since }) ?? true { worst = (chain.name, since) }
            }
            guard try Users.isPlatformAdmin(caller.userID, transaction) else {
                anchoring.inconsistencies.removeAll { $0.chain != AuditChain.platform.name }
                return anchoring
            }
            anchoring.worstChain = try worst.map { try Self.slug(of: $0.chain, transaction) }
            return anchoring
        }
    }

    private static func unsealedChains(_ transaction: Transaction) throws -> [Row] {
        try transaction.rows(
            """
            SELECT chain, signed FROM (
                SELECT chain, seq,
                       COALESCE((SELECT MAX(size) FROM audit_checkpoint c WHERE c.chain = h.chain), 0) AS signed
                FROM audit_head h
            ) AS unsealed WHERE seq > signed
            """)
    }

    private static func slug(of chain: String, _ transaction: Transaction) throws -> String {
        try transaction.first("SELECT slug FROM workspace WHERE id = $1", .text(chain))?.text("slug") ?? chain
    }
}
