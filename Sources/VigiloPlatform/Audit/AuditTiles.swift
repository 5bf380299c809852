// The nodes of a chain's tree, kept in tiles: what proofs are made of, whether or not the rows are still there.

import VigiloAudit
import VigiloStore

/// The tree of a chain, in tiles of 256 hashes.
///
/// A hash on level `n` stands over `256^n` rows. A tile of leaves is written when it is full; until then its leaves are made of
/// the rows. Tiles above grow by a hash for each that is filled below.
struct AuditTiles {
    let chain: AuditChain

    /// Hashes in a tile.
    static let width = 256
    /// Levels of the tree in a tile.
    private static let height = 8

    /// Writes a full tile of leaves, which ends with the tree's last leaf, and what follows from it on the levels above.
    func complete(_ leaves: [Hash], endingAt size: UInt64, _ transaction: Transaction) throws(StoreError) {
        var (level, hashes, end) = (0, leaves, size)
        while true {
            let index = (end - 1) / UInt64(Self.width)
            try write(hashes, level, index, transaction)
            guard hashes.count == Self.width else { return }
            let root = MerkleTree.root(ofLeafHashes: hashes)
            (level, end) = (level + 1, end / UInt64(Self.width))
            hashes = try read(level, (end - 1) / UInt64(Self.width), transaction) + [root]
        }
    }

    /// Makes the full tiles of a chain that an older version left without any.
    func rebuild(to size: UInt64, _ transaction: Transaction) throws(StoreError) {
        for end in stride(from: UInt64(Self.width), through: size, by: Self.width) {
            try complete(leaves(from: end - UInt64(Self.width), to: end, transaction), endingAt: end, transaction)
        }
    }

    /// The leaves after the last full tile of a tree that has as many rows as the chain.
    func openLeaves(of size: UInt64, _ transaction: Transaction) throws(StoreError) -> [Hash] {
        try leaves(from: size - size % UInt64(Self.width), to: size, transaction)
    }

    /// The hash of a complete subtree.
    func node(_ node: TreeNode, _ transaction: Transaction) throws(StoreError) -> Hash {
        let (level, rest) = node.level.quotientAndRemainder(dividingBy: Self.height)
        let start = node.index << UInt64(rest)
        let end = start + 1 << UInt64(rest)
        if level == 0 { return MerkleTree.root(ofLeafHashes: try leaves(from: start, to: end, transaction)) }
        let tile = try read(level, start / UInt64(Self.width), transaction)
        let first = Int(start % UInt64(Self.width))
        guard tile.count >= first + Int(end - start) else { throw damaged(level) }
        return MerkleTree.root(ofLeafHashes: tile[first..<first + Int(end - start)])
    }

    /// The hashes of leaves, out of tiles as far as they go, and then out of the rows.
    func leaves(from start: UInt64, to end: UInt64, _ transaction: Transaction) throws(StoreError) -> [Hash] {
        var leaves: [Hash] = []
        var position = start
        while position < end {
            let index = position / UInt64(Self.width)
            let tileEnd = min(end, (index + 1) * UInt64(Self.width))
            let tile = try read(0, index, transaction)
            let first = Int(position - index * UInt64(Self.width))
            let known = tile.dropFirst(first).prefix(Int(tileEnd - position))
            leaves += known
            position += UInt64(known.count)
            if position < tileEnd {
                leaves += try chain.rows(after: Int64(position), to: Int64(tileEnd), transaction).map {
                    $0.hashedBytes.leafHash
                }
                position = tileEnd
            }
        }
        guard leaves.count == Int(end - start) else { throw damaged(0) }
        return leaves
    }

    /// The hashes of a tile as far as they are written; none if it is not there.
    private func read(_ level: Int, _ index: UInt64, _ transaction: Transaction) throws(StoreError) -> [Hash] {
        let row = try transaction.first(
            "SELECT hashes FROM audit_tile WHERE chain = $1 AND level = $2 AND idx = $3",
            .text(chain.name), .integer(Int64(level)), .integer(Int64(index)))
        guard let row else { return [] }
        guard let hashes = Hash.list(of: try row.blob("hashes")) else { throw damaged(level) }
        return hashes
    }

    /// Writes a tile as it is by now. An archive does so with the leaves of its last rows, before the tile is full.
    func write(
        _ hashes: [Hash], _ level: Int, _ index: UInt64, _ transaction: Transaction
    ) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO audit_tile (chain, level, idx, hashes) VALUES ($1, $2, $3, $4)
            ON CONFLICT (chain, level, idx) DO UPDATE SET hashes = excluded.hashes
            """, .text(chain.name), .integer(Int64(level)), .integer(Int64(index)), .blob(Hash.bytes(of: hashes)))
    }

    private func damaged(_ level: Int) -> StoreError {
        StoreError(
            .corrupt,
            "The tree of the audit chain '\(chain.name)' has no hash on level \(level) where one must be; "
                + "find out what happened to its rows with: vigilo audit verify")
    }
}
