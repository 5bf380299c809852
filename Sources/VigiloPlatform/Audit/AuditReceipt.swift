// Which rows of the audit log a request has written.

import Synchronization
import VigiloStore

/// The rows that were written on behalf of one request, for its answer.
public final class AuditReceipt: Sendable {
    /// That of the request that is being carried out; nil where nobody wants to know.
    @TaskLocal public static var current: AuditReceipt?

    /// The last row in each chain.
    private let rows = Mutex<[(chain: AuditChain, seq: Int64)]>([])

    public init() {}

    func add(_ appended: [AuditAppended]) {
        rows.withLock { rows in
            for note in appended {
                rows.removeAll { $0.chain == note.chain }
                rows.append((note.chain, note.rows.upperBound))
            }
        }
    }

    /// `CHAIN/SEQ`, the last row of each chain, with commas between them; nil: no row was written.
    public var text: String? {
        let rows = rows.withLock { $0 }
        return rows.isEmpty ? nil : rows.map { "\($0.chain.name)/\($0.seq)" }.joined(separator: ", ")
    }
}
