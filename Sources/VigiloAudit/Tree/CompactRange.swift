// The right edge of a tree: all that is needed to append to it and to know its root.

/// A tree of any size in at most 62 hashes: the roots of the complete subtrees that it is made of, the greatest first.
///
/// A log keeps it beside its last row and updates it in the transaction that appends.
public struct CompactRange: Sendable, Equatable {
    /// The number of leaves.
    public private(set) var size: UInt64
    /// One hash for each bit that is set in ``size``, from the highest to the lowest.
    public private(set) var hashes: [Hash]

    /// An empty tree.
    public init() {
        size = 0
        hashes = []
    }

    /// A stored range; nil if there are not exactly as many hashes as the size asks for.
    public init?(size: UInt64, hashes: [Hash]) {
        guard size <= MerkleTree.greatestSize, size.nonzeroBitCount == hashes.count else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// Appends a leaf, given its hash.
    public mutating func append(_ leaf: Hash) {
        append(leaf) { _, _ in }
    }

    /// Appends a leaf and tells of every node that is now complete, the leaf first, for those who keep nodes.
    public mutating func append<Failure: Error>(
        _ leaf: Hash, completed: (TreeNode, Hash) throws(Failure) -> Void
    ) throws(Failure) {
        var hash = leaf
        var node = TreeNode(level: 0, index: size)
        try completed(node, hash)
        while !node.index.isMultiple(of: 2), let left = hashes.popLast() {
            hash = MerkleTree.nodeHash(left, hash)
            node = TreeNode(level: node.level + 1, index: node.index >> 1)
            try completed(node, hash)
        }
        hashes.append(hash)
        size += 1
    }

    /// The root of the tree.
    public var root: Hash {
        guard var root = hashes.last else { return MerkleTree.emptyRoot }
        for left in hashes.dropLast().reversed() { root = MerkleTree.nodeHash(left, root) }
        return root
    }
}

extension CompactRange {
    /// The range as one line of text: its hashes in hexadecimal, nothing between them.
    public var text: String { hashes.map(\.hex).joined() }

    /// Reads ``text``; nil if it does not fit the size.
    public init?(size: UInt64, text: String) {
        let digits = Array(text.utf8)
        guard digits.count == size.nonzeroBitCount * 64 else { return nil }
        var hashes: [Hash] = []
        for start in stride(from: 0, to: digits.count, by: 64) {
            guard let hash = Hash(hex: String(decoding: digits[start..<start + 64], as: UTF8.self)) else { return nil }
            hashes.append(hash)
        }
        self.init(size: size, hashes: hashes)
    }
}
