// The tree against known answers, against itself, and against whoever lies.

import Testing

@testable import VigiloAudit

@Suite struct MerkleTreeTests {
    @Test func `roots are the known ones, and a stored right edge goes on where it ended`() throws {
        let vectors = try Vectors.read()
        var range = CompactRange()
        #expect(range.root.hex == vectors.roots[0])
        for (index, leaf) in vectors.leaves.enumerated() {
            range = try #require(CompactRange(size: range.size, text: range.text))
            range.append(leaf)
            #expect(range.root.hex == vectors.roots[index + 1])
        }
    }

    @Test func `proofs are the known ones and hold`() throws {
        let vectors = try Vectors.read()
        let leaves = vectors.leaves
        let node = MerkleTree.nodes(ofLeafHashes: leaves)
        for known in vectors.inclusion {
            let proof = try #require(MerkleTree.inclusionProof(of: known.index, in: known.size, node: node))
            #expect(proof.map(\.hex) == known.proof)
            let root = try #require(Hash(hex: vectors.roots[Int(known.size)]))
            #expect(
                MerkleTree.isIncluded(
                    leaves[Int(known.index)], at: known.index, in: known.size, root: root, proof: proof))
        }
        for known in vectors.consistency {
            let proof = try #require(MerkleTree.consistencyProof(from: known.old, to: known.new, node: node))
            #expect(proof.map(\.hex) == known.proof)
            let old = try #require(Hash(hex: vectors.roots[Int(known.old)]))
            let new = try #require(Hash(hex: vectors.roots[Int(known.new)]))
            #expect(MerkleTree.isConsistent(from: known.old, old, to: known.new, new, proof: proof))
        }
    }

    @Test
    func `every proof of a tree of 70 leaves holds out of the nodes that appending told of, and no changed one does`()
        throws
    {
        let leaves = (0..<70).map { MerkleTree.leafHash([UInt8($0)]) }
        var stored: [TreeNode: Hash] = [:]
        var range = CompactRange()
        var roots = [range.root]
        for leaf in leaves {
            range.append(leaf) { stored[$0] = $1 }
            roots.append(range.root)
        }
        let node = { (node: TreeNode) in stored[node] ?? MerkleTree.emptyRoot }
        for size in 1...UInt64(70) {
            let root = roots[Int(size)]
            for index in 0..<size {
                let leaf = leaves[Int(index)]
                let proof = try #require(MerkleTree.inclusionProof(of: index, in: size, node: node))
                #expect(MerkleTree.isIncluded(leaf, at: index, in: size, root: root, proof: proof))
                #expect(!MerkleTree.isIncluded(leaf, at: index ^ 1, in: size, root: root, proof: proof) || size == 1)
                #expect(!MerkleTree.isIncluded(leaf, at: index, in: size, root: root, proof: proof + [leaf]))
                #expect(!MerkleTree.isIncluded(root, at: index, in: size, root: leaf, proof: proof) || size == 1)
                if !proof.isEmpty {
                    #expect(!MerkleTree.isIncluded(leaf, at: index, in: size, root: root, proof: proof.dropLast()))
                }
            }
            for old in 1...size {
                let proof = try #require(MerkleTree.consistencyProof(from: old, to: size, node: node))
                let oldRoot = roots[Int(old)]
                #expect(MerkleTree.isConsistent(from: old, oldRoot, to: size, root, proof: proof))
                #expect(!MerkleTree.isConsistent(from: old, oldRoot, to: size, root, proof: proof + [root]))
                guard old < size else { continue }
                #expect(!MerkleTree.isConsistent(from: old, oldRoot, to: size, oldRoot, proof: proof))
                #expect(!MerkleTree.isConsistent(from: old, root, to: size, root, proof: proof))
                #expect(!MerkleTree.isConsistent(from: old, oldRoot, to: size, root, proof: proof.dropLast()))
            }
        }
    }

    @Test func `hostile sizes are refused and never trap`() {
        let hash = MerkleTree.emptyRoot
        let sizes: [UInt64] = [
            0, 1, 2, 3, 1 << 61, MerkleTree.greatestSize, MerkleTree.greatestSize + 1, .max - 1, .max,
        ]
        for first in sizes {
            for second in sizes {
                for count in [0, 1, 2, 61, 62, 63, 64, 200] {
                    let proof = Array(repeating: hash, count: count)
                    #expect(
                        !MerkleTree.isIncluded(hash, at: first, in: second, root: hash, proof: proof)
                            || (second == 1 && count == 0))
                    _ = MerkleTree.isConsistent(from: first, hash, to: second, hash, proof: proof)
                }
                let node = { (_: TreeNode) in hash }
                let proof = MerkleTree.inclusionProof(of: first, in: second, node: node)
                #expect((proof == nil) == (first >= second || second > MerkleTree.greatestSize))
                _ = MerkleTree.consistencyProof(from: first, to: second, node: node)
            }
        }
        #expect(CompactRange(size: .max, hashes: Array(repeating: hash, count: 64)) == nil)
        #expect(CompactRange(size: 3, hashes: [hash]) == nil)
    }
}
