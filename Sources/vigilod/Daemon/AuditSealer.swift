// Signing the audit log while the daemon runs: at the start, as rows come, and at the end.

import Logging
import ServiceLifecycle
import VigiloAudit
import VigiloPlatform
import VigiloStore

/// Signs checkpoints when they are due. It stops before the store is closed, and signs once more then.
struct AuditSealer: Service {
    let sealing: AuditSealing
    /// What is done with a new checkpoint before the next is made.
    var onSealed: @Sendable ([SignedCheckpoint]) -> Void = { _ in }
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    let logger: Logger

    func run() async throws {
        tell(await sealing.sealAll())
        await withDiscardingTaskGroup { group in
            for await _ in sealing.wakes.cancelOnGracefulShutdown() {
                tell(await sealing.sealDue())
                guard let delay = sealing.takeTimer() else { continue }
                group.addTask {
                    try? await sleep(delay)
                    sealing.wake()
                }
            }
            group.cancelAll()
        }
        tell(await sealing.sealAll())
    }

    private func tell(_ reports: [AuditSealing.Report]) {
        var sealed: [SignedCheckpoint] = []
        for report in reports {
            switch report.outcome {
            case .success(let checkpoint): sealed.append(checkpoint)
            // Told when it was found out.
            case .failure(is AuditInconsistency): continue
            case .failure(let error):
                logger.error("Audit log not signed", metadata: ["chain": "\(report.chain)", "error": "\(error)"])
            }
        }
        if !sealed.isEmpty { onSealed(sealed) }
    }
}

extension AuditSigner {
    /// The signer as this daemon wires it: what it refuses is in the log.
    convenience init(database: Database, seed: [UInt8], in directory: DataDirectory, logger: Logger) {
        self.init(database: database, seed: seed, checkpointsFile: directory.checkpoints) { inconsistency in
            logger.error(
                "Audit log does not continue what was signed of it; nothing more is signed",
                metadata: [
                    "chain": "\(inconsistency.chain)", "kind": "\(inconsistency.kind.rawValue)",
                    "sentence": "\(inconsistency.sentence)",
                ])
        } onTornFile: {
            logger.warning(
                "A crash left a part of a checkpoint, which is cut off",
                metadata: ["file": "\(directory.checkpoints)"])
        }
    }
}
