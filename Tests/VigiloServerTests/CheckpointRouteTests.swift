// What is signed of the audit log, over HTTP.

import Foundation
import HTTPTypes
import Testing
import VigiloAudit
import VigiloJSON
import VigiloWire

@testable import VigiloPlatform
@testable import VigiloServer

struct CheckpointRouteTests {
    @Test func `the newest checkpoint comes with its key and the proof that it continues an older one`() async throws {
        let house = try await House()
        try await house.workspace()
        let first = try await house.send(.post, Path.auditCheckpoint(in: nil))
        #expect(first.status == 200)
        try await house.workspace("other")
        let size = try #require(first.json["size"]?.integerValue)
        let old = try await house.send(.get, "\(Path.auditCheckpoint(in: nil))?from=\(size)")
        #expect(old.json["unanchored_rows"]?.integerValue ?? 0 > 0 && old.json["consistency"] == [])
        #expect(try await house.send(.post, Path.auditCheckpoint(in: nil)).status == 200)
        let new = try await house.send(.get, Path.auditCheckpoint(in: nil, consistentFrom: UInt64(size)))
        let key = try VerifierKey(parsing: try #require(new.json["vkey"]?.stringValue))
        let (former, latest) = (try Self.checkpoint(first), try Self.checkpoint(new))
        #expect(try latest.note.verified(by: [key]).count == 1)
        let proof = (new.json["consistency"]?.arrayValue ?? []).compactMap {
            $0.stringValue.flatMap { Hash(base64: $0) }
        }
        #expect(
            MerkleTree.isConsistent(
                from: former.checkpoint.size, former.checkpoint.root, to: latest.checkpoint.size,
                latest.checkpoint.root, proof: proof))
        let query = "from=\(former.checkpoint.size)&to=\(latest.checkpoint.size)"
        let asked = try await house.send(.get, "\(Path.auditConsistency(in: nil))?\(query)")
        #expect(asked.json["proof"] == new.json["consistency"])
        let beyond = try await house.send(.get, Path.auditCheckpoint(in: nil, consistentFrom: 1_000_000))
        #expect(beyond.status == 200 && beyond.json["consistency"] == nil)
        let all = try await house.send(.get, Path.auditCheckpoints(in: nil))
        #expect(CheckpointFile.notes(in: all.text) == [former.note.fullText, latest.note.fullText])
    }

    @Test func `a proof is a file that holds on its own`() async throws {
        let house = try await House()
        try await house.workspace()
        let answer = try await house.send(.get, Path.auditProof(of: "1", in: "acme"))
        #expect(answer.status == 200)
        let key = try await house.send(.get, Path.auditKey(in: "acme")).json["vkey"]?.stringValue
        let proof = try LogProof(parsing: answer.text)
        #expect(try proof.verifiedRow(keys: [VerifierKey(parsing: try #require(key))]).row.seq == 1)
        #expect(try await house.send(.get, Path.auditProof(of: "77", in: "acme")).status == 404)
        #expect(try await house.send(.get, Path.auditProof(of: "nothing", in: "acme")).status == 404)
    }

    @Test func `what is not signed yet is not there, and queries are read strictly`() async throws {
        let house = try await House()
        let missing = try await house.send(.get, Path.auditCheckpoint(in: nil))
        #expect(missing.status == 404 && missing.json["code"] == "checkpoint_missing")
        for query in ["from=-1", "from=x", "to=1", "from=99999999999999999999"] {
            #expect(try await house.send(.get, "\(Path.auditCheckpoint(in: nil))?\(query)").status == 422)
        }
        #expect(try await house.send(.get, "\(Path.auditConsistency(in: nil))?from=1").status == 422)
        #expect(try await house.send(.get, "\(Path.auditConsistency(in: nil))?from=2&to=1").status == 422)
    }

    @Test func `the status tells of rows that are not signed`() async throws {
        let house = try await House()
        let before = try await house.send(.get, Path.status).json["audit"]
        #expect(before?["unanchored_rows"]?.integerValue ?? 0 > 0 && before?["worst"] == "platform")
        _ = try await house.send(.post, Path.auditCheckpoint(in: nil))
        let after = try await house.send(.get, Path.status).json["audit"]
        #expect(after?["unanchored_rows"] == 0 && after?["worst"]?.stringValue == nil)
    }

    @Test func `a witness signs what continues, without a token, and nothing else`() async throws {
        let house = try await House()
        let added = try await house.send(.post, Path.witnessAddition, "old x\n", authorized: false)
        #expect(added.status == 400)
        let log = House.witnessedLog
        let checkpoint = try Checkpoint(origin: log.verifier.name, size: 0, root: MerkleTree.emptyRoot).signed(by: log)
        let body = WitnessRequest(oldSize: 0, proof: [], checkpoint: checkpoint).text
        let answer = try await house.send(.post, Path.witnessAddition, body, authorized: false)
        #expect(answer.status == 200)
        let stranger = try SignerKey(generating: .ed25519, name: "vigilo/stranger/platform")
        let unknown = try Checkpoint(origin: stranger.verifier.name, size: 0, root: MerkleTree.emptyRoot)
            .signed(by: stranger)
        let refused = try await house.send(
            .post, Path.witnessAddition, WitnessRequest(oldSize: 0, proof: [], checkpoint: unknown).text,
            authorized: false)
        #expect(refused.status == 404)
        let hash = Hash(of: log.verifier.name.utf8).hex
        let shown = try await house.send(.get, "\(Path.witness)\(hash)/checkpoint", authorized: false)
        #expect(shown.status == 200 && shown.text.hasPrefix(checkpoint.note.text))
    }

    private static func checkpoint(_ answer: Answer) throws -> SignedCheckpoint {
        try SignedCheckpoint(parsing: try #require(answer.json["checkpoint"]?.stringValue))
    }
}
