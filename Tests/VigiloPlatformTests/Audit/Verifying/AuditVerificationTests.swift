// The audit log of a real database, checked: at rest, at work, and after every tampering.

import Foundation
import Testing
import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

@Suite struct AuditVerificationTests {
    @Test func `a database that nobody touched is intact, by any number of readers`() async throws {
        let ledger = try await AuditLedger()
        for readers in 1...3 {
            let outcomes = try await ledger.outcomes(of: ledger.file, readers: readers)
            #expect(outcomes.map(\.report.verdict) == [.intact, .intact])
            #expect(outcomes.map(\.report.breaks) == [[], []])
            #expect(outcomes[1].report.rows == UInt64(ledger.rows) && outcomes[1].report.rows > 256)
            #expect(outcomes[1].report.proven == 1...UInt64(ledger.rows))
            #expect(outcomes[1].chain.workspace == "acme")
        }
        let unsigned = try await ledger.outcomes(of: ledger.file, hasKeys: false)
        #expect(unsigned.map(\.report.verdict) == [.cannotTell, .cannotTell])
        #expect(unsigned.map(\.hasKey) == [false, false])
        let files = try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path)
        #expect(files.allSatisfy { !$0.hasSuffix("-journal") })
    }

    @Test func `every tampering is found and named rightly, and the verifier in Python says the same`() async throws {
        let ledger = try await AuditLedger()
        var ours: [String: [ChainVerification]] = [:]
        for tampering in ledger.tamperings {
            let file = try await ledger.copy(tampering.edit)
            let outcomes = try await ledger.outcomes(of: file)
            ours[file] = outcomes
            let report = try #require(outcomes.first { $0.chain.name == ledger.workspace.name }).report
            let label: Comment =
                "\(tampering.name): \(report.verdict) \(report.breaks.prefix(5)) \(report.firstBadRow ?? 0)"
            #expect(report.breaks.contains { $0.kind == tampering.kind }, label)
            #expect(report.verdict == tampering.verdict, label)
            #expect(report.firstBadRow == tampering.firstBadRow, label)
            if let proven = report.proven, let bad = report.firstBadRow {
                #expect(proven.upperBound < max(bad, 1), label)
            }
        }
        let keys = [ledger.key.verifier, ledger.platformKey.verifier]
        PythonVerifier.expectAgreement(try await PythonVerifier.answers(Array(ours.keys), keys: keys), ours)
    }

    @Test func `any one byte of any column of any row that is changed is found`() async throws {
        let ledger = try await AuditLedger()
        let columns = AuditLedger.texts + ["hash", "prev_hash"]
        var ours: [String: [ChainVerification]] = [:]
        for number in 0..<240 {
            let row = Int64.random(in: 1...ledger.rows)
            let column = columns[number % columns.count]
            let change = UInt8(1 << Int.random(in: 0..<8))
            let chain = ledger.workspace.name
            let place = Double.random(in: 0..<1)
            let file = try await ledger.copy { transaction in
                let found = try transaction.first(
                    "SELECT CAST(\(column) AS BLOB) AS value FROM audit_log WHERE chain = $1 AND seq = $2",
                    .text(chain),
                    .integer(row))
                var bytes: [UInt8] = []
                if case .blob(let value)? = try found?.value("value") { bytes = value }
                if bytes.isEmpty { bytes = [0x78] } else { bytes[Int(place * Double(bytes.count))] ^= change }
                try transaction.execute(
                    "UPDATE audit_log SET \(column) = CAST($1 AS TEXT) WHERE chain = $2 AND seq = $3", .blob(bytes),
                    .text(chain), .integer(row))
            }
            let outcomes = try await ledger.outcomes(of: file)
            let report = try #require(outcomes.first { $0.chain.name == chain }).report
            #expect(
                report.breaks.first == ChainBreak(.hashMismatch, at: UInt64(row)), "\(column) of row \(row): \(report)")
            #expect(report.firstBadRow == UInt64(row) && report.verdict == .edited)
            if number < 40 {
                ours[file] = outcomes
            } else {
                try FileManager.default.removeItem(at: URL(filePath: file).deletingLastPathComponent())
            }
        }
        let keys = [ledger.key.verifier, ledger.platformKey.verifier]
        PythonVerifier.expectAgreement(try await PythonVerifier.answers(Array(ours.keys), keys: keys), ours)
    }

    @Test func `an old database is told by newer checkpoints, from the file beside it or from elsewhere`() async throws
    {
        let ledger = try await AuditLedger()
        let (chain, key, rows) = (ledger.workspace.name, ledger.key, ledger.rows)
        let newest = try await Self.newest(ledger)
        // As it was before the last ten rows.
        let old = try await ledger.copy { transaction in
            try Forger(chain: chain).cut(to: rows - 10, transaction)
            try transaction.execute("DELETE FROM audit_checkpoint WHERE size > 200")
        }
        #expect(try await ledger.report(of: old).verdict == .unanchoredTail)
        let elsewhere = try await ledger.report(of: old, against: [newest])
        #expect(elsewhere.breaks == [ChainBreak(.rolledBack, at: UInt64(rows))])
        #expect(elsewhere.verdict == .truncated)
        // A crash cut the last one off, and there is one of another log.
        let stranger = try Checkpoint(origin: "example.com/log", size: 1, root: MerkleTree.emptyRoot)
        let other = try stranger.signed(by: SignerKey(generating: .ed25519, name: "example.com/log")).note.fullText
        let file = URL(filePath: old).deletingLastPathComponent().appending(path: AuditEvidence.fileName)
        try Data([newest, other, String(newest.prefix(60))].joined(separator: "\n").utf8).write(to: file)
        let beside = try await ledger.outcomes(of: old)
        #expect(beside.last?.report.breaks == elsewhere.breaks)
        PythonVerifier.expectAgreement(
            try await PythonVerifier.answers([old], keys: [key.verifier, ledger.platformKey.verifier]), [old: beside])
    }

    private static func newest(_ ledger: AuditLedger) async throws -> String {
        let database = try Database.openToRead(at: ledger.file)
        defer { try? database.close() }
        let (chain, key, rows) = (ledger.workspace.name, ledger.key, ledger.rows)
        return try await database.read { try AuditLedger.checkpoint(chain, at: rows, with: key, $0) }
    }

    @Test func `a log that grows while it is checked has the same verdict`() async throws {
        let house = try await House()
        try await house.workspace()
        for number in 0..<30 {
            try await house.platform.audit.record(
                (0..<300).map {
                    PlatformAuditEntry(action: "plugin.load", targetType: "plugin", targetID: "p\(number)-\($0)")
                })
        }
        let (chains, verification) = try await house.platform.audit.verification(of: .all, by: house.admin)
        #expect(chains.map(\.workspace) == [nil, "acme"])
        let total = try await house.count("audit_log WHERE chain = 'platform'")
        let platform = house.platform
        let outcome = try await verification.verify(chains[0]) { _, total in
            try await platform.audit.record([
                PlatformAuditEntry(action: "plugin.load", targetType: "plugin", targetID: "x")
            ])
        }
        #expect(outcome.report.breaks == [] && outcome.report.verdict == .cannotTell)
        #expect(outcome.report.rows == UInt64(total))
        #expect(try await house.count("audit_log WHERE chain = 'platform'") > total)
    }

    @Test func `a copy with a write-ahead log beside it is read with it`() async throws {
        let house = try await House()
        try await house.platform.audit.record(
            (0..<50).map { PlatformAuditEntry(action: "plugin.load", targetType: "plugin", targetID: "p\($0)") })
        let total = try await house.count("audit_log")
        let copy = try Database.openToRead(at: house.file)
        defer { try? copy.close() }
        let verification = AuditVerification(of: copy, evidence: AuditEvidence())
        let outcome = try await verification.verify(try #require(try await verification.chains().first))
        #expect(outcome.report.rows == UInt64(total) && outcome.report.breaks == [])
        await #expect(throws: (any Error).self) { try await copy.write { try $0.execute("DELETE FROM audit_log") } }
    }

    @Test func `whoever may not read a log may not have it checked`() async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        let viewer = try await house.person("vic", .viewer, in: workspace)
        for extent in [Audit.Extent.platform, .all] {
            #expect(
                await refusal { _ = try await house.platform.audit.verification(of: extent, by: viewer) }?.code
                    == "forbidden")
        }
        let stranger = try await house.person("sam")
        #expect(
            await refusal { _ = try await house.platform.audit.verification(of: .workspace("acme"), by: stranger) }?
                .kind
                == .notFound)
    }
}
