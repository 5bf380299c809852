// Whether somebody may still read the log that they follow.

import Synchronization
import VigiloStore

/// The right to read a chain, asked for at the beginning and again now and then: a stream outlives many a token.
public final class AuditAccess: Sendable {
    private let records: Records
    private let slug: String?
    private let caller: Caller
    /// What the database was like when it was last asked.
    private let revision = Atomic<UInt64>(.max)

    init(records: Records, slug: String?, caller: Caller) {
        self.records = records
        self.slug = slug
        self.caller = caller
    }

    func chain() async throws -> AuditChain {
        let (slug, caller) = (slug, caller)
        return try await records.read { try Audit.readable(slug, by: caller, $0).chain }
    }

    /// Throws what a request would be told now: that the token was revoked, say, or that there is no such workspace.
    public func check() async throws {
        let now = records.database.revision
        if let end = caller.tokenExpiresAt, end <= Timestamp.now() { revision.store(.max, ordering: .relaxed) }
        guard revision.load(ordering: .relaxed) != now else { return }
        let (slug, caller) = (slug, caller)
        try await records.read { transaction in
            try Tokens.refuseUnlessValid(caller, at: .now(), transaction)
            _ = try Audit.readable(slug, by: caller, transaction)
        }
        revision.store(now, ordering: .relaxed)
    }
}
