// The statements about idempotency keys.

import VigiloStore

/// A claim as the database has it.
struct FoundClaim {
    let fingerprint: String
    let claimedAt: Timestamp
    let isCommitted: Bool
    /// nil: none was kept.
    let answer: SealedAnswer?

    init(_ row: Row) throws(StoreError) {
        fingerprint = try row.text("fingerprint")
        claimedAt = try row.timestamp("claimed_at")
        isCommitted = try row.bool("is_committed")
        answer =
            try row.value("answer") == .null
            ? nil : SealedAnswer(salt: try row.blob("salt"), box: try row.blob("answer"))
    }
}

extension IdempotencyKeys {
    /// So many old claims are removed with each new one, so that none of them takes long.
    private static let mostForgotten: Int64 = 100

    static func forgetOld(_ name: String, at now: Timestamp, _ transaction: Transaction) throws(StoreError) {
        let end = SQLValue.integer(now.adding(seconds: -lifeSeconds).microseconds)
        try transaction.execute("DELETE FROM idempotency_key WHERE name = $1 AND claimed_at <= $2", .text(name), end)
        try transaction.execute(
            """
            DELETE FROM idempotency_key WHERE name IN
            (SELECT name FROM idempotency_key WHERE claimed_at <= $1 ORDER BY claimed_at LIMIT $2)
            """, end, .integer(mostForgotten))
    }

    static func find(_ name: String, _ transaction: Transaction) throws(StoreError) -> FoundClaim? {
        let row = try transaction.first(
            "SELECT fingerprint, claimed_at, is_committed, salt, answer FROM idempotency_key WHERE name = $1",
            .text(name))
        guard let row else { return nil }
        return try FoundClaim(row)
    }

    static func insert(
        _ request: RepeatableRequest, at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) {
        try transaction.execute(
            "INSERT INTO idempotency_key (name, fingerprint, claimed_at, is_committed) VALUES ($1, $2, $3, 0)",
            .text(request.name), .text(request.fingerprint), .integer(now.microseconds))
    }

    func keep(_ answer: KeptAnswer, of request: RepeatableRequest) async throws {
        guard answer.body.utf8.count <= Self.largestAnswerBytes else { return }
        let sealed = try SealedAnswer(answer, for: request)
        _ = try await records.write { transaction in
            try transaction.execute(
                "UPDATE idempotency_key SET salt = $1, answer = $2 WHERE name = $3", .blob(sealed.salt),
                .blob(sealed.box), .text(request.name))
        }
    }

    /// A claim under which something was committed stays: it must not be carried out again.
    func giveUp(_ name: String) async throws {
        _ = try await records.write { transaction in
            try transaction.execute("DELETE FROM idempotency_key WHERE name = $1 AND is_committed = 0", .text(name))
        }
    }
}
