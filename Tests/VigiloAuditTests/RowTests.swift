// Rows: known hashes, and the way back from the bytes that a proof carries.

import Testing

@testable import VigiloAudit

@Suite struct RowTests {
    // The constants of this test were computed apart from this code, with Python's struct and hashlib.
    @Test func `known rows have the known hashes`() throws {
        #expect(
            AuditChainName.platform.genesis.hex == "e40e45e45aa0b0d70011ac368b96f8c89ae151a422bc34b18e96b2e5573bca5f")
        let workspace = AuditChainName("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b")
        #expect(workspace.genesis.hex == "9308a3e63332bdd76df16dff5c73a8cec6b1da3ea96c6eb1d1f5bb0f996ac317")
        let row = LoggedRow(
            seq: 1, createdAtMicroseconds: 1_798_191_000_000_001, id: "0190a1b2-0000-7000-8000-000000000002",
            workspace: workspace.text, action: "change.approve", targetType: "change",
            targetID: "0190a1b2-0000-7000-8000-000000000003", actor: "0190a1b2-0000-7000-8000-000000000004",
            oldValue: #"{"status":"review"}"#, newValue: #"{"status":"approved"}"#,
            metadata: #"{"key":"CHG-00001","note":"Grüße"}"#, previousHash: workspace.genesis, hash: workspace.genesis)
        #expect(row.hashedBytes.hash.hex == "d1daadc14348a37c9db53ed22c3491a9ebc1373d6a3e99b8dddede9b233f08d5")
    }

    @Test func `the leaf is over the same bytes, and a buffer that is used again forgets the row before`() throws {
        var random = Seeded(state: 3)
        let log = try SmallLog(rows: 30, signedAt: [], &random)
        var buffer = RowBytes()
        for row in log.rows {
            row.write(to: &buffer)
            #expect(buffer.leafHash == MerkleTree.leafHash(buffer.bytes))
            #expect(buffer.hash == Hash(of: buffer.bytes))
            #expect(buffer.bytes == row.hashedBytes.bytes)
            #expect(LoggedRow(hashedBytes: buffer.bytes) == row)
        }
    }

    @Test func `bytes that are not exactly a row's are refused and never trap`() throws {
        var random = Seeded(state: 4)
        let row = try SmallLog(rows: 1, signedAt: [], &random).rows[0]
        let bytes = row.hashedBytes.bytes
        for count in 0..<bytes.count { #expect(LoggedRow(hashedBytes: Array(bytes.prefix(count))) == nil) }
        #expect(LoggedRow(hashedBytes: bytes + [0]) == nil)
        for index in bytes.indices {
            for value in [0, 0x7F, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = value
                if let read = LoggedRow(hashedBytes: changed) { #expect(read.hashedBytes.bytes == changed) }
            }
        }
    }

    @Test func `a row's proof carries the row and holds offline`() throws {
        var random = Seeded(state: 5)
        let log = try SmallLog(rows: 9, signedAt: [], &random)
        let leaves = log.rows.map { $0.hashedBytes.leafHash }
        let checkpoint = try SignedCheckpoint(parsing: log.checkpoint(at: 9))
        for (index, row) in log.rows.enumerated() {
            let path = try #require(
                MerkleTree.inclusionProof(of: UInt64(index), in: 9, node: MerkleTree.nodes(ofLeafHashes: leaves)))
            let proof = LogProof(row: row, path: path, checkpoint: checkpoint)
            #expect(try LogProof(parsing: proof.text) == proof)
            #expect(try proof.verifiedRow(keys: [log.key.verifier]).row == row)
            let other = LogProof(row: log.rows[(index + 1) % 9], path: path, checkpoint: checkpoint)
            #expect(throws: AuditFormatError.self) { try other.verifiedRow(keys: [log.key.verifier]) }
        }
    }
}
