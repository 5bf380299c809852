// Checking the chains of a database: the one that is at work, or a copy of it.

public import VigiloAudit
public import VigiloStore

/// Checks chains of the audit log row by row, with all that is kept to compare them with.
///
/// Rows are read in rounds, each in a transaction of its own, by several readers side by side. What is compared is the chain as it
/// was when its check began: rows that are appended meanwhile change nothing.
public struct AuditVerification: Sendable {
    let database: Database
    let evidence: AuditEvidence
    /// How many read and hash at the same time.
    let readers: Int

    /// - Parameters:
    ///   - database: the one at work, or one that was opened to be read.
    ///   - readers: how many read and hash at the same time; nil: as many as the machine has cores, up to 4.
    public init(of database: Database, evidence: AuditEvidence, readers: Int? = nil) {
        self.database = database
        self.evidence = evidence
        self.readers = max(1, readers ?? min(Cores.count, Self.mostReaders))
    }

    /// A database has five readers, and others want to read, too.
    private static let mostReaders = 4

    /// How often a check begins anew because rows were archived while it ran.
    private static let mostBeginnings = 20

    /// Checks a chain.
    ///
    /// - Parameter progress: told how many rows of how many have been checked.
    public func verify(
        _ chain: VerifiableChain, progress: (_ rows: UInt64, _ of: UInt64) async throws -> Void = { _, _ in }
    ) async throws -> ChainVerification {
        let clock = ContinuousClock()
        let began = clock.now
        // What is kept elsewhere is read before the chain's end: a checkpoint of a row that comes later would accuse the chain.
        let kept = try await keptNotes()
        for _ in 0..<Self.mostBeginnings {
            do {
                var pass = try await ChainPass(chain, in: self, kept: kept)
                let report = try await pass.run(progress)
                return ChainVerification(
                    chain: chain, report: report, archivedRows: pass.start.tree.size, hasKey: !pass.keys.isEmpty,
                    seconds: began.duration(to: clock.now) / .seconds(1))
            } catch is ArchivedMeanwhile {
                continue
            }
        }
        throw PlatformError(
            .unavailable, code: "audit_archived_meanwhile",
            "Rows of the chain '\(chain.name)' were archived again and again while it was checked.",
            hint: "Try again when the archiving has ended.")
    }

    /// The notes of the file beside the database. Files are read on a thread that may wait.
    private func keptNotes() async throws -> [String] {
        guard let file = evidence.file else { return [] }
        return try await database.read { _ in KeptCheckpoints.notes(in: file) }
    }
}

/// Rows that were to be read were archived in the meantime.
struct ArchivedMeanwhile: Error {}

/// What a chain is compared with beside its own database.
public struct AuditEvidence: Sendable {
    /// The keys that are trusted to sign for a log, given its origin; none: its checkpoints are compared and vouch for nothing.
    public var keys: @Sendable (_ origin: String) -> [VerifierKey]
    /// Checkpoints that were kept elsewhere, as notes.
    public var against: [String]
    /// The file of checkpoints beside the database; it need not be there.
    public var file: String?

    public init(
        keys: @escaping @Sendable (_ origin: String) -> [VerifierKey] = { _ in [] }, against: [String] = [],
        file: String? = nil
    ) {
        self.keys = keys
        self.against = against
        self.file = file
    }

    /// The name of the file of checkpoints beside a database.
    public static let fileName = "audit-checkpoints.log"

    /// The keys of a list that bear an origin as their name.
    public static func keys(_ all: [VerifierKey]) -> @Sendable (_ origin: String) -> [VerifierKey] {
        { origin in all.filter { $0.type == .ed25519 && $0.name.utf8.elementsEqual(origin.utf8) } }
    }
}

/// The outcome for one chain.
public struct ChainVerification: Sendable, Equatable {
    public var chain: VerifiableChain
    public var report: ChainReport
    /// How many rows stood before the first one that was checked.
    public var archivedRows: UInt64
    /// Whether there was a key, without which no checkpoint vouches for anything.
    public var hasKey: Bool
    public var seconds: Double
}
