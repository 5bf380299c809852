// Making proofs out of the hashes of complete subtrees, wherever they come from.

extension MerkleTree {
    /// The proof that the leaf at an index is in the tree of a size: the siblings from the leaf to the root.
    ///
    /// `node` gives the hash of a complete subtree, whether it reads stored nodes or makes them of leaves. It is asked at
    /// most about twice as often as the tree is high. Nil if there is no such leaf.
    public static func inclusionProof<Failure: Error>(
        of index: UInt64, in size: UInt64, node: (TreeNode) throws(Failure) -> Hash
    ) throws(Failure) -> [Hash]? {
        guard index < size, size <= greatestSize else { return nil }
        var proof: [Hash] = []
        var (start, end) = (0 as UInt64, size)
        while end - start > 1 {
            let middle = start + split(end - start)
            if index < middle {
                proof.append(try hash(from: middle, to: end, node: node))
                end = middle
            } else {
                proof.append(try hash(from: start, to: middle, node: node))
                start = middle
            }
        }
        return proof.reversed()
    }

    /// The proof that the tree of the new size began as the tree of the old size.
    ///
    /// Empty if the sizes are equal or the old one is 0: there is nothing to prove. Nil if the old one is greater.
    public static func consistencyProof<Failure: Error>(
        from old: UInt64, to new: UInt64, node: (TreeNode) throws(Failure) -> Hash
    ) throws(Failure) -> [Hash]? {
        guard old <= new, new <= greatestSize else { return nil }
        guard old > 0, old < new else { return [] }
        var proof: [Hash] = []
        var (start, end) = (0 as UInt64, new)
        while old != end {
            let middle = start + split(end - start)
            if old <= middle {
                proof.append(try hash(from: middle, to: end, node: node))
                end = middle
            } else {
                proof.append(try hash(from: start, to: middle, node: node))
                start = middle
            }
        }
        // Where the old tree's own root ends the way down, the verifier has it already.
        if start > 0 { proof.append(try hash(from: start, to: end, node: node)) }
        return proof.reversed()
    }

    /// The greatest power of two below a count of two or more: where RFC 6962 divides leaves.
    static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }

    /// The hash of any subtree that RFC 6962's division reaches, out of the complete ones that it is made of.
    private static func hash<Failure: Error>(
        from start: UInt64, to end: UInt64, node: (TreeNode) throws(Failure) -> Hash
    ) throws(Failure) -> Hash {
        var parts: [Hash] = []
        var position = start
        while position < end {
            let level = 63 - (end - position).leadingZeroBitCount
            parts.append(try node(TreeNode(level: level, index: position >> UInt64(level))))
            position += 1 << UInt64(level)
        }
        guard var hash = parts.popLast() else { return emptyRoot }
        for left in parts.reversed() { hash = nodeHash(left, hash) }
        return hash
    }
}
