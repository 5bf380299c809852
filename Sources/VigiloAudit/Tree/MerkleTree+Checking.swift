// Checking proofs, which anybody may have made.

extension MerkleTree {
    /// The most hashes that an honest proof has.
    public static let longestProof = 63

    /// Whether a proof shows that a leaf stands at an index of the tree with this size and root (RFC 9162, 2.1.3.2).
    public static func isIncluded(
        _ leaf: Hash, at index: UInt64, in size: UInt64, root: Hash, proof: [Hash]
    ) -> Bool {
        guard index < size, size <= greatestSize, proof.count <= longestProof else { return false }
        var (position, last) = (index, size - 1)
        var hash = leaf
        for sibling in proof {
            if last == 0 { return false }
            if position & 1 == 1 || position == last {
                hash = nodeHash(sibling, hash)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = nodeHash(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether a proof shows that the new tree began as the old one (RFC 9162, 2.1.4.2).
    ///
    /// Trees of one size are the same tree, and every tree began empty; the proof must then be empty too.
    public static func isConsistent(
        from old: UInt64, _ oldRoot: Hash, to new: UInt64, _ newRoot: Hash, proof: [Hash]
    ) -> Bool {
        guard old <= new, new <= greatestSize, proof.count <= longestProof else { return false }
        if old == new { return proof.isEmpty && oldRoot == newRoot && (old > 0 || oldRoot == emptyRoot) }
        if old == 0 { return proof.isEmpty && oldRoot == emptyRoot }
        // Where the old tree is complete, its root is the proof's first hash, and left out of it.
        let path = old & (old - 1) == 0 ? [oldRoot] + proof : proof
        guard let first = path.first else { return false }
        let complete = UInt64(old.trailingZeroBitCount)
        var (position, last) = ((old - 1) >> complete, (new - 1) >> complete)
        var (ours, theirs) = (first, first)
        for sibling in path.dropFirst() {
            if last == 0 { return false }
            if position & 1 == 1 || position == last {
                ours = nodeHash(sibling, ours)
                theirs = nodeHash(sibling, theirs)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                theirs = nodeHash(theirs, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && ours == oldRoot && theirs == newRoot
    }
}
