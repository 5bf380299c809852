// Rows of all chains, in the order in which they were committed, for receivers outside: where each of them is.

import VigiloStore

/// The rows of all chains for those who follow them all, and how far each outlet is.
///
/// An outlet reads a batch, has its receiver take it, and says so; what was not said before a crash is read again. So
/// everything arrives at least once, and in order.
public struct AuditDelivery: Sendable {
    let records: Records
    /// What is known of the outlets of this run.
    public let board = OutletBoard()

    public init(_ audit: Audit) {
        records = audit.records
    }

    /// Says which outlets there are; the others hold no row up any more. To be called before rows are removed.
    public func configure(_ outlets: [(name: String, fromStart: Bool)]) async throws {
        try await records.write { transaction in
            try transaction.execute("UPDATE audit_outlet SET is_configured = 0 WHERE is_configured = 1")
            for outlet in outlets {
                let isKnown =
                    try transaction.execute(
                        "UPDATE audit_outlet SET is_configured = 1 WHERE name = $1", .text(outlet.name)) > 0
                if !isKnown { try Self.add(outlet.name, fromStart: outlet.fromStart, transaction) }
            }
        }
    }

    /// A new outlet begins at the end, unless it is to have everything.
    private static func add(_ name: String, fromStart: Bool, _ transaction: Transaction) throws(StoreError) {
        let position = fromStart ? 0 : try lastPosition(transaction)
        try transaction.execute(
            "INSERT INTO audit_outlet (name, position, is_configured) VALUES ($1, $2, 1)",
            .text(name), .integer(position))
        if fromStart { return }
        try transaction.execute(
            """
            INSERT INTO audit_outlet_checkpoint (outlet, chain, size)
            SELECT $1, chain, MAX(size) FROM audit_checkpoint GROUP BY chain
            """, .text(name))
    }

    /// Where an outlet is: everything up to there its receiver has taken.
    public func position(of outlet: String) async throws -> Int64 {
        try await records.read { transaction in
            try transaction.first("SELECT position FROM audit_outlet WHERE name = $1", .text(outlet))?
                .integer("position") ?? 0
        }
    }

    /// Keeps where an outlet is.
    public func keep(_ position: Int64, of outlet: String) async throws {
        try await records.write { transaction in
            _ = try transaction.execute(
                "UPDATE audit_outlet SET position = $1 WHERE name = $2", .integer(position), .text(outlet))
        }
    }

    /// Keeps that an outlet's receiver has taken checkpoints.
    public func keep(_ checkpoints: [DeliveredCheckpoint], of outlet: String) async throws {
        try await records.write { transaction in
            for checkpoint in checkpoints {
                try transaction.execute(
                    """
                    INSERT INTO audit_outlet_checkpoint (outlet, chain, size) VALUES ($1, $2, $3)
                    ON CONFLICT (outlet, chain) DO UPDATE SET size = excluded.size
                    """, .text(outlet), .text(checkpoint.chain), .integer(checkpoint.size))
            }
        }
    }

    static func lastPosition(_ transaction: Transaction) throws(StoreError) -> Int64 {
        try transaction.first("SELECT MAX(position) AS position FROM audit_order")?.optionalInteger("position") ?? 0
    }

    /// Tells, from the writer's thread, that rows were appended. `tell` must be quick.
    public func onRows(_ tell: @escaping @Sendable () -> Void) {
        records.database.observe { notes in
            if notes.contains(where: { $0 is AuditAppended }) { tell() }
        }
    }
}
