// Tampering: none is missed, and each is named rightly.

import Testing

@testable import VigiloAudit

@Suite struct ChainCheckTests {
    @Test func `a log that nobody touched is intact, or says how much of it nobody vouches for`() throws {
        var random = Seeded(state: 1)
        for count in 1...20 {
            var log = try SmallLog(rows: count, signedAt: [], &random)
            #expect(log.check().verdict == .cannotTell)
            log.checkpoints = [try log.checkpoint(at: count)]
            let whole = log.check()
            #expect(whole.verdict == .intact && whole.breaks.isEmpty)
            #expect(whole.proven == 1...UInt64(count))
            log.checkpoints = [try log.checkpoint(at: count / 2)]
            let partly = log.check()
            #expect(partly.verdict == .unanchoredTail && partly.breaks.isEmpty)
            #expect(partly.unanchoredRows == UInt64(count - count / 2))
        }
    }

    @Test(arguments: 0..<24)
    func `of 10,000 random edits none is missed and each is named rightly`(seed: Int) throws {
        var random = Seeded(state: UInt64(seed) + 2026)
        for round in 0..<18 {
            let count = Int.random(in: 3...10, using: &random)
            let sizes = (0..<2).map { _ in Int.random(in: 0...count, using: &random) } + [count]
            let log = try SmallLog(rows: count, signedAt: sizes.shuffled(using: &random), &random)
            for tampering in Tampering.allCases {
                var tampered = log
                let expected = try tampering.apply(to: &tampered, &random)
                let report = tampered.check()
                let label: Comment = "seed \(seed), round \(round), \(tampering), \(count) rows signed at \(sizes)"
                #expect(report.verdict == expected.verdict, label)
                #expect(report.firstBadRow == expected.firstBadRow, label)
                #expect(report.breaks.starts(with: expected.breaks), "\(label) \(report.breaks)")
                if let proven = report.proven, let bad = report.firstBadRow { #expect(proven.upperBound < bad, label) }
            }
        }
    }

    @Test func `a chain whose beginning was archived is checked from there on`() throws {
        var random = Seeded(state: 7)
        for archived in 1..<12 {
            var log = try SmallLog(rows: 12, signedAt: [3, archived, 12], &random)
            try log.tell(of: archived, in: 11)
            log.archive(archived)
            let report = log.check()
            #expect(report.verdict == .intact, "\(archived) \(report.breaks)")
            #expect(report.proven == UInt64(archived + 1)...12)
            log.start.hash = MerkleTree.emptyRoot
            #expect(log.check().breaks.contains(ChainBreak(.linkBroken, at: UInt64(archived + 1))))
        }
    }

    @Test
    func `rows that were cut off at the start are missing, unless a row of the log tells of exactly that archive`()
        throws
    {
        var random = Seeded(state: 17)
        let gap = [ChainBreak(.sequenceGap, at: 1)]
        var log = try SmallLog(rows: 12, signedAt: [12], &random)
        var cut = log
        cut.archive(5)
        #expect(cut.check().breaks == gap)
        #expect(cut.check().verdict == .edited && cut.check().firstBadRow == 1 && cut.check().proven == nil)
        try log.tell(of: 4, in: 9)
        cut = log
        cut.archive(5)
        #expect(cut.check().breaks == gap)
        cut = log
        cut.archive(4)
        #expect(cut.check().verdict == .intact)
        // A row that tells of another chain, or whose hash is wrong, is not heard.
        cut.rows[5].targetID = "another"
        #expect(cut.check().breaks.contains(gap[0]))
    }

    @Test func `a row of which a column is of another type is wrong, whatever its hash`() throws {
        var random = Seeded(state: 18)
        let log = try SmallLog(rows: 6, signedAt: [6], &random)
        for wrong in 0..<7 {
            var check = ChainCheck(origin: log.key.verifier.name, keys: [log.key.verifier], start: log.start)
            for (index, row) in log.rows.enumerated() {
                let packed = [9] + PackedRow.prefix.prefix(1) + row.hashedBytes.bytes + row.hash.bytes + [9]
                check.add(RowDigest(packed: packed, 1..<packed.count - 1, isWellFormed: index != wrong))
            }
            let breaks = wrong < 6 ? [ChainBreak(.hashMismatch, at: UInt64(wrong + 1))] : []
            #expect(check.report(head: log.head).breaks == breaks)
        }
    }

    @Test func `a stored tree that is not the rows' is told where it begins to differ`() throws {
        var random = Seeded(state: 19)
        let log = try SmallLog(rows: 600, signedAt: [], &random)
        let node = TreeNode(level: 8, index: 1)
        for isRight in [true, false] {
            var check = ChainCheck(origin: log.key.verifier.name, keys: [], start: log.start)
            check.expect(
                node,
                isRight ? MerkleTree.nodes(ofLeafHashes: log.rows.map(\.hashedBytes.leafHash))(node) : log.start.hash)
            var buffer = RowBytes()
            for row in log.rows { check.add(row, &buffer) }
            #expect(check.report(head: log.head).breaks == (isRight ? [] : [ChainBreak(.rootMismatch, at: 512)]))
        }
    }

    @Test func `of very many breaks a thousand are listed and all are counted`() throws {
        var random = Seeded(state: 8)
        var log = try SmallLog(rows: 1500, signedAt: [], &random)
        for index in log.rows.indices { log.rows[index].action = "nothing" }
        let report = log.check()
        #expect(report.breaks.count == ChainCheck.mostBreaks)
        #expect(report.breakCount == 1501)
    }

    @Test func `hostile numbers never trap`() throws {
        var random = Seeded(state: 9)
        for number in [0, .max, .max - 1, 1 << 63] as [UInt64] {
            for place in 0..<3 {
                var log = try SmallLog(rows: 3, signedAt: [3], &random)
                log.rows[place].seq = number
                log.rows[place].hash = log.rows[place].hashedBytes.hash
                #expect(log.check().verdict == .edited)
                #expect(log.check(head: .record(seq: number, hash: log.start.hash, root: nil)).verdict == .edited)
            }
        }
    }
}
