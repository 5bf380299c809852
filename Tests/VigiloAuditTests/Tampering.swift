// Every way to tamper with a small log that we could think of, and what a check must say to each.

@testable import VigiloAudit

/// What a check must say.
struct Expected {
    var breaks: [ChainBreak]
    var firstBadRow: UInt64?
    var verdict: ChainVerdict
}

enum Tampering: CaseIterable {
    case text, time, storedHash, link, number
    case removed, removedAtStart, cut, swapped, doubled, inserted
    case rechained, lastRehashed, cutWithHead
    case headHash, headRoot, headBehind, headAhead, headGone
    case strangersCheckpoint, changedSignature, sizeLie, otherOrigin, splitView

    /// Tampers with a log of at least three rows that is signed at its end.
    func apply(to log: inout SmallLog, _ random: inout Seeded) throws -> Expected {
        let count = log.rows.count
        let place = Int.random(in: 0..<count, using: &random)
        let seq = UInt64(place + 1)
        let end = UInt64(count)
        // The first checkpoint that covers the place.
        let covering =
            try log.checkpoints.map { try SignedCheckpoint(parsing: $0).checkpoint.size }
            .filter { $0 >= seq }.min() ?? end
        let roots = ChainBreak(.rootMismatch, at: covering)
        let edited = { (kinds: [ChainBreak.Kind]) in
            Expected(breaks: kinds.map { ChainBreak($0, at: seq) }, firstBadRow: seq, verdict: .edited)
        }
        switch self {
        case .text:
            Self.changeText(&log.rows[place], &random)
            var expected = edited([.hashMismatch])
            expected.breaks.append(roots)
            return expected
        case .time:
            log.rows[place].createdAtMicroseconds ^= 1 << Int64.random(in: 0..<63, using: &random)
            var expected = edited([.hashMismatch])
            expected.breaks.append(roots)
            return expected
        case .storedHash:
            log.rows[place].hash = Self.changed(log.rows[place].hash, &random)
            return edited([.hashMismatch])
        case .link:
            log.rows[place].previousHash = Self.changed(log.rows[place].previousHash, &random)
            var expected = edited([.hashMismatch, .linkBroken])
            expected.breaks.append(roots)
            return expected
        case .number:
            let number = UInt64.random(in: 0...40, using: &random)
            let wrong = number == seq ? seq + 1 : number
            log.rows[place].seq = wrong
            var breaks = [ChainBreak(.sequenceGap, at: wrong), ChainBreak(.hashMismatch, at: wrong)]
            if place + 1 < count { breaks.append(ChainBreak(.sequenceGap, at: seq + 1)) }
            return Expected(breaks: breaks, firstBadRow: min(seq, wrong), verdict: .edited)
        case .removed:
            let place = min(place, count - 2)
            log.rows.remove(at: place)
            let missing = UInt64(place + 1)
            return Expected(
                breaks: [ChainBreak(.sequenceGap, at: missing + 1)], firstBadRow: missing, verdict: .edited)
        case .removedAtStart:
            let missing = min(place + 1, count - 1)
            log.rows.removeFirst(missing)
            return Expected(
                breaks: [ChainBreak(.sequenceGap, at: UInt64(missing + 1))], firstBadRow: 1, verdict: .edited)
        case .cut:
            log.rows.removeLast(count - place)
            return Expected(breaks: [ChainBreak(.truncated, at: seq)], firstBadRow: seq, verdict: .truncated)
        case .swapped:
            let place = min(place, count - 2)
            log.rows.swapAt(place, place + 1)
            let first = UInt64(place + 1)
            return Expected(
                breaks: [ChainBreak(.sequenceGap, at: first + 1), ChainBreak(.sequenceGap, at: first)],
                firstBadRow: first, verdict: .edited)
        case .doubled:
            log.rows.insert(log.rows[place], at: place)
            return edited([.sequenceGap])
        case .inserted:
            var row = SmallLog.row(place, chain: log.chain, &random)
            row.previousHash = log.rows[place].previousHash
            row.id = "forged"
            row.hash = row.hashedBytes.hash
            log.rows.insert(row, at: place)
            var expected = edited([.sequenceGap])
            if covering == seq { expected.breaks.insert(roots, at: 0) }
            return expected
        case .rechained:
            Self.changeText(&log.rows[place], &random)
            log.rechain(from: place)
            log.setHead()
            return Expected(breaks: [roots], firstBadRow: nil, verdict: .forged)
        case .lastRehashed:
            // One row and its own hash: the next one does not follow it, and the last one is not what was signed.
            Self.changeText(&log.rows[place], &random)
            log.rows[place].hash = log.rows[place].hashedBytes.hash
            guard place + 1 < count else { return Expected(breaks: [roots], firstBadRow: nil, verdict: .forged) }
            return Expected(
                breaks: [ChainBreak(.linkBroken, at: seq + 1), roots].sorted { Self.order($0, $1) },
                firstBadRow: seq + 1, verdict: .edited)
        case .cutWithHead:
            log.rows.removeLast(count - place)
            log.setHead()
            return Expected(breaks: [ChainBreak(.rolledBack, at: end)], firstBadRow: nil, verdict: .truncated)
        default:
            return try applyToRecords(&log, &random, seq: seq)
        }
    }

    /// Roots are compared when the next row comes, before it is looked at.
    private static func order(_ left: ChainBreak, _ right: ChainBreak) -> Bool {
        guard let first = left.seq, let second = right.seq, first != second else { return left.kind == .linkBroken }
        return first < second
    }

    private func applyToRecords(_ log: inout SmallLog, _ random: inout Seeded, seq: UInt64) throws -> Expected {
        let end = UInt64(log.rows.count)
        guard case .record(_, let hash, let root) = log.head else { throw AuditFormatError("no head") }
        let badCheckpoint = { (size: UInt64) in
            Expected(breaks: [ChainBreak(.badCheckpoint, at: size)], firstBadRow: nil, verdict: .forged)
        }
        let wrongHead = { (size: UInt64) in
            Expected(breaks: [ChainBreak(.rootMismatch, at: size)], firstBadRow: nil, verdict: .edited)
        }
        switch self {
        case .headHash:
            log.head = .record(seq: end, hash: Self.changed(hash, &random), root: root)
            return wrongHead(end)
        case .headRoot:
            log.head = .record(seq: end, hash: hash, root: Self.changed(hash, &random))
            return wrongHead(end)
        case .headBehind:
            log.head = .record(seq: seq - 1, hash: hash, root: root)
            return wrongHead(seq - 1)
        case .headAhead:
            log.head = .record(seq: end + seq, hash: hash, root: root)
            return Expected(breaks: [ChainBreak(.truncated, at: end + 1)], firstBadRow: end + 1, verdict: .truncated)
        case .headGone:
            log.head = .missing
            return wrongHead(0)
        case .strangersCheckpoint:
            let stranger = try SignerKey(generating: .ed25519, name: log.key.verifier.name)
            let checkpoint = try SignedCheckpoint(parsing: log.checkpoint(at: Int(seq))).checkpoint
            log.checkpoints.append(try checkpoint.signed(by: stranger).note.fullText)
            return badCheckpoint(seq)
        case .changedSignature:
            let signed = try SignedCheckpoint(parsing: log.checkpoint(at: Int(seq)))
            let signature = signed.note.signatures[0]
            var bytes = signature.bytes
            bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let changed = NoteSignature(name: signature.name, keyID: signature.keyID, bytes: bytes)
            log.checkpoints.append(try SignedNote(text: signed.note.text, signatures: [changed]).fullText)
            return badCheckpoint(seq)
        case .sizeLie:
            let signed = try SignedCheckpoint(parsing: log.checkpoint(at: Int(seq)))
            let lie = try Checkpoint(origin: log.key.verifier.name, size: seq + 1, root: signed.checkpoint.root)
            log.checkpoints.append(try SignedNote(text: lie.text, signatures: signed.note.signatures).fullText)
            return badCheckpoint(seq + 1)
        case .otherOrigin:
            let other = try SmallLog(rows: Int(seq), signedAt: [Int(seq)], &random)
            let origin = other.key.verifier.name + "-of-another"
            let key = try SignerKey(generating: .ed25519, name: origin)
            let checkpoint = try Checkpoint(origin: origin, size: seq, root: other.tree(Int(seq)).root)
            log.checkpoints.append(try checkpoint.signed(by: key).note.fullText)
            return badCheckpoint(seq)
        default:
            log.checkpoints.append(try log.checkpoint(at: Int(seq), root: Self.changed(hash, &random)))
            return Expected(breaks: [ChainBreak(.rootMismatch, at: seq)], firstBadRow: nil, verdict: .forged)
        }
    }

    static func changed(_ hash: Hash, _ random: inout Seeded) -> Hash {
        var bytes = hash.bytes
        bytes[Int.random(in: 0..<32, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        return Hash(bytes) ?? hash
    }

    /// Changes one text: a letter more, or none for some, or one moved into the next column.
    static func changeText(_ row: inout LoggedRow, _ random: inout Seeded) {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: row.id += "x"
        case 1: row.workspace = row.workspace == nil ? "" : nil
        case 2: row.action = "change.approv"
        case 3: row.targetType = "changes"
        case 4: (row.targetType, row.targetID) = (row.targetType + "C", String(row.targetID.dropFirst()))
        case 5: row.actor = row.actor == nil ? "nobody" : nil
        case 6: row.oldValue = row.oldValue == nil ? "" : nil
        case 7: row.newValue = (row.newValue ?? "") + " "
        case 8: row.metadata = row.metadata == nil ? "null" : nil
        case 9: row.targetID = ""
        case 10: row.actor = (row.actor ?? "") + "\u{301}"
        default: row.action = "Change.approve"
        }
    }
}
