// The end of a chain: what its next row is chained to.

import VigiloAudit
import VigiloStore

/// The end of a chain.
struct AuditHead: Sendable, Equatable {
    /// The last row's hash; before the first row, the genesis hash.
    var hash: Hash
    /// The right edge of the tree over all rows; its size is the last row's number.
    var tree: CompactRange
    /// The hashes of the leaves after the last full tile, if they are at hand.
    var leaves: [Hash]?

    /// The last row's number; 0: there is none.
    var seq: Int64 { Int64(clamping: tree.size) }

    /// Reads the head of a chain; nil if the chain has no row.
    static func find(_ chain: AuditChain, _ transaction: Transaction) throws(StoreError) -> AuditHead? {
        let row = try transaction.first(
            "SELECT seq, hash, tree FROM audit_head WHERE chain = $1", .text(chain.name))
        guard let row, try row.integer("seq") > 0 else { return nil }
        return try AuditHead(row, of: chain, transaction)
    }

    /// - Parameter row: `seq`, `hash` and `tree` of `audit_head`.
    init(_ row: Row, of chain: AuditChain, _ transaction: Transaction) throws(StoreError) {
        let seq = try row.integer("seq")
        guard let hash = Hash(hex: try row.text("hash")), seq >= 0 else { throw chain.damagedHead }
        self.hash = hash
        if case .blob(let bytes) = try row.value("tree") {
            guard let tree = CompactRange(size: UInt64(seq), bytes: bytes) else { throw chain.damagedHead }
            self.tree = tree
        } else {
            tree = CompactRange()
            for leaf in try AuditTiles(chain: chain).leaves(from: 0, to: UInt64(seq), transaction) { tree.append(leaf) }
        }
    }
}

extension AuditChain {
    var damagedHead: StoreError {
        StoreError(.corrupt, "The head of the audit chain '\(name)' is damaged; restore the database from a backup.")
    }
}
