// The audit log checked over HTTP.

import Foundation
import HTTPTypes
import Testing
import VigiloAudit
import VigiloJSON
import VigiloStore
import VigiloWire

@testable import VigiloPlatform
@testable import VigiloServer

struct AuditVerifyTests {
    private func lines(_ answer: Answer) throws -> [AuditVerifyLineBody] {
        #expect(answer.status == 200, "\(answer.text)")
        return try answer.text.split(separator: "\n").map {
            try JSONDecoder().decode(AuditVerifyLineBody.self, from: Data($0.utf8))
        }
    }

    @Test func `a workspace's log, the installation's, or all are checked and told line by line`() async throws {
        let house = try await House()
        _ = try await house.workspace()
        let own = try lines(try await house.send(.post, Path.auditVerify(in: "acme"), "{}"))
        let chain = try #require(own.compactMap(\.chain).first)
        #expect(chain.workspace == "acme" && chain.verdict == "cannot_tell" && chain.breakCount == 0 && chain.rows > 0)
        #expect(chain.hasKey && chain.unanchoredRows == chain.rows)
        #expect(own.first?.progress?.totalRows == chain.rows)
        #expect(own.last?.summary?.rows == chain.rows)
        _ = try await house.send(.post, "\(Path.audit(in: "acme"))/checkpoint")
        let signed = try lines(try await house.send(.post, Path.auditVerify(in: "acme"))).compactMap(\.chain).first
        #expect(signed?.verdict == "intact" && signed?.unanchoredRows == 0)
        let platform = try lines(try await house.send(.post, Path.auditVerify(in: nil)))
        #expect(platform.compactMap(\.chain).map(\.workspace) == [nil])
        let all = try lines(try await house.send(.post, Path.auditVerify(in: nil), #"{"all":true}"#))
        #expect(all.compactMap(\.chain).map(\.workspace) == [nil, "acme"])
        #expect(all.last?.summary?.chains == 2)
    }

    @Test func `a row that was changed is named, and so is a checkpoint that the log does not have`() async throws {
        let house = try await House()
        _ = try await house.workspace()
        let origin = try #require(
            lines(try await house.send(.post, Path.auditVerify(in: "acme"))).compactMap(\.chain).first?.origin)
        let key = try SignerKey(name: origin, type: .ed25519, seed: House.auditSeed)
        let newer = try Checkpoint(origin: origin, size: 5000, root: Hash(of: [1])).signed(by: key).note.fullText
        let body: JSONValue = ["checkpoints": [.string(newer)]]
        let older = try lines(try await house.send(.post, Path.auditVerify(in: "acme"), body.canonicalText))
        #expect(older.compactMap(\.chain).first?.breaks == [.init(kind: "rolled_back", seq: 5000)])
        _ = try await house.database.write {
            try $0.execute("UPDATE audit_log SET action = 'nothing' WHERE workspace IS NOT NULL AND seq = 1")
        }
        let changed = try lines(try await house.send(.post, Path.auditVerify(in: "acme")))
        let chain = try #require(changed.compactMap(\.chain).first)
        #expect(chain.breaks.first == .init(kind: "hash_mismatch", seq: 1))
        #expect(chain.verdict == "edited" && chain.firstBadRow == 1)
        #expect(changed.last?.summary?.breakCount == chain.breakCount)
    }

    @Test func `whoever may not read a log may not have it checked, and a workspace has one log`() async throws {
        let house = try await House()
        _ = try await house.workspace()
        let stranger = try await house.strangerToken()
        #expect(
            try await house.send(.post, Path.auditVerify(in: "acme"), headers: [.authorization: "Bearer \(stranger)"])
                .status == 404)
        #expect(
            try await house.send(.post, Path.auditVerify(in: nil), headers: [.authorization: "Bearer \(stranger)"])
                .status == 403)
        #expect(try await house.send(.post, Path.auditVerify(in: "acme"), #"{"all":true}"#).status == 422)
        #expect(try await house.send(.post, Path.auditVerify(in: nil), #"{"checkpoints":[1]}"#).status == 422)
    }
}
