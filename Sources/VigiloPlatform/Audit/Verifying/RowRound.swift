// One round of a check: some thousand rows, read and hashed in one transaction.

import VigiloAudit
import VigiloStore

/// The rows after one and up to another, hashed, and the nodes of the stored tree that they complete.
struct RowRound: Sendable {
    /// Rows in a round, a whole number of tiles.
    static let rows: Int64 = 4096

    private(set) var digests: [RowDigest] = []
    private(set) var nodes: [(node: TreeNode, hash: Hash)] = []

    private static let packing = RowPacking(
        prefix: PackedRow.prefix,
        columns: [.hash, .integer, .integer] + Array(repeating: .text, count: RowBytes.textCount) + [.hash])

    /// - Parameters:
    ///   - after: the row before the first one; nil: from the very first, whatever its number.
    ///   - start: where the check began. If the chain begins elsewhere by now, its rows may be gone: throws
    ///     ``ArchivedMeanwhile``.
    init(of chain: String, after: Int64?, to last: Int64, start: ChainCheck.Start, _ transaction: Transaction) throws {
        let now = try ChainSnapshot.start(of: chain, transaction) ?? ChainCheck.Start(of: AuditChainName(chain))
        guard now == start else { throw ArchivedMeanwhile() }
        digests = try Self.read(chain, after: after, to: last, transaction)
        let from = UInt64(max(after ?? 0, 0))
        let tree = StoredTree(chain: chain)
        try compare(with: tree.leaves(from: from, to: UInt64(last), transaction))
        nodes = try tree.nodes(completedAfter: from, to: UInt64(last), transaction)
    }

    private static func read(
        _ chain: String, after: Int64?, to last: Int64, _ transaction: Transaction
    ) throws(StoreError) -> [RowDigest] {
        var digests: [RowDigest] = []
        digests.reserveCapacity(Int(Self.rows))
        try transaction.packed(
            "SELECT \(PackedRow.columns) FROM audit_log WHERE chain = $1 AND seq > $2 AND seq <= $3 ORDER BY seq",
            .text(chain), .integer(after ?? .min), .integer(last), as: Self.packing
        ) { rows in
            rows.forEach { place, isOdd in
                digests.append(RowDigest(packed: rows.bytes, place, isWellFormed: !isOdd))
            }
        }
        return digests
    }

    private mutating func compare(with tiles: [UInt64: [Hash]]) {
        guard !tiles.isEmpty else { return }
        for place in digests.indices where digests[place].seq > 0 {
            let (tile, index) = (digests[place].seq - 1).quotientAndRemainder(dividingBy: StoredTree.width)
            guard let leaves = tiles[tile] else { continue }
            // A tile that is no tile has no leaf that is right.
            if leaves.isEmpty || (index < leaves.count && leaves[Int(index)] != digests[place].leafHash) {
                digests[place].isUnlikeStoredLeaf = true
            }
        }
    }
}
