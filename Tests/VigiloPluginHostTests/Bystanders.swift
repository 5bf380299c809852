// Those who stand around a plugin host in its tests: services, a ledger, a log, a core.

import Logging
import Synchronization
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost

/// Host services that have nothing.
struct NoServices: HostServices {
    var configurations: [String: JSONValue] = [:]

    private static let nothing = HostServiceError(.unavailable, "there is nothing here")

    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?) {}
    func configuration(plugin: String) -> JSONValue { configurations[plugin] ?? [:] }
    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue { throw Self.nothing }
    func counts(
        entityType: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> [String: Int] { throw Self.nothing }
    func records(
        entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> RecordPage { throw Self.nothing }
    func storedValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> [UInt8] { throw Self.nothing }
    func store(
        _ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) { throw Self.nothing }
    func removeStoredValue(
        plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) { throw Self.nothing }
}

/// Remembers what it was told, call by call.
actor RecordingLedger: PluginLedger {
    private(set) var entries: [[PluginEvent]] = []
    private var books: [String: RememberedPlugin] = [:]

    func remembered() -> [RememberedPlugin] { books.values.sorted { $0.file < $1.file } }

    func record(_ events: [PluginEvent]) {
        entries.append(events)
        for event in events {
            if let former = event.formerFile { books[former] = nil }
            switch event.memory {
            case .keep(let plugin): books[event.file] = plugin
            case .forget: books[event.file] = nil
            case .unchanged: break
            }
        }
    }

    var kinds: [PluginEvent.Kind] { entries.flatMap { $0.map(\.kind) } }
}

/// Remembers log lines as `LEVEL MESSAGE key=value ...`, keys sorted.
struct RecordingLog: LogHandler {
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])

        var all: [String] { lines.withLock { $0 } }

        func append(_ line: String) {
            lines.withLock { $0.append(line) }
        }
    }

    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
        lines.append("\(event.level) \(event.message)" + facts.joined())
    }
}

/// A built-in field type.
struct CoreFieldType: FieldType {
    let key: String
    var label: String { key }
    var optionsSchema: JSONValue? { nil }

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict { .accepted(value) }

    func describe(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> String? { nil }
}

/// A plugin host in a temporary folder, with everyone around it.
struct TestHost {
    let folder: TemporaryFolder
    let directory: String
    let registry = Registry()
    let ledger: RecordingLedger
    let log = RecordingLog.Lines()
    let host: PluginHost

    /// `otherDirectories` come after the one that it makes itself. Nothing is probed unless `probe` says so.
    init(
        otherDirectories: [String] = [], staging: String? = nil, version: String = "1.0.0",
        trust: TrustPolicy = TrustPolicy(), probe: Probing? = nil,
        in existing: TemporaryFolder? = nil, ledger: RecordingLedger = RecordingLedger(),
        configurations: [String: JSONValue] = [:],
        adjust: (inout PluginHostConfiguration) -> Void = { _ in }
    ) throws {
        self.ledger = ledger
        folder = try existing ?? TemporaryFolder("host")
        directory = try folder.folder("plugins")
        let log = log
        var core = RegistrationDraft(owner: Registry.core)
        core.fieldTypes = [CoreFieldType(key: "text")]
        try registry.merge(core)
        var configuration = PluginHostConfiguration(
            directories: [directory] + otherDirectories, stagingDirectory: staging ?? folder.path("staging/copies"),
            vigiloVersion: version, trust: trust, probe: probe?.configuration(in: folder))
        configuration.formerVersionsDirectory = folder.path("former")
        configuration.strikesFile = folder.path("strikes.json")
        adjust(&configuration)
        host = PluginHost(
            configuration: configuration, registry: registry, services: NoServices(configurations: configurations),
            ledger: ledger,
            logger: Logger(label: "test") { _ in RecordingLog(lines: log) })
    }

    /// How a test host probes.
    struct Probing {
        var deadline = Duration.seconds(60)
        var runner = ProbeConfiguration.runnerBesideThisProgram

        func configuration(in folder: TemporaryFolder) -> ProbeConfiguration {
            ProbeConfiguration(runner: runner, verdictsFile: folder.path("verdicts.json"), deadline: deadline)
        }
    }

    /// How many probes were made, as the log's last line says.
    var probes: Int? {
        log.all.last { $0.contains("Plugin directories read") }?
            .split(separator: " ").first { $0.hasPrefix("plugins.probed=") }
            .flatMap { Int($0.dropFirst("plugins.probed=".count)) }
    }

    @discardableResult
    func put(_ recipe: Recipe, _ name: String) async throws -> String {
        let path = "\(directory)/\(name)"
        try TestFile.write(try await Workshop.shared.build(recipe), to: path)
        return path
    }

    /// The result of the function `twice` of a good plugin.
    func twice(_ number: JSONValue, plugin: String) async throws -> JSONValue {
        try await host.call(plugin: plugin, function: "twice", arguments: ["number": number], context: CallContext())
    }
}
