// The Merkle tree of RFC 6962 and RFC 9162: its hashes, its nodes and its root.

import Crypto

/// The Merkle tree over a log's entries, by RFC 6962 section 2.1 (RFC 9162 says the same in clearer words).
public enum MerkleTree {
    /// No tree grows beyond this; whoever claims a greater one is not believed.
    public static let greatestSize: UInt64 = 1 << 62

    /// The root of a tree without leaves.
    public static let emptyRoot = Hash(of: [])

    private static let leafPrefix: [UInt8] = [0]
    private static let nodePrefix: [UInt8] = [1]

    /// The hash of a leaf: SHA-256 of 0x00 and the entry.
    public static func leafHash(_ entry: [UInt8]) -> Hash {
        var hasher = SHA256()
        leafPrefix.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        entry.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return Hash(hasher.finalize())
    }

    /// The hash of a node: SHA-256 of 0x01 and the hashes of its two children.
    public static func nodeHash(_ left: Hash, _ right: Hash) -> Hash {
        var hasher = SHA256()
        nodePrefix.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        left.add(to: &hasher)
        right.add(to: &hasher)
        return Hash(hasher.finalize())
    }

    /// The root of the tree over leaves, given their hashes.
    public static func root(ofLeafHashes leaves: some Sequence<Hash>) -> Hash {
        var range = CompactRange()
        for leaf in leaves { range.append(leaf) }
        return range.root
    }

    /// A source of nodes for proofs: the leaves themselves, for logs that fit into memory.
    public static func nodes(ofLeafHashes leaves: [Hash]) -> (TreeNode) -> Hash {
        { node in root(ofLeafHashes: leaves[Int(node.start)..<Int(node.end)]) }
    }
}

/// A node of the tree whose subtree is complete: it stands over `2^level` leaves, and no later leaf changes its hash.
public struct TreeNode: Sendable, Hashable {
    /// 0 for a leaf.
    public let level: Int
    /// The number of nodes on its level to the left of it.
    public let index: UInt64

    public init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }

    /// The first leaf below it.
    public var start: UInt64 { index << UInt64(level) }
    /// The leaf after the last one below it.
    public var end: UInt64 { (index + 1) << UInt64(level) }
}
