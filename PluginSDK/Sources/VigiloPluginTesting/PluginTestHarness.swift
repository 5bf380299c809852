// A host for one plugin in a test: it loads and registers it as the daemon does, and stands in for what the daemon has.

internal import CVigiloPlugin
internal import Synchronization
public import VigiloPluginSDK

/// A host for one plugin, to test it in its own package.
///
///     @Test func `takes ticket numbers and normalises them`() throws {
///         let plugin = try PluginTestHarness(TicketNumbers.self)
///         #expect(try plugin.validate("ops-17") == .accept("OPS-17"))
///         #expect(try plugin.call("next_ticket", "ops", 17, as: String.self) == "OPS-18")
///     }
///
/// It loads the real library, or takes the `Plugin` type that is linked into the test, has it register, and calls what
/// it registered through the same C tables as the daemon. Configuration, workspace, store and log are the test's own.
///
/// Everything that can go wrong is an error with a sentence: a ``PluginRefusal`` from the initialisers where the daemon
/// would refuse the plugin; a `PluginError` with the plugin's own sentence from a call that fails; a ``ContractBreach``
/// where the plugin does what the contract forbids.
///
/// Calls run on the thread that makes them, without a deadline. A harness may be used from several threads at once:
/// the calls of a plugin that is not thread-safe then wait for each other, as they do in the daemon.
public final class PluginTestHarness: Sendable {
    /// The version that a plugin is told, and has to be compatible with, unless a test says otherwise.
    public static let vigiloVersion = "1.0.0"

    /// What the plugin says of itself.
    public let plugin: PluginDescription
    /// The extensions that it registered, in its own order.
    public let extensions: [RegisteredExtension]
    /// The typed functions that it registered, in its own order.
    public let functions: [RegisteredFunction]
    let host: TestHost
    let bodies: [String: @Sendable (CallFrame) -> Void]
    private let shutdownFunction: (@Sendable () -> Void)?
    private let isShutDown = Atomic(false)
    /// Held by a call of a plugin that is not thread-safe, and by every run of a periodic task.
    private let turn = Mutex(())

    /// Loads a plugin's library and has it register.
    ///
    /// Each harness loads a copy of its own, so nothing is left over from another test.
    ///
    /// - Parameters:
    ///   - path: the `.so`. A name without a slash, `"librisk_math.so"`, is looked for beside the test program, where
    ///     `swift test` has put what it built.
    ///   - configuration: the table `[plugins.NAME]` of the daemon's configuration.
    ///   - workspace: the workspace that calls are about; nil for calls about none.
    ///   - vigiloVersion: the version of Vigilo that the plugin is told; it has to be one that the plugin is for.
    public convenience init(
        library path: String, configuration: JSON = [:], workspace: TestWorkspace? = TestWorkspace(),
        vigiloVersion: String = PluginTestHarness.vigiloVersion
    ) throws {
        let library = try PluginLibrary(path: path)
        let host = TestHost(configuration: configuration, workspace: workspace, vigiloVersion: vigiloVersion)
        var shutdown: (@Sendable () -> Void)?
        if let function = library.shutdown { shutdown = { function() } }
        let register = {
            // SAFETY: both tables live for ever; the function is the descriptor's and runs alone.
            unsafe library.register(UnsafePointer(host.table), UnsafePointer(host.registrar))
        }
        try self.init(library.description, host, vigiloVersion, shutdown: shutdown, register: register)
    }

    /// Takes a plugin that is linked into the test program, and has it register: no library has to be built, and a
    /// debugger stops in it.
    ///
    /// Global variables of the plugin are shared by all tests then. See
    /// ``init(library:configuration:workspace:vigiloVersion:)`` for the parameters.
    public convenience init<Tested: Plugin & SendableMetatype>(
        _ type: Tested.Type, configuration: JSON = [:], workspace: TestWorkspace? = TestWorkspace(),
        vigiloVersion: String = PluginTestHarness.vigiloVersion
    ) throws {
        let host = TestHost(configuration: configuration, workspace: workspace, vigiloVersion: vigiloVersion)
        let description = PluginDescription(
            name: type.name, kind: type.kind, version: type.version, compatibleWith: type.compatibleWith,
            isThreadSafe: type.isThreadSafe, isPure: type.isPure)
        try self.init(description, host, vigiloVersion, shutdown: { Tested.shutdown() }) {
            host.register(type)
        }
    }

    private init(
        _ plugin: PluginDescription, _ host: TestHost, _ vigiloVersion: String, shutdown: (@Sendable () -> Void)?,
        register: () -> Int32
    ) throws {
        try plugin.check(against: vigiloVersion)
        guard host.state.withLock({ $0.configuration.objectValue != nil }) else {
            throw PluginError.invalidArgument("the configuration of a plugin is a JSON object")
        }
        host.registration.withLock { $0.kind = plugin.kind }
        let status = register()
        let sentence = host.state.withLock { $0.sentence }
        let registration = Result { () throws(PluginRefusal) in
            var registration = host.registration.withLock { registration in
                defer { registration.kind = nil }
                return registration
            }
            try registration.close(status: status, sentence: sentence)
            return registration
        }
        let registered = try registration.get()
        self.plugin = plugin
        self.host = host
        extensions = registered.extensions
        functions = registered.functions
        bodies = registered.bodies
        shutdownFunction = shutdown
    }

    deinit {
        for call in host.state.withLock({ state in
            defer { state.calls = [:] }
            return Array(state.calls.values)
        }) {
            call.free()
        }
    }

    /// Ends the plugin as the daemon does: calls its `shutdown`, once and alone. Calls afterwards are the test's
    /// mistake.
    ///
    /// Throws a ``ContractBreach`` if the plugin did something after the call that it belonged to.
    public func shutdown() throws {
        if isShutDown.compareExchange(expected: false, desired: true, ordering: .sequentiallyConsistent).exchanged {
            turn.withLock { _ in shutdownFunction?() }
        }
        try throwLateBreach()
    }
}

// Calls, one at a time or as they come.
extension PluginTestHarness {
    func inTurn<Value>(isAlone: Bool, _ body: () throws -> Value) throws -> Value {
        if isShutDown.load(ordering: .sequentiallyConsistent) {
            throw PluginError.unavailable("the plugin has been shut down; make a harness of its own for each test")
        }
        try throwLateBreach()
        if plugin.isThreadSafe, !isAlone { return try body() }
        var outcome: Result<Value, any Error> = .failure(ContractBreach("the call never began"))
        turn.withLock { _ in outcome = Result { try body() } }
        return try outcome.get()
    }

    /// What came too late for its own call fails the next one.
    private func throwLateBreach() throws {
        let first = host.state.withLock { $0.breaches.isEmpty ? nil : $0.breaches.removeFirst() }
        if let first { throw ContractBreach(first) }
    }
}

extension PluginDescription {
    /// What the daemon checks before it lets a plugin register.
    fileprivate func check(against vigiloVersion: String) throws(PluginRefusal) {
        if !TableReader.isName(name) {
            throw PluginRefusal("name.invalid", "its name '\(name)' is not one; names are [a-z][a-z0-9_]{0,63}")
        }
        if VersionNumber(version) == nil {
            throw PluginRefusal("version.invalid", "its version '\(version)' is not one such as 1.0.0")
        }
        if compatibleWith.isEmpty {
            throw PluginRefusal("version.range_missing", "its compatible_with is empty; write it like '>=1.0,<2.0'")
        }
        if CompatibleVersions(compatibleWith) == nil {
            throw PluginRefusal(
                "version.range_invalid",
                "its compatible_with '\(compatibleWith)' cannot be read; write it like '>=1.0,<2.0'")
        }
        if !isCompatible(with: vigiloVersion) {
            throw PluginRefusal(
                "version.incompatible", "it needs Vigilo \(compatibleWith), and this is Vigilo \(vigiloVersion)")
        }
    }
}

extension TestHost {
    /// Has a plugin in this process register; the status that its `register_plugin` would return.
    fileprivate func register(_ type: any Plugin.Type) -> Int32 {
        // SAFETY: both are our own tables, of these types, and live for ever.
        let registry = unsafe Registry(
            testing: UnsafeRawPointer(table), registrar: UnsafeRawPointer(registrar),
            keepBody: { name, body in
                self.registration.withLock { registration in
                    registration.bodies[name] = body
                    return registration.bodies.count <= 64
                }
            })
        defer { registry.close() }
        do {
            try type.register(registry)
            return Int32(VIGILO_OK)
        } catch {
            state.withLock { $0.sentence = $0.sentence ?? String(describing: error) }
            return Int32(VIGILO_FAILED)
        }
    }
}
