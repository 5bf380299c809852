// Where a chain begins: at its first row, or after rows that were archived.

import VigiloAudit
import VigiloStore

/// Where a chain begins. Rows up to ``seq`` count as gone, even where they are still being removed.
struct AuditStart: Sendable, Equatable {
    /// The last row that was archived; 0: none was.
    var seq: Int64 { Int64(clamping: start.tree.size) }
    var start: ChainCheck.Start

    static func find(_ chain: AuditChain, _ transaction: Transaction) throws(StoreError) -> AuditStart {
        let row = try transaction.first(
            "SELECT seq, hash, tree FROM audit_start WHERE chain = $1", .text(chain.name))
        guard let row else { return AuditStart(start: .init(of: AuditChainName(chain.name))) }
        guard let size = UInt64(exactly: try row.integer("seq")), let hash = Hash(hex: try row.text("hash")),
            let tree = CompactRange(size: size, bytes: try row.blob("tree"))
        else {
            throw StoreError(
                .corrupt,
                "Where the audit chain '\(chain.name)' begins is damaged; restore the database from a backup.")
        }
        return AuditStart(start: .init(hash: hash, tree: tree))
    }

    /// The number of the last row that was archived.
    static func seq(_ chain: AuditChain, _ transaction: Transaction) throws(StoreError) -> Int64 {
        try transaction.first("SELECT seq FROM audit_start WHERE chain = $1", .text(chain.name))?.integer("seq") ?? 0
    }

    func write(to chain: AuditChain, _ transaction: Transaction) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO audit_start (chain, seq, hash, tree) VALUES ($1, $2, $3, $4)
            ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, tree = excluded.tree
            """, .text(chain.name), .integer(seq), .text(start.hash.hex), .blob(start.tree.bytes))
    }
}
