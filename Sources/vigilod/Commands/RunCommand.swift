// vigilod run: the daemon, in the foreground.

import ArgumentParser
import Glibc
import Logging

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the daemon in the foreground until SIGTERM or SIGINT.",
        discussion: """
            Settings come from the flags, the environment, the configuration file and the defaults, in this order. The \
            keys of the file: data_dir, socket, plugins_dirs, runner, probe_deadline, regions, log.level, log.format, \
            trust.check_owners, trust.require_signature, trust.allowed_signers, trust.allowed_sha256, \
            trust.denied_sha256, audit.key_file, audit.witnesses, audit.quorum, audit.retention_days, witness.logs, a table \
            [[audit.outlets]] for each receiver of the audit log, and a table [plugins.NAME] for each plugin that wants one.
            """)

    @OptionGroup var place: PlaceFlags
    @OptionGroup var flags: RunFlags

    func run() async throws {
        let settings = try Settings.gather(place, flags)
        let style = LogWriter.Style.chosen(
            settings.logFormat, isTerminal: Terminal.errorIsTerminal, environment: .ofThisProcess)
        let writer = LogWriter(style: style)
        let level = settings.logLevel
        LoggingSystem.bootstrap { LineLogHandler(label: $0, writer: writer, level: level) }
        let logger = Logger(label: "vigilod")
        do {
            try await Daemon(settings: settings, logger: logger).run()
        } catch {
            let failure = error as? Failure ?? Failure(.unexpectedFailure, "The daemon failed: \(error)")
            guard style == .json else { throw failure }
            // Whoever reads JSON lines cannot read anything else.
            logger.critical("Daemon ended", metadata: failure.metadata)
            throw ExitCode(failure.status.rawValue)
        }
        logger.info("Daemon stopped")
    }
}

extension Failure {
    fileprivate var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["error": "\(sentence)", "exit_status": .stringConvertible(status.rawValue)]
        if let hint { metadata["hint"] = "\(hint)" }
        return metadata
    }
}
