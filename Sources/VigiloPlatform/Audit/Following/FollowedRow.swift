// Rows as they are followed: made into bytes once, however many follow them.

import Synchronization
import VigiloJSON

/// A row that somebody follows.
public final class FollowedRow: Sendable {
    public let record: AuditRecord
    /// Its place among the rows of all chains, in the order of commits; nil where only its chain is looked at.
    public let position: Int64?
    let chain: AuditChain
    private let form = Form()

    init(_ record: AuditRecord, of chain: AuditChain, position: Int64? = nil) {
        self.record = record
        self.chain = chain
        self.position = position
    }

    /// What the first who asked made of the row. All who ask make the same of it.
    public func once<Made: Sendable>(_ make: (FollowedRow) -> Made) -> Made { form.made { make(self) } }
}

/// Rows in their order.
public final class FollowedRows: Sendable {
    public let rows: [FollowedRow]
    /// About how much they are.
    let bytes: Int
    private let form = Form()

    init(_ rows: [FollowedRow]) {
        self.rows = rows
        bytes = rows.reduce(0) { $0 + $1.record.approximateBytes }
    }

    /// What the first who asked made of the rows. All who ask make the same of them.
    public func once<Made: Sendable>(_ make: ([FollowedRow]) -> Made) -> Made { form.made { make(rows) } }
}

/// Something that is made once.
private final class Form: Sendable {
    private let value = Mutex<(any Sendable)?>(nil)

    func made<Made: Sendable>(_ make: () -> Made) -> Made {
        value.withLock { value in
            if let known = value as? Made { return known }
            let made = make()
            value = made
            return made
        }
    }
}

extension AuditRecord {
    fileprivate var approximateBytes: Int {
        // The fixed parts, and the values as text.
        500 + [oldValue, newValue, metadata].reduce(0) { $0 + ($1?.canonicalText.utf8.count ?? 0) }
    }
}
