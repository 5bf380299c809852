// Rows that were archived go from the database, a few at a time.

import VigiloStore

extension AuditArchives {
    /// How many rows one transaction removes: the writer is not held for long.
    static let removedAtOnce: Int64 = 2_000

    /// Removes the drafts that interrupted archives left. To be called before any archive is made.
    public func removeDrafts() async throws {
        let folder = folder
        try await FileThread.run { ArchiveFile.removeDrafts(in: folder) }
    }

    /// Removes the rows of all archives from the database, in rounds, as far as every outlet has taken them; how many.
    ///
    /// It goes on where an interrupted one has stopped. No row tells of it: they are gone since the archive was entered.
    @discardableResult
    public func removeArchivedRows() async throws -> Int {
        let waiting = try await records.read { transaction in
            try transaction.rows(
                "SELECT chain, last_seq FROM audit_archive WHERE removed_through < last_seq ORDER BY chain, last_seq"
            ).map { (chain: try $0.text("chain"), last: try $0.integer("last_seq")) }
        }
        var removed = 0
        for (chain, last) in waiting {
            while true {
                let count = try await records.write { try Self.removeRound(of: chain, to: last, $0) }
                try await onStep(.removedRound)
                if count == 0 { break }
                removed += count
            }
        }
        return removed
    }

    private static func removeRound(
        of chain: String, to last: Int64, _ transaction: Transaction
    ) throws(StoreError) -> Int {
        let archive = try transaction.first(
            "SELECT removed_through FROM audit_archive WHERE chain = $1 AND last_seq = $2",
            .text(chain), .integer(last))
        guard let archive else { return 0 }
        let done = try archive.integer("removed_through")
        var end = min(done + removedAtOnce, last)
        if let waiting = try OrderEntry.firstUndelivered(of: chain, transaction) { end = min(end, waiting - 1) }
        guard end > done else { return 0 }
        try transaction.execute(
            "DELETE FROM audit_log WHERE chain = $1 AND seq > $2 AND seq <= $3",
            .text(chain), .integer(done), .integer(end))
        try transaction.execute(
            "UPDATE audit_archive SET removed_through = $1 WHERE chain = $2 AND last_seq = $3",
            .integer(end), .text(chain), .integer(last))
        return Int(end - done)
    }
}
