// Somebody who may write the database and knows how the log is made, but has not the key.

import VigiloAudit
import VigiloStore

@testable import VigiloPlatform

struct Forger {
    let chain: String

    private var rows: AuditChain { .workspace(chain) }

    /// Cuts the rows after one off and makes the head fit.
    func cut(to last: Int64, _ transaction: Transaction) throws {
        try transaction.execute("DELETE FROM audit_log WHERE chain = $1 AND seq > $2", .text(chain), .integer(last))
        try makeHead(transaction)
    }

    /// Changes a row and makes all hashes from there on, and the head, fit.
    func rechain(from seq: Int64, _ transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE audit_log SET new_value = '{}' WHERE chain = $1 AND seq = $2", .text(chain), .integer(seq))
        let all = try rows.rows(after: 0, to: .max, transaction)
        var previous = all[Int(seq) - 2].hash
        for var row in all.dropFirst(Int(seq) - 1) {
            row.previousHash = previous
            previous = row.hashedBytes.hash
            try transaction.execute(
                "UPDATE audit_log SET prev_hash = $1, hash = $2 WHERE chain = $3 AND seq = $4",
                .text(row.previousHash.hex), .text(previous.hex), .text(chain), .integer(Int64(row.seq)))
        }
        try makeHead(transaction)
    }

    /// Takes the first rows away and says that they were archived.
    func start(after seq: Int64, _ transaction: Transaction) throws {
        let archived = try rows.rows(after: 0, to: seq, transaction)
        try transaction.execute("DELETE FROM audit_log WHERE chain = $1 AND seq <= $2", .text(chain), .integer(seq))
        var tree = CompactRange()
        for row in archived { tree.append(row.hashedBytes.leafHash) }
        try transaction.execute(
            "INSERT INTO audit_start (chain, seq, hash, tree) VALUES ($1, $2, $3, $4)", .text(chain), .integer(seq),
            .text(archived.last?.hash.hex ?? ""), .blob(tree.bytes))
    }

    private func makeHead(_ transaction: Transaction) throws {
        let all = try rows.rows(after: 0, to: .max, transaction)
        var tree = CompactRange()
        for row in all { tree.append(row.hashedBytes.leafHash) }
        try transaction.execute(
            "UPDATE audit_head SET seq = $1, hash = $2, tree = $3 WHERE chain = $4", .integer(Int64(all.count)),
            .text(all.last?.hash.hex ?? ""), .blob(tree.bytes), .text(chain))
    }
}
