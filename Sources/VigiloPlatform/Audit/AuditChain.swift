// One chain of the audit log: every row carries the hash of the one before.

import VigiloAudit
import VigiloStore

/// A chain of the audit log: one for each workspace, and one for the platform.
struct AuditChain: Sendable, Hashable {
    /// nil: the platform's chain.
    let workspaceID: String?

    static let platform = AuditChain(workspaceID: nil)

    static func workspace(_ id: String) -> AuditChain {
        AuditChain(workspaceID: id)
    }

    /// The chain's key in the database, and the end of the text that its first hash is taken of.
    var name: String { workspaceID ?? AuditChainName.platform.text }

    /// What stands for the previous hash in the first row.
    var genesis: Hash { AuditChainName(name).genesis }

    /// Appends a row; its number. It is written with the transaction that it tells of, or not at all.
    @discardableResult
    func append(_ entry: AuditEntry, at now: Timestamp, _ transaction: Transaction) throws(StoreError) -> Int64 {
        let rows = try transaction.keeping(AuditHeads.self) { heads throws(StoreError) in
            try heads.append([entry], to: self, at: now, transaction)
        }
        transaction.leave(AuditAppended(chain: self, rows: rows))
        return rows.upperBound
    }

    /// Appends rows, in their order.
    func append(_ entries: [AuditEntry], at now: Timestamp, _ transaction: Transaction) throws(StoreError) {
        if entries.isEmpty { return }
        let rows = try transaction.keeping(AuditHeads.self) { heads throws(StoreError) in
            try heads.append(entries, to: self, at: now, transaction)
        }
        transaction.leave(AuditAppended(chain: self, rows: rows))
    }
}

/// Rows that were appended to a chain; the note that they leave.
struct AuditAppended: Sendable, Equatable {
    var chain: AuditChain
    var rows: ClosedRange<Int64>
}
