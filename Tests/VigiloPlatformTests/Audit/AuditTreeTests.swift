// The tree over a chain: grown with its rows, kept in tiles, and good for any proof.

import Testing
import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

@Suite struct AuditTreeTests {
    private static func entry(_ number: Int) -> PlatformAuditEntry {
        PlatformAuditEntry(action: "plugin.load", targetType: "plugin", targetID: "p\(number)")
    }

    /// Rows on the platform's chain, in commits of these sizes; the hashes of all its leaves.
    private func leaves(of house: House, appending sizes: [Int]) async throws -> [Hash] {
        for size in sizes { try await house.platform.audit.record((0..<size).map(Self.entry)) }
        return try await house.database.read { transaction in
            try AuditChain.platform.rows(after: 0, to: .max, transaction).map { $0.hashedBytes.leafHash }
        }
    }

    private func head(_ house: House) async throws -> AuditHead {
        try await house.database.read { try #require(try AuditHead.find(.platform, $0)) }
    }

    private func tiles(_ house: House) async throws -> [String] {
        try await house.database.read { transaction in
            try transaction.rows("SELECT level, idx, LENGTH(hashes) AS n FROM audit_tile ORDER BY level, idx").map {
                "\(try $0.integer("level"))/\(try $0.integer("idx")): \(try $0.integer("n") / 32)"
            }
        }
    }

    @Test func `the head's tree is that of the rows, however they came into commits`() async throws {
        let house = try await House()
        let leaves = try await leaves(of: house, appending: [1, 2, 250, 1, 1, 1, 3, 300, 7])
        #expect(leaves.count > 566)
        let head = try await head(house)
        #expect(head.tree.size == UInt64(leaves.count))
        #expect(head.tree.root == MerkleTree.root(ofLeafHashes: leaves))
        #expect(try await tiles(house) == ["0/0: 256", "0/1: 256", "1/0: 2"])
    }

    @Test func `proofs are made of tiles as they would be of the leaves`() async throws {
        let house = try await House()
        let leaves = try await leaves(of: house, appending: [700])
        let size = UInt64(leaves.count)
        let root = MerkleTree.root(ofLeafHashes: leaves)
        let kept = AuditTiles(chain: .platform)
        try await house.database.read { transaction in
            for index in [0, 1, 254, 255, 256, 257, 511, 512, 513, size - 1] {
                let proof = try #require(
                    try MerkleTree.inclusionProof(of: index, in: size) { try kept.node($0, transaction) })
                #expect(
                    MerkleTree.isIncluded(leaves[Int(index)], at: index, in: size, root: root, proof: proof),
                    "\(index)")
            }
            for old in [1, 2, 3, 255, 256, 257, 300, 512, 640, size - 1, size] {
                let proof = try MerkleTree.consistencyProof(from: old, to: size) { try kept.node($0, transaction) }
                let plain = MerkleTree.consistencyProof(
                    from: old, to: size, node: MerkleTree.nodes(ofLeafHashes: leaves))
                #expect(proof == plain, "\(old)")
            }
        }
    }

    @Test func `tiles fill up through all levels`() async throws {
        let house = try await House()
        let kept = AuditTiles(chain: .workspace("w"))
        let leaves = (0..<UInt64(256 * 257)).map { Hash(of: "leaf \($0)".utf8) }
        try await house.database.write { transaction in
            for start in stride(from: 0, to: leaves.count, by: 256) {
                let tile = Array(leaves[start..<start + 256])
                try kept.complete(tile, endingAt: UInt64(start + 256), transaction)
            }
        }
        try await house.database.read { transaction in
            let nodes = MerkleTree.nodes(ofLeafHashes: leaves)
            for node in [
                TreeNode(level: 16, index: 0), .init(level: 8, index: 256), .init(level: 15, index: 1),
                .init(level: 9, index: 17), .init(level: 7, index: 513), .init(level: 0, index: 65_792 - 1),
            ] {
                #expect(try kept.node(node, transaction) == nodes(node), "\(node)")
            }
            let top = try transaction.rows("SELECT level FROM audit_tile WHERE chain = 'w' AND level = 2")
            #expect(top.count == 1)
            #expect(throws: StoreError.self) { try kept.node(TreeNode(level: 16, index: 1), transaction) }
        }
    }

    @Test func `a head that an older version left gets its tree with the next row`() async throws {
        let house = try await House()
        _ = try await leaves(of: house, appending: [300])
        try await house.database.write { transaction in
            try transaction.execute("UPDATE audit_head SET tree = NULL")
            try transaction.execute("DELETE FROM audit_tile")
        }
        let old = try await head(house)
        let leaves = try await leaves(of: house, appending: [1, 300])
        #expect(old.tree.root == MerkleTree.root(ofLeafHashes: leaves.dropLast(301)))
        #expect(try await tiles(house) == ["0/0: 256", "0/1: 256", "1/0: 2"])
        let root = MerkleTree.root(ofLeafHashes: leaves)
        #expect(try await head(house).tree.root == root)
        try await house.database.read { transaction in
            let size = UInt64(leaves.count)
            let proof = try #require(
                try MerkleTree.inclusionProof(of: 5, in: size) { node in
                    try AuditTiles(chain: .platform).node(node, transaction)
                })
            #expect(MerkleTree.isIncluded(leaves[5], at: 5, in: size, root: root, proof: proof))
        }
    }

    @Test func `a change that fails leaves head, tree and order as they were, in mind too`() async throws {
        struct Refused: Error {}
        let house = try await House()
        _ = try await leaves(of: house, appending: [254 - Int(try await head(house).seq)])
        let before = try await head(house)
        for _ in 0..<3 {
            await #expect(throws: Refused.self) {
                try await house.database.write { transaction in
                    for number in 0..<5 {
                        let entry = AuditEntry(Self.entry(number))
                        try AuditChain.platform.append(entry, at: .now(), transaction)
                    }
                    throw Refused()
                }
            }
        }
        #expect(try await head(house) == before)
        let leaves = try await leaves(of: house, appending: [3])
        #expect(leaves.count == 257)
        #expect(try await head(house).tree.root == MerkleTree.root(ofLeafHashes: leaves))
        #expect(try await tiles(house) == ["0/0: 256", "1/0: 1"])
    }

    @Test func `rows of all chains stand in the order in which they were committed`() async throws {
        let house = try await House()
        let first = try await house.workspace("one")
        let second = try await house.workspace("two")
        let spans = try await house.database.read { transaction in
            try transaction.rows("SELECT position, chain, first_seq, last_seq FROM audit_order ORDER BY position").map {
                (
                    position: try $0.integer("position"), chain: try $0.text("chain"),
                    rows: try $0.integer("first_seq")...(try $0.integer("last_seq"))
                )
            }
        }
        var (position, ends) = (0 as Int64, [String: Int64]())
        for span in spans {
            position += Int64(span.rows.count)
            #expect(span.position == position)
            #expect(span.rows.lowerBound == ends[span.chain, default: 0] + 1)
            ends[span.chain] = span.rows.upperBound
        }
        #expect(ends.keys.sorted() == ["platform", first.id, second.id].sorted())
        #expect(try await house.count("audit_log") == position)
    }

    @Test func `another process that writes in between is seen`() async throws {
        let house = try await House()
        let second = try house.secondPlatform()
        for _ in 0..<3 {
            try await house.platform.audit.record([Self.entry(1)])
            try await second.audit.record([Self.entry(2), Self.entry(3)])
        }
        let leaves = try await leaves(of: house, appending: [1])
        #expect(try await head(house).tree.root == MerkleTree.root(ofLeafHashes: leaves))
    }
}
