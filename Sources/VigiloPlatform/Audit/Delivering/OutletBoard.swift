// What is known of the outlets: how each is doing.

import Synchronization

/// How an outlet is doing.
public struct OutletStatus: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        /// The receiver has everything.
        case idle
        case delivering
        /// The receiver did not take the last batch; the next try has its time.
        case failing
    }

    public var name: String
    /// `syslog` or `webhook`.
    public var kind: String
    /// Where the receiver is, without anything secret.
    public var address: String
    public var state = State.idle
    /// The place of the last row that the receiver has taken.
    public var position: Int64 = 0
    public var lastError: String?
    public var nextTry: Timestamp?
    /// When the receiver last took something in this run of the daemon.
    public var lastTakenAt: Timestamp?

    public init(name: String, kind: String, address: String) {
        self.name = name
        self.kind = kind
        self.address = address
    }
}

/// The outlets of this run of the daemon.
public final class OutletBoard: Sendable {
    private let statuses = Mutex<[String: OutletStatus]>([:])

    /// Adds an outlet, or changes what is said of it.
    public func post(_ status: OutletStatus) {
        statuses.withLock { $0[status.name] = status }
    }

    public var all: [OutletStatus] {
        statuses.withLock { $0.values.sorted { $0.name < $1.name } }
    }
}

extension AuditDelivery {
    /// The outlets, and how many rows each is behind. Needs `audit.read_all`.
    public func outlets(by caller: Caller) async throws -> [(status: OutletStatus, rowsBehind: Int64)] {
        let last = try await records.read { transaction in
            try Permissions.check(.auditReadAll, by: caller, transaction)
            return try Self.lastPosition(transaction)
        }
        return board.all.map { ($0, max(0, last - $0.position)) }
    }
}
