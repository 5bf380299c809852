// Where a chain begins and ends when its check begins. None of it is taken for granted.

import VigiloAudit
import VigiloStore

/// The ends of a chain, of one moment.
struct ChainSnapshot: Sendable {
    /// Where the rows begin; a record that is no start counts as none, and then the rows do not fit.
    var start: ChainCheck.Start
    var head: ChainCheck.Head
    /// The last row's number; 0: there is none.
    var last: Int64
    /// Whether a row stands after all others that has no number.
    var endsOddly: Bool
    /// The size of the greatest checkpoint.
    var lastCheckpoint: Int64

    init(of chain: String, _ transaction: Transaction) throws(StoreError) {
        start = try Self.start(of: chain, transaction) ?? ChainCheck.Start(of: AuditChainName(chain))
        head = try Self.head(of: chain, transaction)
        let end = try Self.greatest("seq", of: "audit_log", chain, "", transaction)
        if case .integer(let seq) = end {
            last = seq
            endsOddly = false
        } else {
            // Numbers that are no whole numbers have their places between them; what is no number stands after them all.
            let numbered = try Self.greatest("seq", of: "audit_log", chain, "AND seq <= $2", transaction)
            if case .integer(let seq) = numbered { last = seq } else { last = 0 }
            endsOddly = end != .null
        }
        lastCheckpoint =
            switch try Self.greatest("size", of: "audit_checkpoint", chain, "AND size <= $2", transaction) {
            case .integer(let size): size
            case .null: 0
            // Somebody was there; whatever there is, is looked at.
            default: .max
            }
    }

    private static func greatest(
        _ column: String, of table: String, _ chain: String, _ condition: String, _ transaction: Transaction
    ) throws(StoreError) -> SQLValue {
        let sql = "SELECT \(column) FROM \(table) WHERE chain = $1 \(condition) ORDER BY \(column) DESC LIMIT 1"
        let row =
            condition.isEmpty
            ? try transaction.first(sql, .text(chain))
            : try transaction.first(sql, .text(chain), .integer(.max))
        return try row?.value(column) ?? .null
    }

    /// The record of where the rows begin; nil: there is none that is one.
    static func start(of chain: String, _ transaction: Transaction) throws(StoreError) -> ChainCheck.Start? {
        let row = try transaction.first("SELECT seq, hash, tree FROM audit_start WHERE chain = $1", .text(chain))
        guard let row, case .integer(let seq) = try row.value("seq"), let size = UInt64(exactly: seq),
            case .text(let text) = try row.value("hash"), let hash = Hash(hex: text),
            case .blob(let bytes) = try row.value("tree"), let tree = CompactRange(size: size, bytes: bytes)
        else { return nil }
        return ChainCheck.Start(hash: hash, tree: tree)
    }

    private static func head(of chain: String, _ transaction: Transaction) throws(StoreError) -> ChainCheck.Head {
        let row = try transaction.first("SELECT seq, hash, tree FROM audit_head WHERE chain = $1", .text(chain))
        guard let row else { return .missing }
        guard case .integer(let seq) = try row.value("seq"), let size = UInt64(exactly: seq),
            case .text(let text) = try row.value("hash"), let hash = Hash(hex: text)
        else { return .damaged }
        switch try row.value("tree") {
        // An older version left it so.
        case .null: return .record(seq: size, hash: hash, root: nil)
        case .blob(let bytes):
            guard let tree = CompactRange(size: size, bytes: bytes) else { return .damaged }
            return .record(seq: size, hash: hash, root: tree.root)
        default: return .damaged
        }
    }
}
