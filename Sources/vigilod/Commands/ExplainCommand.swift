// vigilod explain: what the loader would make of a file, without a running daemon.

import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost
import VigiloServer
import VigiloWire

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Makes every check of the plugin loader on a file, and says what each found.",
        discussion: """
            Needs no running daemon and no data directory: the settings of the configuration file count, and the file's \
            code runs in its probe only. Exits with \(ExitStatus.unexpectedFailure.rawValue) if the loader would not take \
            the file in. A running daemon, asked with 'vigilo plugin explain', knows more: the names and keys that other \
            plugins have.
            """)

    @OptionGroup var place: PlaceFlags
    @OptionGroup var flags: RunFlags

    @Argument(help: ArgumentHelp("The plugin file.", valueName: "file"))
    var file: String

    @Flag(help: "Print a JSON object for programs.")
    var json = false

    func run() async throws {
        let settings = try Settings.gather(place, flags)
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        let folder = try Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = file.hasPrefix("/") ? file : "\(FileManager.default.currentDirectoryPath)/\(file)"
        let explanation = await Self.host(settings, folder).explain(path, knowsOthers: false)
        let body = ExplanationBody(explanation)
        try Terminal.print(json ? Self.text(of: body) : ExplanationText(body).text)
        if !body.isAccepted { throw ExitCode(ExitStatus.unexpectedFailure.rawValue) }
    }

    /// A host that keeps nothing and looks at nothing but the file.
    private static func host(_ settings: Settings, _ folder: String) -> PluginHost {
        var configuration = PluginHostConfiguration(settings)
        configuration.stagingDirectory = "\(folder)/staging"
        configuration.probe?.verdictsFile = "\(folder)/verdicts.json"
        configuration.strikesFile = nil
        configuration.knownFilesFile = nil
        configuration.formerVersionsDirectory = nil
        configuration.watchesDirectories = false
        return PluginHost(
            configuration: configuration, registry: Registry(), services: NoServices(), ledger: NoLedger(),
            logger: Logger(label: "vigilod"))
    }

    private static func makeFolder() throws(Failure) -> String {
        let parent = [String: String].ofThisProcess["TMPDIR"] ?? "/tmp"
        let path = "\(parent)/vigilod-explain-\(getpid())"
        guard mkdir(path, 0o700) == 0 else {
            throw Failure(.unexpectedFailure, "The folder \(path) cannot be made: \(SystemError.last).")
        }
        return path
    }

    private static func text(of body: ExplanationBody) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(body), as: UTF8.self)
    }
}

/// Nothing is remembered and nothing is kept.
private struct NoLedger: PluginLedger {
    func remembered() async -> [RememberedPlugin] { [] }
    func record(_ events: [PluginEvent]) async {}
}

/// Nothing is loaded, so nobody asks.
private struct NoServices: HostServices {
    private var unavailable: HostServiceError { HostServiceError(.unavailable, "there is no daemon") }

    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?) {}
    func configuration(plugin: String) -> JSONValue { [:] }
    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue { throw unavailable }
    func counts(entityType: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [String: Int] {
        throw unavailable
    }
    func records(
        entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> RecordPage { throw unavailable }
    func storedValue(plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [UInt8]
    { throw unavailable }
    func store(
        _ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference
    ) throws(HostServiceError) { throw unavailable }
    func removeStoredValue(plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError) {
        throw unavailable
    }
}
