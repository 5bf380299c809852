// Archiving the audit log: old rows move to a file, and the chain goes on from behind them.

import Synchronization
import VigiloStore

/// The archives of the audit log.
///
/// At any point an archive has either happened or not: until one transaction moves the chain's start, every row is where it
/// was; from then on the rows are in a file that was read back and checked, and what is left of them in the database counts
/// as gone.
public struct AuditArchives: Sendable {
    let records: Records
    /// Where the files lie.
    let folder: String
    let checkpoints: any CheckpointSource
    private let claims = ArchiveClaims()
    /// Told of every step; a test interrupts there.
    var onStep: @Sendable (ArchiveStep) async throws -> Void = { _ in }

    /// - Parameters:
    ///   - dataDirectory: the files lie in its folder `audit-archives`, one folder a chain.
    ///   - checkpoints: who signs the size at which an archive ends.
    public init(_ audit: Audit, dataDirectory: String, checkpoints: any CheckpointSource) {
        records = audit.records
        folder = "\(dataDirectory)/\(Self.folderName)"
        self.checkpoints = checkpoints
    }

    static let folderName = "audit-archives"

    /// Moves the rows that are older than a time to a file, as far as they are from the beginning of the chain. Of a
    /// workspace's chain this needs `audit.archive`, of the platform's a platform admin.
    ///
    /// - Parameters:
    ///   - isTrial: nothing is done; the answer tells what would be.
    ///   - slug: nil for the platform's chain.
    /// - Returns: the archive; nil if no row is old enough. One that was only tried has no sum and no size.
    public func make(
        before: Timestamp, isTrial: Bool = false, in slug: String?, by caller: Caller
    ) async throws -> AuditArchive? {
        guard before <= .now() else {
            throw PlatformError.invalid("before", "lies in the future", in: "an archive")
        }
        let chain = try await records.read { try Self.chain(slug, by: caller, $0) }
        return try await make(before: before, isTrial: isTrial, of: chain, by: .caller(caller))
    }

    func make(
        before: Timestamp, isTrial: Bool = false, of chain: AuditChain, by actor: Actor
    ) async throws -> AuditArchive? {
        guard claims.claim(chain) else {
            throw PlatformError(
                .conflict, code: "archive_under_way", "Rows of this log are being archived already.",
                hint: "See what became of it with: vigilo audit archives")
        }
        defer { claims.giveBack(chain) }
        guard let range = try await ArchiveRange.find(in: chain, before: before, records) else { return nil }
        let run = ArchiveRun(archives: self, chain: chain, range: range, before: before, actor: actor)
        return isTrial ? run.outline : try await run.carryOut()
    }

    /// A page of the archives of a chain, the latest first. A workspace's needs `audit.read`, the platform's
    /// `audit.read_all`.
    public func list(
        _ page: PageRequest, in slug: String?, by caller: Caller
    ) async throws -> Slice<AuditArchive> {
        let limit = try page.checkedLimit()
        let list = "audit_archives"
        let position = try page.cursor.map { text throws(PlatformError) in
            guard let seq = Int64(try Cursor(parsing: text, list: list).key) else { throw Cursor.unreadable }
            return seq
        }
        return try await records.read { transaction in
            let chain = try Audit.readable(slug, by: caller, transaction).chain
            let found = try AuditArchive.list(
                chain, endingBefore: position ?? .max, limit: limit + 1, transaction)
            return Slice(found, limit: limit) { Cursor(list: list, key: String($0.lastSeq)) }
        }
    }

    private static func chain(
        _ slug: String?, by caller: Caller, _ transaction: Transaction
    ) throws -> AuditChain {
        guard let slug else {
            try Permissions.check(.auditReadAll, by: caller, transaction)
            return .platform
        }
        return .workspace(try Permissions.check(.auditArchive, in: slug, by: caller, transaction).id)
    }
}

/// The chains of which rows are being archived.
private final class ArchiveClaims: Sendable {
    private let chains = Mutex<Set<AuditChain>>([])

    func claim(_ chain: AuditChain) -> Bool {
        chains.withLock { $0.insert(chain).inserted }
    }

    func giveBack(_ chain: AuditChain) {
        _ = chains.withLock { $0.remove(chain) }
    }
}
