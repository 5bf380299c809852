// The tree as the database keeps it, read to be compared with what the rows give.

import VigiloAudit
import VigiloStore

/// The tiles of a chain. One that is not there is no break: what it says can be made of the rows.
struct StoredTree {
    let chain: String

    static let width = UInt64(AuditTiles.width)
    /// A tile's level stands over so many levels of the tree.
    private static let height = 8

    /// The leaves' tiles that have leaves between two rows; empty ones are damaged.
    func leaves(from: UInt64, to: UInt64, _ transaction: Transaction) throws(StoreError) -> [UInt64: [Hash]] {
        guard from < to else { return [:] }
        return try tiles(0, from: from / Self.width, to: (to - 1) / Self.width, transaction)
    }

    /// The nodes above the leaves that the rows after one and up to another complete.
    func nodes(
        completedAfter after: UInt64, to last: UInt64, _ transaction: Transaction
    ) throws(StoreError) -> [(node: TreeNode, hash: Hash)] {
        var nodes: [(node: TreeNode, hash: Hash)] = []
        var level = 1
        var (first, end) = (after / Self.width, last / Self.width)
        while first < end {
            let tiles = try tiles(level, from: first / Self.width, to: (end - 1) / Self.width, transaction)
            for index in first..<end {
                guard let tile = tiles[index / Self.width] else { continue }
                let place = Int(index % Self.width)
                // What should be there and is not is like nothing that rows give.
                let hash = place < tile.count ? tile[place] : MerkleTree.emptyRoot
                nodes.append((TreeNode(level: level * Self.height, index: index), hash))
            }
            level += 1
            (first, end) = (first / Self.width, end / Self.width)
        }
        return nodes
    }

    private func tiles(
        _ level: Int, from first: UInt64, to last: UInt64, _ transaction: Transaction
    ) throws(StoreError) -> [UInt64: [Hash]] {
        var tiles: [UInt64: [Hash]] = [:]
        let rows = try transaction.rows(
            "SELECT idx, hashes FROM audit_tile WHERE chain = $1 AND level = $2 AND idx >= $3 AND idx <= $4",
            .text(chain), .integer(Int64(level)), .integer(Int64(first)), .integer(Int64(last)))
        for row in rows {
            guard case .integer(let number) = try row.value("idx"), let index = UInt64(exactly: number) else {
                continue
            }
            guard case .blob(let bytes) = try row.value("hashes"), let hashes = Hash.list(of: bytes) else {
                tiles[index] = []
                continue
            }
            tiles[index] = hashes
        }
        return tiles
    }
}
