// The heads of the chains that a transaction appends to: read once, written once, however many rows there are.

import VigiloAudit
import VigiloJSON
import VigiloStore

/// The heads of chains, as the writer keeps them in mind.
struct AuditHeads: TransactionMemory {
    private var heads: [String: AuditHead] = [:]
    /// The rows that the transaction has appended.
    private var appended: [String: ClosedRange<Int64>] = [:]
    /// As it was before the part that is under way, of the chains that the part has touched.
    private var before: [String: (head: AuditHead, appended: ClosedRange<Int64>?)] = [:]
    private var buffer = RowBytes()
    private var columns = PackedColumns()

    /// More chains than this are not kept in mind.
    private static let mostHeads = 64

    mutating func begin() {
        before.removeAll(keepingCapacity: true)
    }

    mutating func takeBack() {
        for (chain, former) in before {
            heads[chain] = former.head
            appended[chain] = former.appended
        }
        before = [:]
    }

    /// Appends rows to a chain, in their order; the number of the last.
    mutating func append(
        _ entries: [AuditEntry], to chain: AuditChain, at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) -> ClosedRange<Int64> {
        var head = try claim(chain, transaction)
        if before[chain.name] == nil { before[chain.name] = (head, appended[chain.name]) }
        // Held in one place only while it grows, so that its leaves are not copied.
        heads[chain.name] = nil
        let first = head.seq + 1
        for entry in entries { try add(entry, to: chain, &head, at: now, transaction) }
        appended[chain.name] = (appended[chain.name]?.lowerBound ?? first)...head.seq
        defer { heads[chain.name] = head }
        return first...head.seq
    }

    /// The head, held until the transaction ends: two writers never get one number, on an engine with many of them too.
    private mutating func claim(_ chain: AuditChain, _ transaction: Transaction) throws(StoreError) -> AuditHead {
        if appended[chain.name] != nil, let head = heads[chain.name] { return head }
        let row = try transaction.first(
            """
            INSERT INTO audit_head (chain, seq, hash) VALUES ($1, 0, $2)
            ON CONFLICT (chain) DO UPDATE SET seq = audit_head.seq RETURNING seq, hash, tree
            """, .text(chain.name), .text(chain.genesis.hex))
        guard let row else { throw chain.damagedHead }
        // Another process may have written since: what is in mind counts only if it is what is stored.
        if let known = heads[chain.name], try known.seq == row.integer("seq"), try row.text("hash") == known.hash.hex,
            try row.value("tree") == .blob(known.tree.bytes)
        {
            return known
        }
        if heads.count >= Self.mostHeads { heads = heads.filter { appended[$0.key] != nil } }
        return try AuditHead(row, of: chain, transaction)
    }

    private mutating func add(
        _ entry: AuditEntry, to chain: AuditChain, _ head: inout AuditHead, at now: Timestamp,
        _ transaction: Transaction
    ) throws(StoreError) {
        var row = LoggedRow(
            seq: UInt64(head.seq + 1), createdAtMicroseconds: now.microseconds, id: UUIDv7.make(at: now),
            workspace: chain.workspaceID, action: entry.action, targetType: entry.targetType, targetID: entry.targetID,
            actor: entry.actorID, oldValue: entry.oldValue?.canonicalText, newValue: entry.newValue?.canonicalText,
            metadata: entry.fullMetadata.canonicalText, previousHash: head.hash, hash: head.hash)
        row.write(to: &buffer)
        row.hash = buffer.hash
        try chain.insert(row, buffer, &columns, transaction)
        let tiles = AuditTiles(chain: chain)
        // `??` would forget the type of what its right side throws.
        var leaves =
            if let known = head.leaves { known } else { try tiles.openLeaves(of: head.tree.size, transaction) }
        head.leaves = nil
        let leaf = buffer.leafHash
        leaves.append(leaf)
        head.hash = row.hash
        head.tree.append(leaf)
        if leaves.count == AuditTiles.width {
            try tiles.complete(leaves, endingAt: head.tree.size, transaction)
            leaves = []
        }
        head.leaves = leaves
    }

    mutating func finish(_ transaction: Transaction) throws(StoreError) {
        guard !appended.isEmpty else { return }
        var position =
            try transaction.first("SELECT MAX(position) AS position FROM audit_order")?
            .optionalInteger("position") ?? 0
        for (chain, rows) in appended.sorted(by: { $0.key < $1.key }) {
            guard let head = heads[chain] else { continue }
            try transaction.execute(
                "UPDATE audit_head SET seq = $1, hash = $2, tree = $3 WHERE chain = $4",
                .integer(head.seq), .text(head.hash.hex), .blob(head.tree.bytes), .text(chain))
            position += Int64(rows.count)
            try transaction.execute(
                "INSERT INTO audit_order (position, chain, first_seq, last_seq) VALUES ($1, $2, $3, $4)",
                .integer(position), .text(chain), .integer(rows.lowerBound), .integer(rows.upperBound))
        }
        appended = [:]
        before = [:]
    }
}
