// This installation as a witness: every status of C2SP tlog-witness, and what is kept.

import Testing
import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

struct WitnessTests {
    private struct OtherLog {
        let key: SignerKey
        let leaves: [Hash]

        init(_ name: String = "vigilo/other/platform", rows: UInt8 = 40, seed: UInt8 = 0) throws {
            key = try SignerKey(name: name, type: .ed25519, seed: [UInt8](repeating: 3, count: 32))
            leaves = (0..<rows).map { MerkleTree.leafHash([$0, seed]) }
        }

        func checkpoint(_ size: Int) throws -> SignedCheckpoint {
            let root = MerkleTree.root(ofLeafHashes: leaves[..<size])
            return try Checkpoint(origin: key.verifier.name, size: UInt64(size), root: root).signed(by: key)
        }

        func request(_ old: Int, _ new: Int, proof: [Hash]? = nil) throws -> String {
            let real = MerkleTree.consistencyProof(
                from: UInt64(old), to: UInt64(new), node: MerkleTree.nodes(ofLeafHashes: leaves))
            return WitnessRequest(oldSize: UInt64(old), proof: proof ?? real ?? [], checkpoint: try checkpoint(new))
                .text
        }
    }

    @Test func `a log that continues is signed, and what was signed is kept over a restart`() async throws {
        let house = try await House()
        let log = try OtherLog()
        let witness = AuditWitness(
            database: house.database, seed: [UInt8](repeating: 9, count: 32), logs: [log.key.verifier])
        for (old, new) in [(0, 3), (3, 3), (3, 17), (17, 40)] {
            guard case .signed(let signatures) = try await witness.add(log.request(old, new)) else {
                Issue.record("\(old) to \(new) was not signed")
                continue
            }
            var note = try log.checkpoint(new).note
            note.add(signatures)
            let verified = try note.verified(by: [try await witness.verifierKey()])
            #expect(verified.count == 1 && verified[0].time ?? 0 > 1_700_000_000)
        }
        let again = AuditWitness(
            database: house.database, seed: [UInt8](repeating: 9, count: 32), logs: [log.key.verifier])
        #expect(try await again.add(log.request(17, 40)) == .conflict(size: 40))
        let hash = Hash(of: log.key.verifier.name.utf8).hex
        #expect(try await again.checkpoint(ofOriginHash: hash)?.hasPrefix(log.checkpoint(40).note.text) == true)
    }

    @Test func `whatever does not continue, or is not the log's, is refused in the words of the specification`()
        async throws
    {
        let house = try await House()
        let log = try OtherLog()
        let witness = AuditWitness(
            database: house.database, seed: [UInt8](repeating: 9, count: 32), logs: [log.key.verifier])
        func add(_ body: String) async throws -> AuditWitness.Answer { try await witness.add(body) }
        guard case .signed = try await add(log.request(0, 20)) else {
            Issue.record("the first was not signed")
            return
        }
        // The log forgot rows, or believes that the witness is elsewhere.
        #expect(try await add(log.request(0, 10)) == .conflict(size: 20))
        #expect(try await add(log.request(19, 30)) == .conflict(size: 20))
        let forked = try OtherLog(seed: 1)
        guard case .inconsistent = try await add(forked.request(20, 30)) else { throw Wrong() }
        guard case .inconsistent = try await add(forked.request(20, 20)) else { throw Wrong() }
        guard case .inconsistent = try await add(log.request(20, 30, proof: [])) else { throw Wrong() }
        guard case .malformed = try await add(log.request(20, 30).replacing("old 20", with: "old 31")) else {
            throw Wrong()
        }
        guard case .malformed = try await add("") else { throw Wrong() }
        guard case .unknownLog = try await add(OtherLog("vigilo/unknown/platform").request(0, 1)) else { throw Wrong() }
        let body = try log.request(20, 30)
        let unsigned = body.replacing(log.key.verifier.name + "\n30", with: log.key.verifier.name + "\n31")
        guard case .untrusted = try await add(unsigned) else { throw Wrong() }
        guard case .signed = try await add(body) else { throw Wrong() }
    }

    @Test func `a proof where there is nothing before is refused`() async throws {
        let house = try await House()
        let log = try OtherLog()
        let witness = AuditWitness(
            database: house.database, seed: [UInt8](repeating: 9, count: 32), logs: [log.key.verifier])
        guard case .inconsistent = try await witness.add(log.request(0, 5, proof: [log.leaves[0]])) else {
            throw Wrong()
        }
    }

    @Test func `signatures of witnesses are kept in the file and in the database`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            let checkpoint = try await opened.seal()
            let witness = try SignerKey(generating: .cosignature, name: "vigilo/far/witness")
            let signature = try witness.sign(checkpoint.note.text, at: 1_800_000_000)
            try await opened.signer.keep([signature], under: checkpoint)
            let stored = try await opened.database.read { try AuditChain.platform.lastCheckpoint($0) }
            #expect(stored?.note.signatures.count == 2)
            #expect(try CheckpointFile.notes(in: house.checkpoints()).last == stored?.note.fullText)
            #expect(try await opened.seal() == stored)
        }
        try await house.open { opened in
            try await opened.append(1)
            _ = try await opened.seal()
        }
    }

    private struct Wrong: Error {}
}
