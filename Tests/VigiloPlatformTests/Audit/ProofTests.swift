// Proofs that callers get.

import Foundation
import Testing
import VigiloAudit
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

struct ProofTests {
    @Test func `rows are proven, and sizes consistent, across the borders of tiles and after more rows`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            let admin = try await opened.admin()
            let audit = opened.platform.audit
            let key = try await audit.verifierKey(nil, by: admin)
            var signed: [SignedCheckpoint] = []
            for size in [5, 6, 7, 255, 256, 257, 511, 512, 513, 700, 1025] as [UInt64] {
                let now = try await opened.database.read { try AuditChain.platform.size($0) }
                try await opened.append(Int(size) - Int(now))
                signed.append(try await opened.seal())
                #expect(signed.last?.checkpoint.size == size)
                for row in [1, size / 2, size - 1, size, .random(in: 1...size)] where row > 0 {
                    let proof = try await audit.proof(of: "\(row)", in: nil, by: admin)
                    #expect(try proof.verifiedRow(keys: [key]).row.seq == row)
                }
                for old in signed {
                    let report = try await audit.checkpoint(consistentFrom: old.checkpoint.size, in: nil, by: admin)
                    let new = report.checkpoint.checkpoint
                    #expect(
                        MerkleTree.isConsistent(
                            from: old.checkpoint.size, old.checkpoint.root, to: new.size, new.root,
                            proof: try #require(report.consistency)))
                }
            }
            for (old, new) in zip(signed, signed.dropFirst()) {
                let proof = try await audit.consistency(
                    from: old.checkpoint.size, to: new.checkpoint.size, in: nil, by: admin)
                #expect(
                    MerkleTree.isConsistent(
                        from: old.checkpoint.size, old.checkpoint.root, to: new.checkpoint.size, new.checkpoint.root,
                        proof: proof))
            }
        }
    }

    @Test func `rows are proven beyond the second level of tiles`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            let admin = try await opened.admin()
            let key = try await opened.platform.audit.verifierKey(nil, by: admin)
            try await opened.append(65_530)
            var old: SignedCheckpoint?
            for _ in 0..<8 {
                let new = try await opened.seal()
                if let old {
                    let report = try await opened.platform.audit.checkpoint(
                        consistentFrom: old.checkpoint.size, in: nil, by: admin)
                    #expect(
                        MerkleTree.isConsistent(
                            from: old.checkpoint.size, old.checkpoint.root, to: new.checkpoint.size,
                            new.checkpoint.root, proof: report.consistency ?? []))
                }
                for row in [1, 256, 257, 65_280, new.checkpoint.size] {
                    let proof = try await opened.platform.audit.proof(of: "\(row)", in: nil, by: admin)
                    #expect(try proof.verifiedRow(keys: [key]).row.seq == row)
                }
                old = new
                try await opened.append(1)
            }
        }
    }

    @Test func `a row after the last checkpoint is signed first, and an id is as good as a number`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            let admin = try await opened.admin()
            _ = try await opened.seal()
            try await opened.append(1)
            let id = try await opened.database.read {
                try $0.first("SELECT id FROM audit_log WHERE chain = 'platform' ORDER BY seq DESC LIMIT 1")?.text("id")
            }
            let proof = try await opened.platform.audit.proof(of: try #require(id), in: nil, by: admin)
            #expect(proof.checkpoint.checkpoint.size == proof.index + 1)
        }
    }

    @Test func `an archived row's proof is refused with the file that has the row`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            let admin = try await opened.admin()
            try await opened.append(5)
            try await opened.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO audit_archive (chain, last_seq, first_seq, file, sha256, bytes, older_than, created_at, removed_through)
                    VALUES ('platform', 3, 1, 'platform-1-3.jsonl', 's', 1, 1, 1, 0)
                    """)
                try transaction.execute(
                    "INSERT INTO audit_start (chain, seq, hash, tree) VALUES ('platform', 3, 'x', $1)", .blob([]))
            }
            let error = await #expect(throws: PlatformError.self) {
                try await opened.platform.audit.proof(of: "2", in: nil, by: admin)
            }
            #expect(error?.code == "audit_row_archived" && error?.sentence.contains("platform-1-3.jsonl") == true)
            _ = try await opened.platform.audit.proof(of: "4", in: nil, by: admin)
        }
    }

    @Test func `the log of a workspace is for its members, its rows for those who may read them`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            let admin = try await opened.admin()
            let audit = opened.platform.audit
            let workspace = try await opened.platform.workspaces.create(
                slug: "acme", name: "Acme", region: "eu", settings: nil, by: admin)
            func person(_ name: String, _ role: Role?) async throws -> Caller {
                let secret = try await opened.database.write { transaction in
                    let now = Timestamp.now()
                    let id = try Users.register(
                        try EmailAddress("\(name)@example.com"), isPlatformAdmin: false, by: .system, at: now,
                        transaction)
                    if let role {
                        try Members.add(id, as: Standing(role), to: workspace.id, by: .system, at: now, transaction)
                    }
                    return try Tokens.issue(named: "t", to: id, expiresAt: nil, by: .system, at: now, transaction)
                }
                return try await opened.platform.tokens.authenticate(secret.text)
            }
            let viewer = try await person("viewer", .viewer)
            let stranger = try await person("stranger", nil)
            try await opened.append(1, to: .workspace(workspace.id))
            _ = try await opened.seal()
            #expect(try await audit.sealNow("acme", by: admin).unanchoredRows == 0)
            #expect(try await audit.checkpoint(in: "acme", by: viewer).inconsistency == nil)
            #expect(try await audit.checkpoint(in: nil, by: stranger).key.name.hasSuffix("/platform"))
            await #expect(throws: PlatformError.self) { try await audit.checkpoint(in: "acme", by: stranger) }
            await #expect(throws: PlatformError.self) { try await audit.proof(of: "1", in: nil, by: viewer) }
            await #expect(throws: PlatformError.self) { try await audit.sealNow(nil, by: viewer) }
        }
    }
}
