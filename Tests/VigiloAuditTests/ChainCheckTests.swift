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
            log.start = ChainCheck.Start(hash: log.rows[archived - 1].hash, tree: log.tree(archived))
            log.rows.removeFirst(archived)
            let report = log.check()
            #expect(report.verdict == .intact)
            #expect(report.proven == UInt64(archived + 1)...12)
            log.start.hash = MerkleTree.emptyRoot
            #expect(log.check().breaks == [ChainBreak(.linkBroken, at: UInt64(archived + 1))])
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
