// Tokens that were looked up a moment ago, so that a reader need not ask the database who it is before each question.

import Synchronization

/// Tokens as the database has them, as long as nothing has been written to it since.
///
/// A token that is revoked, or a user who loses a right, changes the database and with it its revision: there is no moment
/// after the answer to the revocation in which the token is still good. Against what another program writes to the file,
/// they are asked for again after a second in any case.
final class KnownTokens: Sendable {
    private struct Entry {
        let token: FoundToken
        let revision: UInt64
        let at: ContinuousClock.Instant
    }

    private static let most = 1024
    private static let longest: Duration = .seconds(1)

    /// By the SHA-256 of the secret, which is all that is kept of it here too.
    private let entries = Mutex<[String: Entry]>([:])

    func token(_ sha256: String, _ revision: UInt64) -> FoundToken? {
        guard let entry = entries.withLock({ $0[sha256] }), entry.revision == revision,
            ContinuousClock.now - entry.at < Self.longest
        else { return nil }
        return entry.token
    }

    /// - Parameter revision: the database's, from before the token was read.
    func keep(_ token: FoundToken, _ sha256: String, _ revision: UInt64) {
        let entry = Entry(token: token, revision: revision, at: .now)
        entries.withLock { entries in
            if entries.count >= Self.most { entries.removeAll(keepingCapacity: true) }
            entries[sha256] = entry
        }
    }
}
