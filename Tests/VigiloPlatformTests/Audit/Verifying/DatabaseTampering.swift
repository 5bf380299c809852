// Ways to tamper with a database, and what a check must say to each.

import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

/// One way to tamper with the workspace's chain.
struct DatabaseTampering: Sendable {
    var name: String
    var edit: @Sendable (Transaction) throws -> Void
    var kind: ChainBreak.Kind
    var verdict: ChainVerdict
    var firstBadRow: UInt64?

    init(
        _ name: String, _ kind: ChainBreak.Kind, _ verdict: ChainVerdict, firstBadRow: UInt64? = nil,
        _ edit: @escaping @Sendable (Transaction) throws -> Void
    ) {
        self.name = name
        self.edit = edit
        self.kind = kind
        self.verdict = verdict
        self.firstBadRow = firstBadRow
    }
}

extension AuditLedger {
    static let texts = [
        "id", "workspace", "action", "target_type", "target_id", "actor", "old_value", "new_value", "metadata",
    ]

    /// Tampering that must be told in one way only.
    var tamperings: [DatabaseTampering] {
        columns + places + ends + records
    }

    /// A change in each column of a row: a byte more, nothing, another type.
    private var columns: [DatabaseTampering] {
        let chain = workspace.name
        func set(_ column: String, _ value: String) -> DatabaseTampering {
            DatabaseTampering("\(column) = \(value)", .hashMismatch, .edited, firstBadRow: 70) { transaction in
                try transaction.execute(
                    "UPDATE audit_log SET \(column) = \(value) WHERE chain = $1 AND seq = 70", .text(chain))
            }
        }
        let edits = Self.texts.flatMap { column in
            [set(column, "COALESCE(\(column), '') || 'x'"), set(column, "CAST(COALESCE(\(column), 'x') AS BLOB)")]
        }
        return edits + [
            set("created_at", "created_at + 1"), set("created_at", "'soon'"), set("created_at", "2.5"),
            set("hash", "replace(hash, substr(hash, 1, 1), 'g')"), set("hash", "upper(hash) || ''"), set("hash", "''"),
            set("hash", "CAST(hash AS BLOB)"), set("prev_hash", "'\(String(repeating: "0", count: 64))'"),
            set("prev_hash", "CAST(prev_hash AS BLOB)"), set("prev_hash", "1"),
        ]
    }

    /// Rows that are not where they were.
    private var places: [DatabaseTampering] {
        let (chain, rows) = (workspace.name, rows)
        func gap(_ name: String, firstBadRow: UInt64, _ sql: String...) -> DatabaseTampering {
            DatabaseTampering(name, .sequenceGap, .edited, firstBadRow: firstBadRow) { transaction in
                for statement in sql { try transaction.execute(statement, .text(chain)) }
            }
        }
        let copied =
            "SELECT chain, seq - 1000, id || 'x', workspace, action, target_type, target_id, actor, old_value, new_value, metadata, "
            + "created_at, prev_hash, hash FROM audit_log WHERE chain = $1 AND seq = 70"
        return [
            gap("deleted", firstBadRow: 70, "DELETE FROM audit_log WHERE chain = $1 AND seq = 70"),
            gap("cut head", firstBadRow: 1, "DELETE FROM audit_log WHERE chain = $1 AND seq <= 50"),
            gap(
                "moved to another chain", firstBadRow: 70,
                "UPDATE audit_log SET chain = 'x' WHERE chain = $1 AND seq = 70"),
            gap(
                "swapped", firstBadRow: 70, "UPDATE audit_log SET seq = 9999 WHERE chain = $1 AND seq = 70",
                "UPDATE audit_log SET seq = 70 WHERE chain = $1 AND seq = 71",
                "UPDATE audit_log SET seq = 71 WHERE chain = $1 AND seq = 9999",
                "DELETE FROM audit_log WHERE chain = $1 AND seq = 90"
            ).named(.hashMismatch),
            gap(
                "renumbered far away", firstBadRow: 70,
                "UPDATE audit_log SET seq = 4000000000000000000 WHERE chain = $1 AND seq = 70"),
            gap(
                "renumbered to the end of numbers", firstBadRow: 70,
                "UPDATE audit_log SET seq = 9223372036854775807 WHERE chain = $1 AND seq = 70"),
            gap("renumbered to half", firstBadRow: 0, "UPDATE audit_log SET seq = 69.5 WHERE chain = $1 AND seq = 70"),
            gap(
                "renumbered to a word", firstBadRow: 0,
                "UPDATE audit_log SET seq = 'seventy' WHERE chain = $1 AND seq = 70"),
            gap("inserted before all", firstBadRow: 1, "INSERT INTO audit_log \(copied)").named(.hashMismatch),
            gap(
                "inserted at the end", firstBadRow: UInt64(rows + 1),
                "INSERT INTO audit_log \(copied.replacing("seq - 1000", with: "\(rows + 1)"))"
            ).named(.linkBroken),
            gap(
                "rows of nobody's archive", firstBadRow: 1,
                "DELETE FROM audit_log WHERE chain = $1 AND seq <= 0"
            ).archiving(to: 50, chain),
        ]
    }

    /// The ends of the chain.
    private var ends: [DatabaseTampering] {
        let (chain, rows, key) = (workspace.name, rows, key)
        return [
            DatabaseTampering("cut tail", .truncated, .truncated, firstBadRow: UInt64(rows - 9)) { transaction in
                try transaction.execute(
                    "DELETE FROM audit_log WHERE chain = $1 AND seq > $2", .text(chain), .integer(rows - 10))
            },
            DatabaseTampering("all rows gone", .truncated, .truncated, firstBadRow: 1) { transaction in
                try transaction.execute("DELETE FROM audit_log WHERE chain = $1", .text(chain))
            },
            DatabaseTampering("cut tail and head record", .rolledBack, .truncated) { transaction in
                try Forger(chain: chain).cut(to: rows - 10, transaction)
            },
            DatabaseTampering("re-chained after an edit", .rootMismatch, .forged) { transaction in
                try Forger(chain: chain).rechain(from: 70, transaction)
            },
            DatabaseTampering("re-chained, unsigned", .rootMismatch, .edited) { transaction in
                try Forger(chain: chain).rechain(from: 70, transaction)
                // The stored tree is forgotten by most.
                try transaction.execute("DELETE FROM audit_checkpoint WHERE chain = $1", .text(chain))
            },
            DatabaseTampering("lie about the size", .badCheckpoint, .forged) { transaction in
                try transaction.execute(
                    "UPDATE audit_checkpoint SET note = replace(note, $1, $2) WHERE chain = $3 AND size = 40",
                    .text("\n40\n"), .text("\n41\n"), .text(chain))
            },
            DatabaseTampering("kept under another size", .badCheckpoint, .forged) { transaction in
                try transaction.execute(
                    "UPDATE audit_checkpoint SET size = 41 WHERE chain = $1 AND size = 40", .text(chain))
            },
            DatabaseTampering("swapped origins", .badCheckpoint, .forged) { transaction in
                try transaction.execute(
                    "UPDATE audit_checkpoint SET note = (SELECT note FROM audit_checkpoint WHERE chain = 'platform') WHERE chain = $1 AND size = 40",
                    .text(chain))
            },
            DatabaseTampering("signed by a stranger", .badCheckpoint, .forged) { transaction in
                let stranger = try SignerKey(generating: .ed25519, name: key.verifier.name)
                let note = try AuditLedger.checkpoint(chain, at: 40, with: stranger, transaction)
                try transaction.execute(
                    "UPDATE audit_checkpoint SET note = $1 WHERE chain = $2 AND size = 40", .text(note), .text(chain))
            },
        ]
    }

    /// What is kept apart from the rows.
    private var records: [DatabaseTampering] {
        let (chain, end) = (workspace.name, rows)
        func roots(_ name: String, _ sql: String) -> DatabaseTampering {
            DatabaseTampering(name, .rootMismatch, .edited) { transaction in
                try transaction.execute(sql, .text(chain))
            }
        }
        return [
            roots("head gone", "DELETE FROM audit_head WHERE chain = $1"),
            roots(
                "head's hash",
                "UPDATE audit_head SET hash = CASE substr(hash, 1, 1) WHEN 'f' THEN 'e' ELSE 'f' END || substr(hash, 2) "
                    + "WHERE chain = $1"),
            roots("head's hash is none", "UPDATE audit_head SET hash = 7 WHERE chain = $1"),
            roots("head behind", "UPDATE audit_head SET seq = 3, tree = NULL WHERE chain = $1"),
            roots("head's tree", "UPDATE audit_head SET tree = zeroblob(length(tree)) WHERE chain = $1"),
            roots("head's tree is none", "UPDATE audit_head SET tree = 'oak' WHERE chain = $1"),
            roots("a stored leaf", "UPDATE audit_tile SET hashes = zeroblob(8192) WHERE chain = $1 AND level = 0"),
            roots("a stored tile that is none", "UPDATE audit_tile SET hashes = 'x' WHERE chain = $1 AND level = 0"),
            roots("a stored node", "UPDATE audit_tile SET hashes = zeroblob(32) WHERE chain = $1 AND level = 1"),
            DatabaseTampering("head ahead", .truncated, .truncated, firstBadRow: UInt64(end + 1)) { transaction in
                try transaction.execute(
                    "UPDATE audit_head SET seq = seq + 5, tree = NULL WHERE chain = $1", .text(chain))
            },
        ]
    }
}

extension DatabaseTampering {
    /// The same, known by another kind of break.
    fileprivate func named(_ kind: ChainBreak.Kind) -> DatabaseTampering {
        var other = self
        other.kind = kind
        return other
    }

    /// With a start that says that rows were archived, and no row that tells of it.
    fileprivate func archiving(to seq: Int64, _ chain: String) -> DatabaseTampering {
        DatabaseTampering(name, kind, verdict, firstBadRow: firstBadRow) { transaction in
            try Forger(chain: chain).start(after: seq, transaction)
        }
    }
}
