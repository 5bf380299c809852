// The daemon put together: the only place that knows all of its parts.

import Glibc
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import VigiloExtensionPoints
import VigiloPlatform
import VigiloPluginHost
import VigiloServer
import VigiloStore
import VigiloWire

/// One run of the daemon, from the first check to the last file removed.
struct Daemon: Sendable {
    let settings: Settings
    let logger: Logger

    /// The longest that a shutdown may take.
    static let shutdownLimit: Duration = .seconds(10)
    /// After this long, requests that are still being answered are cut off.
    static let requestShutdownLimit: Duration = .seconds(6)
    /// How long plugins get to end their calls.
    static let pluginShutdownLimit: Duration = .seconds(3)

    /// Returns after a clean shutdown.
    func run() async throws {
        ProcessState.prepare()
        PluginHost.installCrashNote(program: "vigilod \(vigiloVersion)")
        try settings.trust.checkAtStart(logger)
        let directory = try DataDirectory.opened(at: settings.dataDirectory)
        let lock = try takeLock(on: directory)
        defer { withExtendedLifetime(lock) {} }
        let parts = try await assemble(in: directory)
        defer { parts.socket.remove() }
        logger.info(
            "Daemon starting",
            metadata: [
                "version": "\(vigiloVersion)", "pid": .stringConvertible(getpid()), "data_dir": "\(directory.path)",
                "installation.id": "\(parts.installationID)", "config": "\(settings.configurationFile ?? "none")",
            ])
        try await serve(parts)
    }

    private func assemble(in directory: DataDirectory) async throws -> DaemonParts {
        try InstallationKey.check(in: directory)
        let database = try openDatabase(in: directory)
        let registry = Registry()
        let seed = try AuditKey.seed(in: directory, at: settings.auditKeyFile)
        let signer = AuditSigner(database: database, seed: seed, in: directory, logger: logger)
        let witness = AuditWitness(
            database: database, seed: try AuditKey.witnessSeed(in: directory), logs: settings.witnessedLogs)
        let platform = Platform(
            database: database, registry: registry, regions: settings.regions, signer: signer, witness: witness)
        guard let installationID = try await installationID(of: platform, in: directory) else {
            throw directory.notInitialised
        }
        try platform.registerBuiltIns()
        let archives = AuditArchives(platform.audit, dataDirectory: directory.path, checkpoints: signer)
        let delivery = AuditDelivery(platform.audit)
        try await delivery.configure(settings.outlets.map { ($0.name, $0.fromStart) })
        let secrets = try OutletService.secrets(of: settings.outlets)
        let logs = PluginLogs()
        let plugins = PluginHost(
            platform: platform, signer: signer, registry: registry, logs: logs, settings: settings, logger: logger)
        let socket = try SocketFile(preparing: settings.socketPath)
        return DaemonParts(
            installationID: installationID, database: database, platform: platform, signer: signer, plugins: plugins,
            logs: logs, socket: socket, archives: archives, delivery: delivery, secrets: secrets)
    }

    /// The first thing that is read: a database that can be opened may be damaged all the same.
    private func installationID(of platform: Platform, in directory: DataDirectory) async throws -> String? {
        do {
            return try await platform.installation.id()
        } catch let error as StoreError {
            throw Failure(.dataDirectory, "\(directory.database): \(error.sentence)")
        }
    }

    private func takeLock(on directory: DataDirectory) throws -> DataDirectoryLock {
        do {
            return try DataDirectoryLock(directory, for: .run)
        } catch let held as DataDirectoryLock.Held {
            let doing = held.purpose == .initialise ? "is initialising it" : "is serving it"
            throw Failure(
                .alreadyRunning, "The data directory \(directory.path) is in use: \(held.holder) \(doing).",
                hint: "Stop that process first, or choose another directory with --data-dir.")
        }
    }

    private func openDatabase(in directory: DataDirectory) throws(Failure) -> Database {
        do {
            return try Database.open(at: directory.database, migrations: Platform.migrations)
        } catch {
            throw Failure(.dataDirectory, error.sentence)
        }
    }

    /// Serves until a signal asks to stop.
    private func serve(_ parts: DaemonParts) async throws {
        // Requests are answered on the loop of their connection, so there is one for each core, up to what a database
        // that one at a time may write to can make use of.
        let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: min(System.coreCount, 4))
        let group = ServiceGroup(configuration: services(of: parts, on: eventLoops))
        let signals = ShutdownSignals(limit: Self.shutdownLimit, logger: logger) {
            await group.triggerGracefulShutdown()
        }
        defer { signals.stop() }
        do {
            try await group.run()
        } catch let error as IOError {
            let cause = SystemError(number: error.errnoCode)
            throw Failure(.socket, "The socket \(parts.socket.path) cannot be made: \(cause).")
        }
        try await eventLoops.shutdownGracefully()
    }

    /// In the order of the start. They stop in reverse: first no more requests, then no more plugins, the database
    /// last.
    private func services(of parts: DaemonParts, on eventLoops: any EventLoopGroup) -> ServiceGroupConfiguration {
        let (listening, listens) = AsyncStream<Void>.makeStream()
        let start = PluginStart(host: parts.plugins, settings: settings, logger: logger)
        let witnesses = WitnessAsking(
            settings.witnesses, quorum: settings.witnessQuorum, signer: parts.signer, eventLoops: eventLoops,
            logger: logger)
        let api = API(
            platform: parts.platform, plugins: parts.plugins, logs: parts.logs,
            daemon: facts(of: parts, witnesses.board), archives: parts.archives, delivery: parts.delivery,
            hasStarted: { await parts.plugins.started() })
        let doors = APIDoors(
            api: api, socket: parts.socket.path, loopback: settings.loopback, eventLoops: eventLoops, logger: logger)
        let notification = ServiceNotification(
            address: [String: String].ofThisProcess["NOTIFY_SOCKET"], logger: logger)
        let announcement = Announcement(
            socket: parts.socket, listening: listening, start: start, notification: notification,
            startupMemory: StartupMemory(), logger: logger)
        let plugins = PluginService(host: parts.plugins, start: start, limit: Self.pluginShutdownLimit)
        let outlets = OutletService.services(
            for: settings.outlets, parts.delivery, installation: parts.installationID, secrets: parts.secrets,
            eventLoops: eventLoops, logger: logger)
        let retention = RetentionService(
            archives: parts.archives, database: parts.database, platformDays: settings.auditRetentionDays,
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: StoreService(database: parts.database), serviceName: "store"),
                .init(service: witnesses, serviceName: "witnesses"),
                .init(service: sealer(of: parts, witnesses), serviceName: "audit sealer"),
                .init(service: FeedService(feed: parts.platform.audit.feed), serviceName: "audit feed"),
                .init(service: retention, serviceName: "retention"),
            ]
                + outlets.map { .init(service: $0, serviceName: "outlet \($0.outlet.name)") }
                + [.init(service: plugins, serviceName: "plugins")]
                + doors.services { listens.yield() }.map { .init(service: $0, serviceName: "api") } + [
                    // It fails only where a start is called off, and then everything ends in its order.
                    .init(
                        service: announcement, failureTerminationBehavior: .gracefullyShutdownGroup,
                        serviceName: "announcement")
                ],
            logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.requestShutdownLimit
        return configuration
    }

    private func sealer(of parts: DaemonParts, _ witnesses: WitnessAsking) -> AuditSealer {
        let start = ContinuousClock.now
        let sealing = AuditSealing(signer: parts.signer) { ContinuousClock.now - start }
        return AuditSealer(sealing: sealing, onSealed: { witnesses.ask(for: $0) }, logger: logger)
    }

    private func facts(of parts: DaemonParts, _ board: WitnessBoard) -> DaemonFacts {
        var facts = DaemonFacts(
            installationID: parts.installationID, abi: PluginHost.abi, pid: Int(getpid()), startedAt: .now(),
            dataDirectory: settings.dataDirectory, pluginDirectories: settings.pluginDirectories,
            regions: settings.regions, residentMemoryBytes: { ProcessState.residentMemoryBytes })
        if !settings.witnesses.isEmpty { facts.witnesses = { board.report } }
        return facts
    }
}

/// What one run of the daemon is made of.
private struct DaemonParts: Sendable {
    let installationID: String
    let database: Database
    let platform: Platform
    let signer: AuditSigner
    let plugins: PluginHost
    let logs: PluginLogs
    let socket: SocketFile
    let archives: AuditArchives
    let delivery: AuditDelivery
    let secrets: [String: WebhookSecret]
}
