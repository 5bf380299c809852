// The request on whose behalf something is written, where it has named itself.

import VigiloStore

/// The claim of the request that is being carried out.
///
/// Every transaction that is written on its behalf says so in the claim's row, and the two are committed together: whether a
/// request whose answer was lost had its effect can be told for certain, even after a crash.
enum RequestClaim {
    /// The claim's name; nil outside a request that has named itself.
    @TaskLocal static var current: String?

    static func markCommitted(_ name: String, _ transaction: Transaction) throws(StoreError) {
        try transaction.execute("UPDATE idempotency_key SET is_committed = 1 WHERE name = $1", .text(name))
    }
}
