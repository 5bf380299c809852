// The plugins of this daemon: found, taken in or refused, replaced, retired, listed, called.

import Dispatch
public import Logging
public import VigiloExtensionPoints
import VigiloPluginRuntime

/// The plugins of one daemon.
///
/// Whatever lies in a plugin directory, the host goes on: a file that cannot be taken in is a record with a reason, a
/// warning in the log and an event in the ledger, and the plugins beside it work.
public actor PluginHost {
    nonisolated let configuration: PluginHostConfiguration
    let registry: Registry
    private let services: any HostServices
    let ledger: any PluginLedger
    let logger: Logger
    /// Everything that happens, for whoever watches.
    nonisolated public let news = PluginNews()
    /// Where everything happens that may block: reading, loading, the plugins' own start.
    private let queue = DispatchQueue(label: "vigilo.plugin-host", attributes: .concurrent)

    var loader: PluginLoader
    var roster = PluginRoster()
    /// nil: files are loaded unprobed.
    var desk: ProbeDesk?
    private var knownFiles = KnownFiles(at: nil, build: "")
    var formerVersions: FormerVersions
    /// nil before the host runs, and where nothing can be watched.
    var watch: DirectoryWatch?
    /// Checks that did not protect this process, once a kind and file.
    public private(set) var taints: [PluginWarning] = []
    /// How far the look that is under way has come.
    public internal(set) var progress: PluginProgress?
    private var unreadable: [Listing.UnreadableDirectory] = []

    private var isOpen = false
    private var hasStarted = false
    private var waitingForStart: [CheckedContinuation<Void, Never>] = []
    /// One thing at a time: looks and commands wait for each other.
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// Libraries that are out of service and have to be shut down when their calls have ended.
    let (retirements, retire) = AsyncStream<LoadedPlugin>.makeStream()

    public init(
        configuration: PluginHostConfiguration, registry: Registry, services: any HostServices,
        ledger: any PluginLedger, logger: Logger
    ) {
        self.configuration = configuration
        self.registry = registry
        self.services = services
        self.ledger = ledger
        self.logger = logger
        loader = PluginLoader(
            registry: registry, services: services, vigiloVersion: configuration.vigiloVersion,
            decisions: Decisions(isSafeMode: configuration.isSafeMode), strikes: Strikes(at: nil, circumstances: ""))
        formerVersions = FormerVersions(at: configuration.formerVersionsDirectory)
    }

    /// Looks at every file in every plugin directory and takes in what can be taken in. Never throws: what is refused
    /// is a record. The events that came of it.
    ///
    /// A later scan leaves active plugins as they are, unless their files have changed, and looks at all other files again.
    @discardableResult
    public func scan(by actor: PluginActor? = nil) async -> [PluginEvent] {
        await exclusively {
            watch?.forgetUnfinished()
            return await look(LookOrder(isThorough: true, actor: actor))
        }
    }

    /// Has the process say, should it crash, by which signal, what it was loading and what tainted it; `program` names it
    /// with its version. To be called once, before anything else sets signal handlers that are to stay.
    public static func installCrashNote(program: String) {
        CrashNote.install(program: program)
    }

    nonisolated public var isSafeMode: Bool { configuration.isSafeMode }

    /// Returns when the first look of ``run(onStart:)`` has come to its end.
    public func started() async {
        if hasStarted { return }
        await withCheckedContinuation { waitingForStart.append($0) }
    }

    func noteStart() {
        hasStarted = true
        waitingForStart.forEach { $0.resume() }
        waitingForStart = []
    }

    /// Waits for its turn, and keeps everybody else waiting until `body` has come to its end.
    func exclusively<Value: Sendable>(_ body: () async throws -> Value) async rethrows -> Value {
        if isBusy {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isBusy = true
        }
        defer {
            if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
        }
        await openBooks()
        return try await body()
    }

    /// Reads what is known from earlier runs, once.
    private func openBooks() async {
        if isOpen { return }
        isOpen = true
        // Side by side: a start with a thousand known plugins reads some hundred kilobytes here.
        async let known = blocking { [configuration] in
            KnownFiles(
                at: configuration.knownFilesFile, build: VerdictFile.build(vigiloVersion: configuration.vigiloVersion))
        }
        let (desk, strikes) = await blocking { [configuration, services, logger] in
            if let fault = StagingDirectory.fault(at: configuration.stagingDirectory) {
                logger.warning(
                    "Plugins cannot be staged",
                    metadata: ["staging": "\(configuration.stagingDirectory)", "sentence": "\(fault)"])
            }
            return (
                ProbeDesk(configuration, section: { services.configuration(plugin: $0) }, logger: logger),
                Strikes(
                    at: configuration.strikesFile,
                    circumstances: VerdictFile.build(vigiloVersion: configuration.vigiloVersion))
            )
        }
        self.desk = desk
        knownFiles = await known
        loader.strikes = strikes
        if configuration.probe != nil, desk == nil {
            loader.probeWarning = PluginWarning(
                .probeSkipped, "it was loaded without a probe, because the program that probes is missing")
        }
        logger.record(strikes)
        let remembered = await ledger.remembered()
        roster.recall(remembered)
        for plugin in remembered where plugin.refusal?.reason == .disabledByOperator {
            loader.decisions.disable(
                Decisions.Disabling(
                    name: plugin.name, file: PluginFile(path: plugin.file), sentence: plugin.refusal?.sentence ?? ""))
        }
    }

    func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { [queue] continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }

    /// Lets every plugin end its calls and then shut down, all of them at once; none gets longer than `limit`.
    ///
    /// That goes for refused ones as well, as far as their registration had come to its end: they may have started
    /// something.
    public func shutdown(within limit: Duration) async {
        await withTaskGroup { group in
            for library in loader.libraries {
                group.addTask { await library.shutdown(within: limit) }
            }
        }
    }
}

// Looking. Everything here is only for whoever has the turn.
extension PluginHost {
    /// Looks at what is new or has changed, and at what was asked for, and tells everybody what came of it.
    func look(_ order: LookOrder) async -> [PluginEvent] {
        var (events, scan) = await pass(order)
        // What was in somebody's way may be so no longer.
        if events.contains(where: { $0.kind == .retired }), roster.waitsForKeys {
            let again = await pass(LookOrder(actor: order.actor))
            events += again.events
            scan = again.scan
        }
        await tell(events)
        logger.record(scan)
        return events
    }

    private func pass(_ order: LookOrder) async -> (events: [PluginEvent], scan: PluginScan) {
        let known = Set(roster.entries.keys)
        let listing = await blocking { [configuration] in
            Listing(configuration.directories, fingerprintsOf: known)
        }
        tell(of: listing.unreadable)
        let plan = roster.plan(for: listing, order) { watch?.isUnfinished($0) ?? false }
        if !plan.candidates.isEmpty || !plan.gone.isEmpty, await !mayChange() { return ([], await run([], order)) }
        loader.leaving = Set(plan.gone.filter { loader.serving[$0] != nil })
        let scan = await run(plan.candidates, order)
        for (file, known) in scan.learned { knownFiles.add(known, file) }
        var events = scan.results.compactMap { settle($0, order) }
        events += plan.gone.compactMap { settleGone($0, by: order.actor) }
        loader.leaving = []
        events += roster.settleMissing(listing)
        if !plan.candidates.isEmpty || !plan.gone.isEmpty { await finish(listing) }
        return (events, scan)
    }

    /// Tells the books that plugins are about to be changed. At the first look there is no way back: nothing would serve.
    private func mayChange() async -> Bool {
        do {
            try await ledger.willChange()
            return true
        } catch {
            logger.error(
                hasStarted
                    ? "Plugins left as they are, because the audit log cannot be signed"
                    : "Plugins taken in although the audit log cannot be signed", metadata: ["error": "\(error)"])
            return !hasStarted
        }
    }

    private func run(_ files: [PluginFile], _ order: LookOrder) async -> PluginScan {
        progress = files.isEmpty ? nil : PluginProgress(files: files.count)
        defer { progress = nil }
        let probing = desk?.probe
        var scan = await blocking { [configuration, knownFiles, queue] in
            PluginScan(files, order, configuration, known: knownFiles, on: queue)
        }
        var toBeProbed = await advance(&scan)
        while let probing, !toBeProbed.isEmpty {
            let done = progress?.probed ?? 0
            progress?.toBeProbed = done + toBeProbed.count
            let verdicts = await probing.verdicts(on: toBeProbed) { count, _ in
                await self.noteProbed(done + count)
            }
            // A probe that was called off says nothing of its file, which is left for the next run.
            if Task.isCancelled { return scan }
            scan.go(on: verdicts)
            desk?.add(verdicts)
            toBeProbed = await advance(&scan)
        }
        return scan
    }

    private func noteProbed(_ count: Int) {
        guard var progress else { return }
        progress.probed = max(progress.probed, count)
        self.progress = progress
    }

    private func advance(_ scan: inout PluginScan) async -> [PreparedPlugin] {
        let verdicts = desk?.verdicts
        let (advanced, loader, toBeProbed) = await blocking { [scan, loader] in
            var (scan, loader) = (scan, loader)
            let toBeProbed = scan.advance(&loader, verdicts)
            return (scan, loader, toBeProbed)
        }
        (scan, self.loader) = (advanced, loader)
        progress?.decided = scan.results.count
        return toBeProbed
    }

    private func settle(_ result: LoadResult, _ order: LookOrder) -> PluginEvent? {
        if case .replaced(let former) = result.change { retire.yield(former.active.library) }
        if result.outcome.isActive {
            for warning in result.outcome.findings.warnings where warning.code.isTaint {
                taint(warning, file: result.file)
            }
        }
        return roster.settle(result, isAsked: order.refreshed.contains(result.file), by: order.actor)
    }

    private func settleGone(_ file: PluginFile, by actor: PluginActor?) -> PluginEvent? {
        if let plugin = loader.withdraw(file) { retire.yield(plugin.active.library) }
        return roster.settleGone(
            file, Refusal(.retiredFileGone, "its file was removed from the plugin directory"), by: actor)
    }

    /// Taken out of service here and now.
    func takeOut(_ entry: PluginEntry, _ refusal: Refusal, by actor: PluginActor?) -> PluginEvent {
        if let plugin = loader.withdraw(entry.file) { retire.yield(plugin.active.library) }
        return roster.take(entry, outOfService: refusal, by: actor)
    }

    /// Once a kind and file; it stays until the daemon ends, whatever becomes of the plugin.
    private func taint(_ warning: PluginWarning, file: PluginFile) {
        let taint = PluginWarning(warning.code, "\(Quoted(file.path, upTo: 4096)): \(warning.sentence)")
        if !taints.contains(taint) {
            taints.append(taint)
            loader.crashFacts = ["tainted by: \(taints.map(\.code.rawValue).joined(separator: ", "))"]
            CrashNote.set(loader.crashFacts)
        }
    }

    private func finish(_ listing: Listing) async {
        let contents = roster.neededContents
        let images = Set(loader.serving.values.map(\.imageName))
        let isComplete = listing.unreadable.isEmpty
        (desk, knownFiles) = await blocking { [desk, knownFiles, configuration, logger] in
            let staging = StagingDirectory(path: configuration.stagingDirectory)
            staging.removeCopies(except: images.union(contents.map { "\($0).so" }))
            var (desk, known) = (desk, knownFiles)
            desk?.finish(contents, isComplete: isComplete, logger: logger)
            known.write(only: isComplete ? listing.files : nil, logger: logger)
            return (desk, known)
        }
    }

    /// Told once, until it is otherwise.
    private func tell(of directories: [Listing.UnreadableDirectory]) {
        for directory in directories where !unreadable.contains(directory) { logger.record(directory) }
        unreadable = directories
    }

    /// Tells the log, the watchers and the books, in this order.
    func tell(_ events: [PluginEvent]) async {
        guard !events.isEmpty else { return }
        for event in events { logger.record(event, roster) }
        news.tell(events)
        await ledger.record(events)
    }
}
