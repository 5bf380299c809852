// The platform's rows and those of the module that verifies: the same bytes, the same hashes.

import Testing
import VigiloAudit

@testable import VigiloPlatform

@Suite struct AuditBytesTests {
    @Test func `the platform and the verifier hash the same bytes`() throws {
        let texts: [String?] = [nil, "", "x", #"{"note":"Grüße"}"#, "e\u{301}\u{0}\n🜁"]
        for workspace in [nil, "0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b"] as [String?] {
            let chain = AuditChain(workspaceID: workspace)
            #expect(AuditChainName(chain.name).genesis.bytes == chain.genesis)
            for (number, text) in texts.enumerated() {
                for other in texts {
                    let ours = AuditRow(
                        seq: UInt64.max >> UInt64(number), createdAt: Timestamp(microseconds: Int64(-number)),
                        id: other ?? "", workspaceID: workspace, action: text ?? "", targetType: other ?? "",
                        targetID: text ?? "", actor: other, oldValue: text, newValue: other, metadata: text)
                    let previous = try #require(Hash(chain.genesis))
                    let theirs = LoggedRow(
                        seq: ours.seq, createdAtMicroseconds: ours.createdAt.microseconds, id: ours.id,
                        workspace: ours.workspaceID, action: ours.action, targetType: ours.targetType,
                        targetID: ours.targetID, actor: ours.actor, oldValue: ours.oldValue, newValue: ours.newValue,
                        metadata: ours.metadata, previousHash: previous, hash: previous)
                    #expect(theirs.hashedBytes.bytes == ours.hashedBytes(after: chain.genesis))
                    #expect(theirs.hashedBytes.hash.bytes == ours.hash(after: chain.genesis))
                }
            }
        }
    }
}
