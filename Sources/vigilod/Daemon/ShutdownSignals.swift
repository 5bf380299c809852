// SIGTERM and SIGINT: the first asks, the second insists, and patience ends by itself.

import Dispatch
import Glibc
import Logging
import Synchronization

/// Watches for SIGTERM and SIGINT.
///
/// The watch is on a thread of its own, so that it works even when every other thread is stuck in a plugin.
final class ShutdownSignals {
    private let sources: [any DispatchSourceSignal]

    /// - Parameters:
    ///   - limit: How long a shutdown may take after the first signal; then the process ends where it stands.
    ///   - onFirst: Begins the shutdown.
    init(limit: Duration, logger: Logger, onFirst: @escaping @Sendable () async -> Void) {
        let queue = DispatchQueue(label: "vigilod.signals")
        let received = Received()
        sources = [SIGTERM, SIGINT].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                let name = signal == SIGTERM ? "SIGTERM" : "SIGINT"
                guard received.isFirst() else {
                    logger.critical("Daemon killed by a second signal", metadata: ["signal": "\(name)"])
                    _exit(ExitStatus.unexpectedFailure.rawValue)
                }
                logger.info("Daemon stopping", metadata: ["signal": "\(name)"])
                queue.asyncAfter(deadline: .now() + .seconds(Int(limit.components.seconds))) {
                    logger.critical(
                        "Shutdown took too long", metadata: ["limit_s": .stringConvertible(limit.components.seconds)])
                    // Not exit(3): what is stuck could be in the way of the process's own clearing up.
                    _exit(ExitStatus.unexpectedFailure.rawValue)
                }
                Task { await onFirst() }
            }
            source.activate()
            return source
        }
    }

    /// Ends the watch; a signal then does what it does to any process.
    func stop() {
        for source in sources { source.cancel() }
    }

    private final class Received: Sendable {
        private let any = Mutex(false)

        func isFirst() -> Bool {
            any.withLock { any in
                defer { any = true }
                return !any
            }
        }
    }
}
