// A plugin in this process, from its file to its shutdown.

internal import CVigiloPlugin
internal import Synchronization
public import VigiloExtensionPoints

/// A plugin in this process: opened, checked, then registered once, and shut down once.
///
/// What it registered calls into it through its lane. Nothing that a plugin does here is a trap of the host's, short of
/// what no host can catch: a crash of its own.
public final class LoadedPlugin: Sendable {
    private enum State {
        case opened
        case registering
        case refused
        case active(PluginBridge)
        case closed(PluginBridge)
    }

    /// The number of the binary contract that this host speaks.
    public static var abiVersion: Int { Int(PluginABI.version) }

    /// What the plugin says of itself.
    public let descriptor: PluginDescriptor
    private let table: PluginTable
    private let state = Mutex<State>(.opened)
    /// Given when nothing is left that could begin a call.
    private let leaseEnded = Answer<Void>()

    private init(table: PluginTable) {
        self.table = table
        descriptor = table.descriptor
    }

    /// Loads the file into this process and checks what it says of itself. It is never unloaded.
    ///
    /// Runs the library's constructors and may block for as long as they like, so it must not be called on one of Swift's
    /// cooperative threads. `displayName` is the name of the file that the operator knows; refusals do not name `path`.
    /// `onStep` is told of each step before it is taken.
    public static func open(
        path: String, displayName: String, onStep: (LoadStep) -> Void = { _ in }
    ) throws(Refusal) -> LoadedPlugin {
        onStep(.constructors)
        let image = try LibraryImage(path: path, displayName: displayName)
        return LoadedPlugin(table: try PluginTable(of: image, onStep: onStep))
    }

    /// Lets the plugin register what it brings. Blocks, and works once.
    ///
    /// - Parameters:
    ///   - services: what the plugin may ask of the host, now and whenever it is called.
    ///   - vigiloVersion: the running version, which the plugin is told.
    /// - Returns: a draft whose extensions call into the plugin. If it is not wanted, nothing needs to be undone but
    ///   ``shutdown(within:)``.
    public func register(services: any HostServices, vigiloVersion: String) throws(Refusal) -> RegistrationDraft {
        let isFirst = state.withLock { state in
            guard case .opened = state else { return false }
            state = .registering
            return true
        }
        if !isFirst { throw Refusal(.registerFailed, "it has been registered before, and a plugin registers once") }

        let bridge = PluginBridge(
            plugin: descriptor.name, isThreadSafe: descriptor.isThreadSafe, services: services,
            vigiloVersion: vigiloVersion)
        let port = PluginPort(plugin: descriptor.name, lease: PluginLease(bridge.lane, ended: leaseEnded))
        bridge.registration.withLock { $0 = Registration(descriptor: descriptor, port: port) }
        // SAFETY: both tables live for ever; the function is the descriptor's and runs alone, because no extension of it
        // has been given to anybody yet.
        let status = unsafe table.register(bridge.host, bridge.registrar)
        let registration = bridge.registration.withLock { registration in
            defer { registration = nil }
            return registration
        }
        do throws(Refusal) {
            let draft = try registration?.outcome(status: status)
            state.withLock { $0 = .active(bridge) }
            return draft ?? RegistrationDraft(owner: descriptor.name)
        } catch {
            state.withLock { $0 = .refused }
            throw error
        }
    }

    /// Waits until nobody holds anything that it registered and the calls under way have ended, and then shuts it down.
    ///
    /// To be called once, after what it registered has been taken out of the registry. Whoever has looked one of its
    /// extensions up before still gets an answer from it.
    ///
    /// - Parameter limit: How long calls may take from then on; ``shutdown(within:)`` says what happens to longer ones.
    public func retire(within limit: Duration) async {
        await leaseEnded.value()
        await shutdown(within: limit)
    }

    /// Takes no more calls, waits for those under way, and then calls the plugin's shutdown, once and alone.
    ///
    /// If calls are still under way after `limit`, their callers are freed and the plugin's shutdown is not called, since it
    /// may not run beside them. A plugin that registered nothing has nothing to shut down.
    public func shutdown(within limit: Duration) async {
        let deadline = ContinuousClock.now + limit
        let active: PluginBridge? = state.withLock { state in
            guard case .active(let bridge) = state else { return nil }
            state = .closed(bridge)
            return bridge
        }
        guard let bridge = active, await bridge.lane.close(by: deadline), table.shutdown != nil else { return }
        let returned = Answer<Void>()
        // SAFETY: the last call has returned and the lane takes no more, so the plugin is alone with it.
        let started = PluginThread.start(named: descriptor.name) { [table] in
            table.shutdown?()
            returned.give(())
        }
        guard started else { return }
        Deadlines.schedule(at: deadline) { returned.give(()) }
        await returned.value()
    }

    /// How often the plugin was called.
    public var calls: CallCounts {
        state.withLock { state in
            switch state {
            case .active(let bridge), .closed(let bridge): bridge.lane.counts
            case .opened, .registering, .refused: CallCounts()
            }
        }
    }
}
