// SIGTERM and SIGINT: the first asks, the second insists, and patience ends by itself.

import Dispatch
import Glibc
import Logging

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
        // Apart, so that patience ends even where a signal's line is held up by the log.
        let clock = DispatchQueue(label: "vigilod.shutdown-limit")
        let signals = SignalSequence()
        sources = [SIGTERM, SIGINT].map { signal in
            let name: Logger.MetadataValue = signal == SIGTERM ? "SIGTERM" : "SIGINT"
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                switch signals.next(at: .now) {
                case .asks:
                    let seconds = limit.components.seconds
                    clock.asyncAfter(deadline: .now() + .seconds(Int(seconds))) {
                        Self.end("Shutdown took too long", ["limit_s": .stringConvertible(seconds)], logger)
                    }
                    LastWords.say { logger.info("Daemon stopping", metadata: ["signal": name]) }
                    Task { await onFirst() }
                case .echoes: break
                case .insists: Self.end("Daemon killed by a second signal", ["signal": name], logger)
                }
            }
            source.activate()
            return source
        }
    }

    private static func end(_ message: Logger.Message, _ metadata: Logger.Metadata, _ logger: Logger) -> Never {
        LastWords.say { logger.critical(message, metadata: metadata) }
        // Not exit(3): what is stuck could be in the way of the process's own clearing up.
        _exit(ExitStatus.unexpectedFailure.rawValue)
    }

    /// Ends the watch; a signal then does what it does to any process.
    func stop() {
        for source in sources { source.cancel() }
    }
}
