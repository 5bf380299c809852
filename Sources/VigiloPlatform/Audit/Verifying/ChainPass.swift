// One pass over a chain: rounds are read side by side, and checked in their order.

import VigiloAudit
import VigiloStore

struct ChainPass: Sendable {
    private let chain: VerifiableChain
    private let verification: AuditVerification
    private let snapshot: ChainSnapshot
    private var check: ChainCheck
    let keys: [VerifierKey]

    var start: ChainCheck.Start { snapshot.start }

    /// - Parameter kept: the notes of the file beside the database, read before now.
    init(_ chain: VerifiableChain, in verification: AuditVerification, kept: [String]) async throws {
        self.chain = chain
        self.verification = verification
        let snapshot = try await verification.database.read { try ChainSnapshot(of: chain.name, $0) }
        self.snapshot = snapshot
        keys = verification.evidence.keys(chain.origin)
        check = ChainCheck(origin: chain.origin, keys: keys, start: snapshot.start)
        try await addCheckpoints(kept: kept)
    }

    /// Reads and checks all rows.
    mutating func run(_ progress: (_ rows: UInt64, _ of: UInt64) async throws -> Void) async throws -> ChainReport {
        let first = Int64(clamping: snapshot.start.tree.size)
        let total = UInt64(max(snapshot.last - first, 0))
        let rounds = Rounds(first: first, last: snapshot.last)
        try await withThrowingTaskGroup(of: (number: Int, round: RowRound).self) { group in
            var (next, due, reading, ready) = (0, 0, 0, [Int: RowRound]())
            // Rounds that wait for an earlier one are bounded as well as those that are being read.
            while due < rounds.count {
                while reading < verification.readers, next < min(rounds.count, due + 2 * verification.readers) {
                    add(next, of: rounds, to: &group)
                    next += 1
                    reading += 1
                }
                guard let (number, round) = try await group.next() else { break }
                reading -= 1
                if number >= due { ready[number] = round }
                while let round = ready.removeValue(forKey: due) {
                    check(round)
                    due = round.digests.isEmpty ? try await rounds.number(after: due, chain, in: verification) : due + 1
                    next = max(next, due)
                    ready = ready.filter { $0.key >= due }
                    try await progress(min(UInt64(due) * UInt64(RowRound.rows), total), total)
                }
            }
        }
        if snapshot.endsOddly { check.addRowWithoutNumber() }
        return check.report(head: snapshot.head)
    }

    private func add(
        _ number: Int, of rounds: Rounds, to group: inout ThrowingTaskGroup<(number: Int, round: RowRound), any Error>
    ) {
        let (after, last) = rounds[number]
        group.addTask { [chain, verification, start] in
            (
                number,
                try await verification.database.read {
                    try RowRound(of: chain.name, after: after, to: last, start: start, $0)
                }
            )
        }
    }

    private mutating func check(_ round: RowRound) {
        for (node, hash) in round.nodes { check.expect(node, hash) }
        for digest in round.digests { check.add(digest) }
    }
}

/// The rounds of a pass.
private struct Rounds {
    let first: Int64
    let last: Int64

    var count: Int {
        last <= first && first > 0
            ? 0 : Int(max(last, 1) - 1 - first / RowRound.rows * RowRound.rows) / Int(RowRound.rows) + 1
    }

    /// All but the first begin where a tile does. The first one of a chain of which nothing was archived has every row that
    /// stands before row 1, too.
    subscript(number: Int) -> (after: Int64?, to: Int64) {
        let begin = first / RowRound.rows * RowRound.rows + Int64(number) * RowRound.rows
        let after: Int64? = number > 0 ? begin : first > 0 ? first : nil
        return (after, last - begin > RowRound.rows ? begin + RowRound.rows : last)
    }

    /// The next round that has rows: somebody may have given a row a number far beyond all others.
    func number(after number: Int, _ chain: VerifiableChain, in verification: AuditVerification) async throws -> Int {
        let (name, end) = (chain.name, self[number].to)
        let row = try await verification.database.read { transaction in
            try transaction.first(
                "SELECT seq FROM audit_log WHERE chain = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT 1",
                .text(name), .integer(end), .integer(.max))
        }
        guard let row else { return count }
        let seq: Int64
        switch try row.value("seq") {
        case .integer(let integer): seq = integer
        case .real(let real): seq = Int64(real.rounded(.up))
        default: return count
        }
        return seq > last ? count : Int((seq - 1 - first / RowRound.rows * RowRound.rows) / RowRound.rows)
    }
}

// Checkpoints, before any row.
extension ChainPass {
    /// Checkpoints in one transaction.
    private static let checkpointsTogether = 1000

    private mutating func addCheckpoints(kept: [String]) async throws {
        var known: Set<String> = []
        var size = Int64(clamping: snapshot.start.tree.size) - 1
        let (name, last) = (chain.name, snapshot.lastCheckpoint)
        while true {
            let after = size
            let rows = try await verification.database.read { transaction in
                try transaction.rows(
                    """
                    SELECT size, note FROM audit_checkpoint WHERE chain = $1 AND size > $2 AND size <= $3
                    ORDER BY size LIMIT \(Self.checkpointsTogether)
                    """, .text(name), .integer(after), .integer(last))
            }
            for row in rows {
                guard case .text(let note) = try row.value("note"), case .integer(let number) = try row.value("size")
                else {
                    check.add(checkpoint: "", keptAs: nil)
                    continue
                }
                size = number
                known.insert(note)
                check.add(checkpoint: note, keptAs: number)
            }
            if rows.count < Self.checkpointsTogether || size == after { break }
        }
        for note in kept + verification.evidence.against where known.insert(note).inserted {
            if !CheckpointFile.isOfAnother(note, than: chain.origin) { check.add(checkpoint: note) }
        }
    }
}
