// What is signed of the audit log, and what is refused.

import Foundation
import Synchronization
import Testing
import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

struct SigningTests {
    @Test func `a checkpoint is of all rows, in the file and in the database, and signed by the chain's own key`()
        async throws
    {
        let house = try await SigningHouse()
        try await house.open { opened in
            try await opened.append(300)
            let checkpoint = try await opened.seal()
            #expect(checkpoint.checkpoint.size == UInt64(try await opened.size()))
            let (head, key, stored) = try await opened.database.read { transaction in
                (
                    try AuditHead.find(.platform, transaction),
                    try opened.signer.verifierKey(of: .platform, transaction),
                    try AuditChain.platform.lastCheckpoint(transaction)
                )
            }
            #expect(checkpoint.checkpoint.root == head?.tree.root)
            #expect(key.name == checkpoint.checkpoint.origin && key.name.hasSuffix("/platform"))
            #expect(try checkpoint.note.verified(by: [key]).count == 1)
            #expect(stored == checkpoint)
            #expect(try house.checkpoints() == CheckpointFile.entry(checkpoint))
        }
    }

    @Test func `nothing is signed twice, and what was signed continues over restarts`() async throws {
        let house = try await SigningHouse()
        let first = try await house.open { opened in
            let first = try await opened.seal()
            #expect(try await opened.seal() == first)
            return first
        }
        try await house.open { opened in
            #expect(try await opened.seal() == first)
            try await opened.append(1)
            #expect(try await opened.seal().checkpoint.size == first.checkpoint.size + 1)
        }
        #expect(CheckpointFile.notes(in: try house.checkpoints()).count == 2)
    }

    @Test func `a database that was rolled back is found out, and nothing more is signed of it`() async throws {
        let house = try await SigningHouse()
        try await house.open { _ = try await $0.seal() }
        let backup = try house.backUp()
        try await house.open { opened in
            try await opened.append(5)
            _ = try await opened.seal()
        }
        try house.restore(backup)
        let before = try house.checkpoints()
        try await house.open { opened in
            #expect(await opened.refusal() == .rolledBack)
            // Rows beyond the last checkpoint make it no better.
            try await opened.append(20)
            #expect(await opened.refusal() == .rolledBack)
            #expect(opened.told.inconsistencies.withLock { $0.count } == 1)
            #expect(try await opened.platform.audit.anchoring(for: opened.admin())?.inconsistencies.count == 1)
        }
        try await house.open { #expect(await $0.refusal() == .rewritten) }
        #expect(try house.checkpoints() == before)
    }

    @Test func `a row that was changed in the open tile is found out`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            try await opened.append(9)
            _ = try await opened.seal()
            _ = try await opened.database.write { transaction in
                try transaction.execute(
                    "UPDATE audit_log SET new_value = '{}' WHERE chain = 'platform' AND seq = $1", .integer(9))
            }
            try await opened.append(1)
            #expect(await opened.refusal() == .rewritten)
        }
    }

    @Test func `a head that was replaced is found out`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            try await opened.append(6)
            _ = try await opened.seal()
            var tree = CompactRange()
            for byte in 0..<7 as Range<UInt8> { tree.append(MerkleTree.leafHash([byte])) }
            let bytes = tree.bytes
            _ = try await opened.database.write { transaction in
                try transaction.execute("UPDATE audit_head SET tree = $1 WHERE chain = 'platform'", .blob(bytes))
            }
            #expect(await opened.refusal() == .rewritten)
        }
    }

    @Test func `another key is found out, and so is a signature that was changed in the file`() async throws {
        let house = try await SigningHouse()
        try await house.open { _ = try await $0.seal() }
        house.replaceKey()
        try await house.open { #expect(await $0.refusal() == .keyChanged) }
        // With the file out of the way the new key begins anew.
        try FileManager.default.removeItem(atPath: house.checkpointsFile)
        try await house.open { opened in
            let key = try await opened.database.read { try opened.signer.verifierKey(of: .platform, $0) }
            #expect(try await opened.seal().note.verified(by: [key]).count == 1)
        }

        let other = try await SigningHouse()
        try await other.open { _ = try await $0.seal() }
        var lines = try other.checkpoints().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[1] = "2"
        try lines.joined(separator: "\n").write(toFile: other.checkpointsFile, atomically: false, encoding: .utf8)
        try await other.open { #expect(await $0.refusal() == .checkpointsDamaged) }
    }

    @Test(arguments: [1, 20, 60, 100, 150])
    func `a last entry that a crash cut off is recognised, and the file goes on`(cut: Int) async throws {
        let house = try await SigningHouse()
        try await house.open { _ = try await $0.seal() }
        let whole = try house.checkpoints()
        let part = String(decoding: whole.utf8.prefix(cut), as: UTF8.self)
        try (whole + part).write(toFile: house.checkpointsFile, atomically: false, encoding: .utf8)
        try await house.open { opened in
            try await opened.append(1)
            let next = try await opened.seal()
            #expect(opened.told.tornFiles.load(ordering: .relaxed) == 1)
            #expect(try house.checkpoints() == whole + CheckpointFile.entry(next))
        }
    }

    @Test func `what a crash left in the file alone is stored, and not signed again`() async throws {
        let house = try await SigningHouse()
        let first = try await house.open { opened in
            let first = try await opened.seal()
            _ = try await opened.database.write { try $0.execute("DELETE FROM audit_checkpoint") }
            return first
        }
        try await house.open { opened in
            let (again, stored) = (try await opened.seal(), try await opened.stored())
            #expect(again == first && stored == first)
        }
        #expect(try house.checkpoints() == CheckpointFile.entry(first))
    }

    @Test func `where the file cannot be written, nothing is stored`() async throws {
        let house = try await SigningHouse()
        try FileManager.default.createDirectory(atPath: house.checkpointsFile, withIntermediateDirectories: false)
        try await house.open { opened in
            await #expect(throws: PlatformError.self) { try await opened.seal() }
            let stored = try await opened.stored()
            #expect(stored == nil)
        }
    }

    @Test func `a chain is due after 256 rows, or ten seconds after its first`() {
        var schedule = SealingSchedule()
        func add(_ rows: Int64, _ chain: String, at seconds: Int) -> Bool {
            schedule.add(rows, to: chain, at: .seconds(seconds))
        }
        func due(at seconds: Int) -> [String] { schedule.takeDue(at: .seconds(seconds)) }
        #expect(add(1, "a", at: 1))
        #expect(!add(254, "a", at: 2))
        #expect(due(at: 10).isEmpty && schedule.next == .seconds(11))
        #expect(add(1, "a", at: 3))
        #expect(due(at: 3) == ["a"])
        #expect(add(1, "b", at: 20) && due(at: 29).isEmpty)
        #expect(due(at: 30) == ["b"] && schedule.next == nil)
    }

    @Test func `rows wake whoever seals, and one sleep at a time is asked for`() async throws {
        let house = try await SigningHouse()
        try await house.open { opened in
            let clock = Mutex(Duration.zero)
            let sealing = AuditSealing(signer: opened.signer) { clock.withLock { $0 } }
            _ = await sealing.sealAll()
            var wakes = sealing.wakes.makeAsyncIterator()
            try await opened.append(3)
            _ = await wakes.next()
            #expect(await sealing.sealDue().isEmpty)
            #expect(sealing.takeTimer() == .seconds(10) && sealing.takeTimer() == nil)
            clock.withLock { $0 = .seconds(10) }
            sealing.wake()
            _ = await wakes.next()
            let size = UInt64(try await opened.size())
            #expect(try await sealing.sealDue().first?.outcome.get().checkpoint.size == size)
            try await opened.append(256)
            _ = await wakes.next()
            #expect(try await sealing.sealDue().first?.outcome.get().checkpoint.size == size + 256)
        }
    }
}
