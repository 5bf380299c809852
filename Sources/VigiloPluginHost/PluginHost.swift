// The plugins of this daemon: found, taken in or refused, listed, called.

import Dispatch
public import Logging
public import VigiloExtensionPoints
import VigiloPluginRuntime

/// The plugins of one daemon.
///
/// Whatever lies in a plugin directory, the host goes on: a file that cannot be taken in is a record with a reason, a
/// warning in the log and an event in the ledger, and the plugins beside it work.
public actor PluginHost {
    private let configuration: PluginHostConfiguration
    let registry: Registry
    private let services: any HostServices
    private let ledger: any PluginLedger
    private let logger: Logger
    /// Where everything happens that may block: reading, loading, the plugins' own start.
    private let queue = DispatchQueue(label: "vigilo.plugin-host", attributes: .concurrent)

    private var loader: PluginLoader
    /// nil: not opened yet, or files are loaded unprobed.
    private var desk: ProbeDesk?
    private var hasOpenedDesk = false
    private(set) var outcomes: [PluginOutcome] = []
    private var phase = Phase.idle

    private enum Phase {
        case idle
        case scanning(waiting: [CheckedContinuation<Void, Never>])
    }

    public init(
        configuration: PluginHostConfiguration, registry: Registry, services: any HostServices,
        ledger: any PluginLedger, logger: Logger
    ) {
        self.configuration = configuration
        self.registry = registry
        self.services = services
        self.ledger = ledger
        self.logger = logger
        loader = PluginLoader(registry: registry, services: services, vigiloVersion: configuration.vigiloVersion)
    }

    /// Looks at every file in every plugin directory and takes in what can be taken in. Never throws: what is refused
    /// is a record.
    ///
    /// A later scan leaves active plugins as they are and looks at all other files again. Only one scan runs at a time;
    /// whoever asks for one meanwhile waits for its end.
    public func scan() async {
        if case .scanning(let waiting) = phase {
            await withCheckedContinuation { phase = .scanning(waiting: waiting + [$0]) }
            return
        }
        phase = .scanning(waiting: [])
        let active = outcomes.filter(\.isActive)
        let scan = await run(except: active)
        outcomes = active + scan.outcomes
        logger.record(scan)
        if !scan.outcomes.isEmpty { await ledger.record(scan.outcomes.map { PluginEvent($0) }) }
        if case .scanning(let waiting) = phase { waiting.forEach { $0.resume() } }
        phase = .idle
    }

    private func run(except active: [PluginOutcome]) async -> PluginScan {
        await openDesk()
        var scan = await blocking { [configuration, queue] in PluginScan(configuration, except: active, on: queue) }
        var toBeProbed = await advance(&scan)
        while let probe = desk?.probe, !toBeProbed.isEmpty {
            let verdicts = await probe.verdicts(on: toBeProbed)
            scan.go(on: verdicts)
            desk?.add(verdicts)
            toBeProbed = await advance(&scan)
        }
        await finish(scan)
        return scan
    }

    private func openDesk() async {
        if hasOpenedDesk { return }
        hasOpenedDesk = true
        desk = await blocking { [configuration, services, logger] in
            ProbeDesk(configuration, section: { services.configuration(plugin: $0) }, logger: logger)
        }
    }

    private func advance(_ scan: inout PluginScan) async -> [PreparedPlugin] {
        let verdicts = desk?.verdicts
        let (advanced, loader, toBeProbed) = await blocking { [scan, loader] in
            var (scan, loader) = (scan, loader)
            let toBeProbed = scan.advance(&loader, verdicts)
            return (scan, loader, toBeProbed)
        }
        (scan, self.loader) = (advanced, loader)
        return toBeProbed
    }

    private func finish(_ scan: PluginScan) async {
        desk = await blocking { [desk, logger] in
            scan.cleanUp()
            var desk = desk
            desk?.finish(scan, logger: logger)
            return desk
        }
    }

    private func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
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
