// The right edge of a chain's tree at an earlier size.

import VigiloAudit
import VigiloStore

extension AuditTiles {
    /// The right edge of the tree over the first `size` rows.
    func range(at size: UInt64, _ transaction: Transaction) throws(StoreError) -> CompactRange {
        var hashes: [Hash] = []
        var position: UInt64 = 0
        while position < size {
            let level = 63 - (size - position).leadingZeroBitCount
            hashes.append(try node(TreeNode(level: level, index: position >> UInt64(level)), transaction))
            position += 1 << UInt64(level)
        }
        guard let range = CompactRange(size: size, hashes: hashes) else { throw chain.damagedHead }
        return range
    }

    /// Keeps the leaves of the last tile up to `size`, full or not: the rows that they are made of will go.
    ///
    /// Every full tile below it must be there already. Throws if one is not, for then the rows are all that is left.
    func keepLeaves(to size: UInt64, _ transaction: Transaction) throws(StoreError) {
        let full = size / UInt64(Self.width)
        let kept =
            try transaction.first(
                "SELECT COUNT(*) AS n FROM audit_tile WHERE chain = $1 AND level = 0 AND idx < $2",
                .text(chain.name), .integer(Int64(full)))?.integer("n") ?? 0
        guard kept == Int64(full) else {
            throw StoreError(
                .corrupt, "The tree of the audit chain '\(chain.name)' has gaps, and only its rows could fill them.")
        }
        guard size > full * UInt64(Self.width) else { return }
        try write(try openLeaves(of: size, transaction), 0, full, transaction)
    }
}
