// An archive, interrupted: at every step a copy of the files is what a crash would leave.

import Foundation
import Synchronization
import Testing
import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

@Suite struct ArchiveInterruptionTests {
    private let house: House
    private let acme: Workspace
    private let log: ArchiveHouse

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
        log = ArchiveHouse(house, .workspace(acme.id))
    }

    @Test(arguments: ArchiveStep.allCases)
    func `after a crash at any step nothing is lost, and the archive has happened or not`(step: ArchiveStep)
        async throws
    {
        try await log.append(4_500)
        let cut = Timestamp.now()
        try await log.append(10)
        let before = try await log.rows()
        var log = log
        let copy = log
        let holder = CopyHolder()
        log.archives.onStep = { reached in
            if reached == step { try holder.keepFirst { try copy.copy() } }
        }
        let archive = try #require(try await log.archives.make(before: cut, of: log.chain, by: .system))
        try await log.archives.removeArchivedRows()
        let other = try #require(holder.copy)
        let hasHappened = [.entered, .removedRound].contains(step)

        // What is seen at once.
        let chain = log.chain
        let start = try await other.database.read { try AuditStart.seq(chain, $0) }
        #expect(start == (hasHappened ? archive.lastSeq : 0))
        try await other.verify()
        let all = try await other.everyRow()
        #expect(all.prefix(before.count) == before[...])

        // And after the next start.
        try await other.archives.removeDrafts()
        try await other.archives.removeArchivedRows()
        #expect(!other.files.contains { $0.hasSuffix(".draft") })
        if !hasHappened {
            #expect(try await other.rows() == before)
            #expect(try await other.archives.make(before: cut, of: chain, by: .system)?.lastSeq == archive.lastSeq)
            try await other.archives.removeArchivedRows()
        }
        #expect(try await other.rows().first?.seq == UInt64(archive.lastSeq + 1))
        #expect(try await other.everyRow().prefix(before.count) == before[...])
        #expect(other.files == ["1-\(archive.lastSeq).jsonl"])
        try await other.append(300)
        try await other.verify()
        try other.remove()
    }

    @Test(arguments: [ArchiveStep.signed, .written, .checked])
    func `a failure takes the draft with it and removes no row`(step: ArchiveStep) async throws {
        struct Failed: Error {}
        try await log.append(600)
        var log = log
        log.archives.onStep = { if $0 == step { throw Failed() } }
        await #expect(throws: Failed.self) {
            _ = try await log.archives.make(before: .now(), of: log.chain, by: .system)
        }
        #expect(log.files == [])
        #expect(try await log.rows().count == 601)
        log.archives.onStep = { _ in }
        #expect(try await log.archives.make(before: .now(), of: log.chain, by: .system)?.lastSeq == 601)
    }

    @Test func `of two archives of one log at the same time one is refused`() async throws {
        try await log.append(10)
        var log = log
        let second = log
        log.archives.onStep = { reached in
            guard reached == .written else { return }
            let refused = await refusal {
                _ = try await second.archives.make(before: .now(), of: second.chain, by: .system)
            }
            #expect(refused?.code == "archive_under_way")
        }
        #expect(try await log.archives.make(before: .now(), of: log.chain, by: .system)?.lastSeq == 11)
        try await log.archives.removeArchivedRows()
        #expect(try await log.everyRow().count == 12)
        try await log.verify()
    }

    @Test func `new rows are appended while old ones are archived and removed`() async throws {
        try await log.append(3_000)
        let cut = Timestamp.now()
        let log = log
        let writing = Task {
            var count = 0
            while !Task.isCancelled {
                // Called off before it began, it is not made.
                do { try await log.append(3) } catch is CancellationError { break }
                count += 3
            }
            return count
        }
        let archive = try #require(try await log.archives.make(before: cut, of: log.chain, by: .system))
        try await log.archives.removeArchivedRows()
        writing.cancel()
        let written = try await writing.value
        #expect(archive.lastSeq == 3_001)
        #expect(try await log.everyRow().map(\.seq) == Array(1...UInt64(3_002 + written)))
        try await log.verify()
    }
}

/// A copy that is made once.
private final class CopyHolder: Sendable {
    private let held = Mutex<ArchiveHouse?>(nil)

    var copy: ArchiveHouse? { held.withLock { $0 } }

    func keepFirst(_ make: () throws -> ArchiveHouse) throws {
        if copy != nil { return }
        let made = try make()
        held.withLock { $0 = made }
    }
}
