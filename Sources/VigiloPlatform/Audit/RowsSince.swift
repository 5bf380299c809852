// What happened to a row's target after the row.

import VigiloStore

/// What happened to a row's target after the row, and what of it still stands.
struct RowsSince {
    private struct Event {
        var seq: Int64
        var action: String
        var undoneSeq: Int64?
        var actor: String
        var at: Timestamp
    }

    private let record: AuditRecord
    /// Oldest first.
    private let events: [Event]
    /// Rows that were undone by a row that was not itself undone.
    private let undone: [Int64: Event]

    init(_ record: AuditRecord, in chain: AuditChain, _ transaction: Transaction) throws {
        self.record = record
        // Said like this, the target leads to its rows, and not the chain to all of them.
        let rows = try transaction.rows(
            """
            \(AuditRecord.select) WHERE a.target_id = $1 AND a.seq > $2 AND a.target_type = $3 AND a.chain || '' = $4
            ORDER BY a.seq
            """, .text(record.targetID), .integer(record.seq), .text(record.targetType), .text(chain.name))
        events = try rows.map { row in
            let action = try row.text("action")
            return Event(
                seq: try row.integer("seq"), action: action,
                undoneSeq: action == AuditRecord.undoAction ? try AuditRecord(row).undoneSeq : nil,
                actor: try row.optionalText("actor_email") ?? "the system", at: try row.timestamp("created_at"))
        }
        var undone: [Int64: Event] = [:]
        for event in events.reversed() where undone[event.seq] == nil {
            if let seq = event.undoneSeq { undone[seq] = event }
        }
        self.undone = undone
    }

    /// The row that undid this one; nil: none, or one that was itself undone.
    var undoneBy: Int64? { undone[record.seq]?.seq }

    func refuseIfUndone() throws(PlatformError) {
        guard let event = undone[record.seq] else { return }
        throw PlatformError(
            .conflict, code: "already_undone",
            "Row \(record.seq) (\(record.rootAction)) was undone already, by \(event.actor) at \(event.at.rfc3339).",
            hint: "To make it as it was before that, undo the undoing: vigilo audit undo \(event.seq)")
    }

    /// What was made is taken away only if nothing was done to it since.
    func refuseIfTouched() throws(PlatformError) {
        if latestChange != nil { throw superseded }
    }

    var superseded: PlatformError {
        let start = "Row \(record.seq) (\(record.rootAction)) cannot be undone: "
        guard let latestChange else {
            return PlatformError(
                .conflict, code: "undo_superseded", start + "what it left is not there any more as it left it.",
                hint: "See what it left with: vigilo audit show \(record.seq)")
        }
        return PlatformError(
            .conflict, code: "undo_superseded",
            start + "row \(latestChange.seq) (\(latestChange.action)) has changed the same thing since.",
            hint: "Undo that one first, if you mean both: vigilo audit undo \(latestChange.seq)")
    }

    /// The last row that still stands; undoings of rows after this one have left nothing behind.
    private var latestChange: (seq: Int64, action: String)? {
        events.last { event in
            undone[event.seq] == nil && event.undoneSeq.map { $0 < record.seq } ?? true
        }.map { ($0.seq, $0.action) }
    }
}
