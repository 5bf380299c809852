// Small logs to tamper with, and a random source that can be repeated.

@testable import VigiloAudit

/// SplitMix64: the same seed gives the same edits.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A log as a database would keep it: rows, the head apart from them, and checkpoints.
struct SmallLog {
    var chain: AuditChainName
    var key: SignerKey
    var rows: [LoggedRow]
    var head: ChainCheck.Head = .missing
    var checkpoints: [String]
    var start: ChainCheck.Start

    /// A log of some rows, signed at some sizes.
    init(rows count: Int, signedAt sizes: [Int], _ random: inout Seeded) throws {
        chain = Bool.random(using: &random) ? .platform : AuditChainName("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b")
        let origin = AuditOrigin(installation: "0190a1b2-0000-7000-8000-00000000000a", chain: chain.text).text
        key = try SignerKey(
            name: origin, type: .ed25519, seed: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
        start = ChainCheck.Start(of: chain)
        rows = []
        checkpoints = []
        for number in 0..<count { rows.append(Self.row(number, chain: chain, &random)) }
        rechain(from: 0)
        checkpoints = try sizes.map { try checkpoint(at: $0) }
        setHead()
    }

    static func row(_ number: Int, chain: AuditChainName, _ random: inout Seeded) -> LoggedRow {
        let texts = [nil, "", #"{"status":"review"}"#, #"{"note":"Grüße, \"quoted\"\nand more \u0001"}"#, "\u{2028}🜁"]
        return LoggedRow(
            seq: UInt64(number + 1), createdAtMicroseconds: .random(in: -1000...1_798_191_000_000_000, using: &random),
            id: "id-\(number)", workspace: chain == .platform ? nil : chain.text, action: "change.approve",
            targetType: "change", targetID: "CHG-0000\(number)", actor: Bool.random(using: &random) ? nil : "somebody",
            oldValue: texts.randomElement(using: &random) ?? nil, newValue: texts.randomElement(using: &random) ?? nil,
            metadata: texts.randomElement(using: &random) ?? nil, previousHash: chain.genesis, hash: chain.genesis)
    }

    /// Gives every row from an index on the hashes that fit.
    mutating func rechain(from index: Int) {
        for place in rows.indices.dropFirst(index) {
            rows[place].previousHash = place == 0 ? start.hash : rows[place - 1].hash
            rows[place].hash = rows[place].hashedBytes.hash
        }
    }

    /// Makes a row tell that the rows up to a number were archived.
    mutating func tell(of archived: Int, in place: Int) throws {
        rows[place].action = ArchiveMark.action
        rows[place].targetType = ArchiveMark.targetType
        rows[place].targetID = chain.text
        rows[place].newValue = #"{"file":"a.jsonl","last_seq":\#(archived)}"#
        rechain(from: place)
        checkpoints = try checkpoints.map { try checkpoint(at: Int(SignedCheckpoint(parsing: $0).checkpoint.size)) }
        setHead()
    }

    /// Takes the first rows away, as an archive does.
    mutating func archive(_ count: Int) {
        start = ChainCheck.Start(hash: rows[count - 1].hash, tree: tree(count))
        rows.removeFirst(count)
    }

    func tree(_ count: Int) -> CompactRange {
        var tree = start.tree
        for row in rows.prefix(count) { tree.append(row.hashedBytes.leafHash) }
        return tree
    }

    mutating func setHead() {
        guard let last = rows.last else { return head = .missing }
        head = .record(seq: last.seq, hash: last.hash, root: tree(rows.count).root)
    }

    func checkpoint(at count: Int, root: Hash? = nil) throws -> String {
        let tree = tree(count)
        let checkpoint = try Checkpoint(origin: key.verifier.name, size: tree.size, root: root ?? tree.root)
        return try checkpoint.signed(by: key).note.fullText
    }

    func check(head: ChainCheck.Head? = nil) -> ChainReport {
        var check = ChainCheck(origin: key.verifier.name, keys: [key.verifier], start: start)
        var buffer = RowBytes()
        for checkpoint in checkpoints { check.add(checkpoint: checkpoint) }
        for row in rows { check.add(row, &buffer) }
        return check.report(head: head ?? self.head)
    }
}
