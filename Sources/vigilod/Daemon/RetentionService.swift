// Old rows of the audit log are archived once a day, and those that were archived are removed.

import Logging
import ServiceLifecycle
import VigiloPlatform
import VigiloStore

/// Applies the policies of retention at the start and once a day, and removes what was archived as soon as it was.
struct RetentionService: Service {
    let archives: AuditArchives
    let database: Database
    /// How long the rows of the platform's chain stay; nil: for ever.
    let platformDays: Int64?
    let logger: Logger

    /// Rows that an outlet has not taken yet are left, and looked at again after this.
    private static let pause = Duration.seconds(900)
    private static let period = Duration.seconds(24 * 3600)

    func run() async throws {
        let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        database.observe { notes in
            if notes.contains(where: { $0 is AuditArchiveEntered }) { wake.yield() }
        }
        try await cancelWhenGracefulShutdown {
            try await attempt("Drafts of archives not removed") { try await archives.removeDrafts() }
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while true {
                        wake.yield()
                        try await Task.sleep(for: Self.pause)
                    }
                }
                group.addTask { try await work(on: wakes) }
                try? await group.next()
                group.cancelAll()
            }
        }
    }

    private func work(on wakes: AsyncStream<Void>) async throws {
        var next = ContinuousClock.now
        for await _ in wakes {
            try await attempt("Archived rows not removed") { try await archives.removeArchivedRows() }
            guard next <= .now else { continue }
            next = .now + Self.period
            try await attempt("Policies of the audit log not applied") { try await applyPolicies() }
        }
    }

    private func applyPolicies() async throws {
        for outcome in try await archives.applyPolicies(platformDays: platformDays) {
            let chain: Logger.Metadata = ["workspace": "\(outcome.slug ?? "none, the platform")"]
            switch outcome.result {
            case .success(let archive):
                logger.info(
                    "Audit rows archived",
                    metadata: chain.merging(
                        ["rows": "\(archive.firstSeq)-\(archive.lastSeq)", "file": "\(archive.file)"]
                    ) { first, _ in first })
            case .failure(let error):
                logger.error(
                    "Audit rows not archived", metadata: chain.merging(["error": "\(error)"]) { first, _ in first })
            }
        }
    }

    /// What fails is told and tried again at the next turn; only the end of the daemon ends this.
    private func attempt<Result>(_ failure: Logger.Message, _ work: () async throws -> Result) async throws {
        do {
            _ = try await work()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            if Task.isCancelled { throw CancellationError() }
            logger.error(failure, metadata: ["error": "\(error)"])
        }
    }
}
